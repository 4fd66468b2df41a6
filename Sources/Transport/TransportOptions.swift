/// How the transport connects; nothing is taken from the process environment.
public struct TransportOptions: Sendable, Hashable {
    /// Sent as `User-Agent` where the request has none.
    public var userAgent: String
    /// A PEM file of certificate authorities to trust instead of the system's.
    public var certificateBundle: String?
    /// The proxies.
    public var proxies: ProxySettings
    /// How long a connection may take, name look-up and TLS included.
    public var connectTimeout: Duration
    /// How long a whole exchange may take, however slowly bytes come.
    public var timeout: Duration
    /// How long an idle connection is used again. Servers close idle connections unasked, and a request that goes out at
    /// that moment is lost.
    public var idleLimit: Duration
    /// The largest body that is taken, in bytes.
    public var maximumResponseSize: Int
    /// The most bytes of headers that are taken in one exchange: those of interim answers, of a proxy's answer and behind
    /// the body included.
    public var maximumHeaderSize: Int

    /// Makes options; the defaults suit AWS's control planes.
    public init(
        userAgent: String = "reconcile", certificateBundle: String? = nil, proxies: ProxySettings = ProxySettings(),
        connectTimeout: Duration = .seconds(10), timeout: Duration = .seconds(30),
        idleLimit: Duration = .seconds(30), maximumResponseSize: Int = 32 * 1024 * 1024,
        maximumHeaderSize: Int = 256 * 1024
    ) {
        self.userAgent = userAgent
        self.certificateBundle = certificateBundle
        self.proxies = proxies
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.idleLimit = idleLimit
        self.maximumResponseSize = maximumResponseSize
        self.maximumHeaderSize = maximumHeaderSize
    }
}
