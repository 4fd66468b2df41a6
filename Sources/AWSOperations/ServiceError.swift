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
    /// The name or ARN that the call was about; `*` for a read of everything, nil if it is not known.
    public var subject: String?

    /// The code of an answer that came with a good status and made no sense; no service uses it.
    public static let unreadableAnswer = "UnreadableAnswer"
    /// The code of an answer that was larger than is taken; no service uses it.
    public static let answerTooLarge = "AnswerTooLarge"

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

extension ServiceError {
    /// True if the answer cannot be one of the service's: it could not be read, or refuses the call without a code, which
    /// every refusal of AWS has. Nothing may be decided from it, not even that something may not be read.
    public var isUntrusted: Bool {
        if [Self.unreadableAnswer, Self.answerTooLarge].contains(code) { return true }
        return code == "HTTP\(status)" && (300..<500).contains(status) && status != 429
    }

    /// True if the service refuses the call, and asking again will not help.
    public var isRefusal: Bool { (400..<500).contains(status) && status != 429 && !isUntrusted }
}

extension ServiceError: CustomStringConvertible {
    /// One line: the call, the code, the sentence, the request id.
    public var description: String {
        guard let id = statedRequestID, !sentence.contains(id) else { return sentence }
        return "\(sentence) (request id \(id))"
    }

    /// One line without the request id: the call, the code, the sentence.
    public var sentence: String { sentence(of: nil) }

    /// One line without the request id: an action, the code, the sentence.
    ///
    /// - Parameter action: the action that the answer is about, which may be another one than was called; nil if it is the
    ///   call itself.
    public func sentence(of action: String?) -> String { "\(action ?? operation): \(code): \(statement.text)" }

    /// AWS's request id, from the answer or from the end of its sentence.
    public var statedRequestID: String? { requestID ?? statement.id }

    /// Batch ends its sentences in `, RequestId: …`, which answers have in a header as well.
    private var statement: (text: String, id: String?) {
        let mark = ", RequestId: "
        guard let start = message.ranges(of: mark).last else { return (message, nil) }
        let id = message[start.upperBound...]
        let isAlone = !id.isEmpty && id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        guard isAlone, requestID == nil || requestID == String(id) else { return (message, nil) }
        return (String(message[..<start.lowerBound]), String(id))
    }
}
