import AWSOperations
import FoundationEssentials
import ResourceModel

/// An answer or a refusal of AWS, in the form of the recordings in `Tests/Recorded`.
struct RecordedAnswer: Sendable {
    /// As `batch:CreateJobQueue`.
    let operation: String
    let isMutating: Bool
    let content: Content

    enum Content: Sendable, Hashable {
        /// The body of an answer; verbatim if it is as AWS sent it.
        case answer(body: PropertyValue, isVerbatim: Bool)
        /// A refusal.
        case refusal(status: Int, code: String, text: String)
    }

    /// The key by which answers of a stage differ: the last answer of a read is kept, and every refusal in other words.
    var key: String {
        switch content {
        case .answer: operation
        case .refusal(_, let code, let text): "\(operation) \(code) \(text)"
        }
    }

    /// The recording as JSON.
    func json(_ stage: String, source: String, _ mask: SelfTestMask) -> JSON {
        // Batch's calls are named without a prefix there.
        let name = operation.hasPrefix("batch:") ? String(operation.dropFirst("batch:".count)) : operation
        var members: [(String, JSON)] = [("source", JSON(source))]
        switch content {
        case .answer(let body, let isVerbatim):
            members += [
                ("kind", "answer"), ("operation", JSON(name)), ("isVerbatim", JSON(isVerbatim)), ("http_status", 200),
                ("body", JSON(mask.applied(to: body))),
            ]
        case .refusal(let status, let code, let text):
            members += [
                ("kind", "error"), ("operation", JSON(name)), ("isVerbatim", true), ("http_status", JSON(status)),
                ("code", JSON(code)), ("text", JSON(mask.applied(to: text))),
            ]
        }
        return .object(members + [("means", JSON("In the stage '\(stage)'.")), ("remedy", ""), ("class", "other")])
    }
}
