/// Settings of the transport; it takes nothing from the process environment.
public struct TransportOptions: Sendable, Hashable {
    /// Sent as `User-Agent` if the request has none.
    public var userAgent: String
    /// A PEM file of certificate authorities to trust instead of the system's.
    public var certificateBundle: String?
    /// The proxies.
    public var proxies: ProxySettings
    /// The longest time for a connection, name look-up and TLS included.
    public var connectTimeout: Duration
    /// The longest time for a whole exchange, however slowly bytes come.
    public var timeout: Duration
    /// The longest idle time after which a connection is used again. Servers close idle connections without notice; a
    /// request that is sent at that moment is lost.
    public var idleLimit: Duration
    /// The largest body that is taken, in bytes.
    public var maximumResponseSize: Int
    /// The most bytes of headers that are accepted in one exchange, including those of interim answers, of a proxy's
    /// answer and after the body.
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
