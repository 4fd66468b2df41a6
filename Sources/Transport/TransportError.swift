/// A request that brought no whole answer.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// libcurl's result code (`CURLE_…`).
    public var code: Int
    /// The error in words, libcurl's or this module's.
    public var message: String
    /// True if any part of the request may have reached the server; `false` is certain.
    public var requestMayHaveBeenSent: Bool
    /// The status of an answer that began but was not received completely.
    public var status: Int?
    /// The proxy that was to be used, without user and password.
    public var proxy: String?
    /// The status with which the proxy refused to connect to the server.
    public var proxyStatus: Int?

    /// Makes an error.
    public init(
        code: Int, message: String, requestMayHaveBeenSent: Bool, status: Int? = nil, proxy: String? = nil,
        proxyStatus: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.requestMayHaveBeenSent = requestMayHaveBeenSent
        self.status = status
        self.proxy = proxy
        self.proxyStatus = proxyStatus
    }

    /// The message.
    public var description: String { message }

    /// True if the answer was refused because it was larger than the limit.
    public var isResponseTooLarge: Bool { code == Self.responseTooLarge }

    /// True if the server's certificate was not accepted, or the authorities to check it with could not be read: trying
    /// again will not help.
    public var isCertificateProblem: Bool { [Self.peerNotVerified, Self.badAuthorities].contains(code) }

    /// True if libcurl itself is missing or broken on this computer; trying again will not help.
    public var isWithoutLibrary: Bool { code == Self.failedToInitialize }

    /// libcurl could not be loaded or initialised.
    static func withoutLibrary(_ reason: String) -> TransportError {
        TransportError(code: failedToInitialize, message: reason, requestMayHaveBeenSent: false)
    }

    /// Memory or another resource of the system is missing.
    static func withoutResource(_ message: String) -> TransportError {
        TransportError(code: outOfMemory, message: message, requestMayHaveBeenSent: false)
    }

    /// libcurl gave no handle.
    static var withoutHandle: TransportError { withoutResource("libcurl has no handle to give") }

    /// `CURLE_OUT_OF_MEMORY`.
    private static let outOfMemory = 27

    /// `CURLE_FAILED_INIT`.
    private static let failedToInitialize = 2

    private static let peerNotVerified = 60
    private static let badAuthorities = 77

    /// `CURLE_FILESIZE_EXCEEDED`, which this module also uses for its own limit.
    static let responseTooLarge = 63
}
