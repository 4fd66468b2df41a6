public import AWSOperations
public import Transport

/// AWS as one user sees it from one machine: profile, credentials, endpoints, one shared transport.
public struct AWSSession: Sendable {
    /// The settings of AWS that a command line may give; everything else comes from the environment and the profile.
    public struct Options: Sendable, Hashable {
        /// The profile; given here it wins over keys in the environment.
        public var profile: String?
        /// FIPS endpoints, where not `nil`.
        public var usesFIPS: Bool?
        /// Dual-stack endpoints, where not `nil`.
        public var usesDualStack: Bool?
        /// A PEM file of certificate authorities.
        public var certificateBundle: String?
        /// The most times that a call is sent.
        public var maximumAttempts: Int?
        /// Our version, for `User-Agent`.
        public var version: String
        /// The region whose STS is asked for credentials if neither the environment nor the profile names one.
        /// It is the region that the work is in, because that region is at least in the right partition.
        public var fallbackRegion: String?

        /// Makes options; the defaults leave all to the environment.
        public init(
            profile: String? = nil, usesFIPS: Bool? = nil, usesDualStack: Bool? = nil,
            certificateBundle: String? = nil, maximumAttempts: Int? = nil, version: String = "0",
            fallbackRegion: String? = nil
        ) {
            self.profile = profile
            self.usesFIPS = usesFIPS
            self.usesDualStack = usesDualStack
            self.certificateBundle = certificateBundle
            self.maximumAttempts = maximumAttempts
            self.version = version
            self.fallbackRegion = fallbackRegion
        }
    }

    /// The profiles.
    public let configuration: SharedConfiguration
    /// The endpoints.
    public let endpoints: EndpointResolver
    /// The credentials, fetched when first needed and kept fresh.
    public let credentials: CredentialsCache
    /// The most times that a call is sent; 8 if no setting gives another number.
    public let maximumAttempts: Int
    /// The region of `AWS_REGION`, `AWS_DEFAULT_REGION` or the profile.
    public let region: String?

    private let sender: any HTTPSender
    private let signingClock: SigningClock
    private let account = KnownAccount()
    private let onExchange: (@Sendable (Exchange) -> Void)?
    private let onSilence: (@Sendable (_ url: String) -> Void)?

    /// Reads the configuration; nothing is sent yet. Throws ``AWSConfigurationError``.
    ///
    /// - Parameters:
    ///   - sender: what performs the exchanges; a `CurlTransport` where `nil`.
    ///   - random: numbers from 0 to 1 that spread the waits between attempts to get credentials.
    ///   - onExchange: called after every exchange with a service.
    ///   - onSilence: called for each request of a call that has no answer after a second.
    ///   - onSecrets: called with what no output may show, before it is sent anywhere.
    ///   - onClockCorrection: called once if AWS shows that this machine's clock is off, with the seconds that it is
    ///     behind; negative if it is ahead.
    public init(
        environment: AWSEnvironment, options: Options = Options(), clock: any RunClock = SystemClock(),
        sender: (any HTTPSender)? = nil, random: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        onExchange: (@Sendable (Exchange) -> Void)? = nil,
        onSilence: (@Sendable (_ url: String) -> Void)? = nil,
        onSecrets: (@Sendable ([String]) -> Void)? = nil,
        onClockCorrection: (@Sendable (_ seconds: Double) -> Void)? = nil
    ) throws {
        configuration = SharedConfiguration(environment: environment, profile: options.profile)
        region = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? configuration["region"]
        endpoints = EndpointResolver(
            environment: environment, configuration: configuration, usesFIPS: options.usesFIPS,
            usesDualStack: options.usesDualStack)
        try endpoints.check()
        maximumAttempts = try options.maximumAttempts ?? Self.attempts(environment, configuration) ?? 8
        self.sender =
            sender
            ?? CurlTransport(
                options: TransportOptions(
                    userAgent: "reconcile/\(options.version)",
                    certificateBundle: options.certificateBundle ?? environment["AWS_CA_BUNDLE"]
                        ?? configuration["ca_bundle"],
                    proxies: ProxySettings(variables: environment.variables)))
        signingClock = SigningClock(clock, onCorrection: onClockCorrection)
        self.onExchange = onExchange
        self.onSilence = onSilence
        let context = CredentialsContext(
            environment: environment, profile: options.profile, endpoints: endpoints,
            region: region ?? options.fallbackRegion,
            sender: self.sender, clock: signingClock, maximumAttempts: maximumAttempts, random: random,
            onExchange: onExchange, onSecrets: onSecrets)
        credentials = CredentialsCache(
            CredentialsChain(context: context, isProfileExplicit: options.profile != nil), clock: signingClock)
    }

    private static func attempts(_ environment: AWSEnvironment, _ configuration: SharedConfiguration) throws -> Int? {
        guard let text = environment["AWS_MAX_ATTEMPTS"] ?? configuration["max_attempts"] else { return nil }
        guard let attempts = Int(text), attempts > 0 else {
            throw AWSConfigurationError(
                setting: environment["AWS_MAX_ATTEMPTS"] == nil ? "max_attempts" : "AWS_MAX_ATTEMPTS",
                message: "\(SettingText.shown(text)) is not a number of attempts; give 1 or more")
        }
        return attempts
    }

    /// Returns the caller of a region, which sends each call once.
    public func caller(region: String) -> any Caller {
        WireCaller(
            region: region, endpoints: endpoints, credentials: credentials, sender: sender, clock: signingClock,
            account: account, onExchange: onExchange, onSilence: onSilence)
    }
}
