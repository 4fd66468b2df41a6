/// An error that a service answered with.
public struct ServiceError: Error, Sendable, Hashable {
    /// The call, as `batch:CreateJobQueue`.
    public var operation: String
    /// AWS's error code, such as `ClientException`.
    public var code: String
    /// AWS's own sentence.
    public var message: String
    /// The HTTP status.
    public var status: Int
    /// AWS's request id, for its support.
    public var requestID: String?
    /// Milliseconds after which the service asks to be called again (`x-amz-retry-after`).
    public var retryAfterMilliseconds: Int?
    /// The region to ask instead, where S3 says that the bucket is in another one (`x-amz-bucket-region`).
    public var bucketRegion: String?

    /// Makes an error.
    public init(
        operation: String, code: String, message: String, status: Int, requestID: String? = nil,
        retryAfterMilliseconds: Int? = nil, bucketRegion: String? = nil
    ) {
        self.operation = operation
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
        self.retryAfterMilliseconds = retryAfterMilliseconds
        self.bucketRegion = bucketRegion
    }
}

extension ServiceError: CustomStringConvertible {
    /// One line: the call, the code, the sentence, the request id.
    public var description: String {
        let id = requestID.map { " (request id \($0))" } ?? ""
        return "\(operation): \(code): \(message)\(id)"
    }
}

/// A call that got no answer: refused connection, reset, timeout, name not found.
public struct NoAnswer: Error, Sendable, Hashable, CustomStringConvertible {
    /// The call, as `batch:CreateJobQueue`.
    public var operation: String
    /// Where it was sent, such as `https://batch.eu-west-1.amazonaws.com`.
    public var endpoint: String
    /// What went wrong, in the transport's words.
    public var reason: String
    /// Whether the service may have carried the call out all the same.
    public var mayHaveArrived: Bool

    /// Makes an error.
    public init(operation: String, endpoint: String, reason: String, mayHaveArrived: Bool) {
        self.operation = operation
        self.endpoint = endpoint
        self.reason = reason
        self.mayHaveArrived = mayHaveArrived
    }

    /// One line: the call, the endpoint, the reason.
    public var description: String { "\(operation): no answer from \(endpoint): \(reason)" }
}
