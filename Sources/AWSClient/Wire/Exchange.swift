/// One exchange on the wire as `-v` shows it: never a header, a body or a secret.
public struct Exchange: Sendable, Hashable {
    /// The service that is called, by its name in AWS's SDKs, such as `Batch`.
    public var service: String
    /// The call, as `batch:CreateJobQueue`.
    public var operation: String
    /// The HTTP method.
    public var method: String
    /// The URL.
    public var url: String
    /// The region the call was made for.
    public var region: String
    /// Which attempt at the call this was, from 1.
    public var attempt: Int
    /// The HTTP status; `nil` when no answer came.
    public var status: Int?
    /// The failure: AWS's error code, or the transport's words.
    public var failure: String?
    /// AWS's request id.
    public var requestID: String?
    /// The duration in seconds.
    public var seconds: Double
    /// The time of the end in seconds since 1970, by the clock of this machine or of a simulated account.
    public var end: Double

    /// Makes an exchange that has no outcome yet.
    public init(
        service: String, operation: String, method: String, url: String, region: String, attempt: Int, seconds: Double,
        end: Double
    ) {
        self.service = service
        self.operation = operation
        self.method = method
        self.url = url
        self.region = region
        self.attempt = attempt
        self.seconds = seconds
        self.end = end
    }
}
