import ResourceModel

/// A value of a resource; `JSON.Value` is another type, since JSON is written as a literal.
typealias PropertyValue = Value

/// JSON that keeps the order that it was put together in.
enum JSON: Sendable {
    case null
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case array([JSON])
    case object([(String, JSON)])
    /// JSON text that something encoded already.
    case encoded(String)

    /// A string, or null.
    init(_ text: String?) { self = text.map { .string($0) } ?? .null }

    /// A property value; a reference, which is known only after apply, is null.
    init(_ value: PropertyValue?) {
        switch value {
        case nil, .reference, .text: self = .null
        case .string(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        case .boolean(let truth): self = .boolean(truth)
        case .list(let elements): self = .array(elements.map { JSON($0) })
        case .map(let members): self = .object(members.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) })
        }
    }

    /// The text, a member a line, for files that people read.
    func prettyText(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .array(let elements) where !elements.isEmpty && text.utf8.count > 100:
            let lines = elements.map { inner + $0.prettyText(indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members) where !members.isEmpty && text.utf8.count > 100:
            let lines = members.map { "\(inner)\(PropertyValue.quoted($0)): \($1.prettyText(indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .encoded(let text):
            // No string in JSON contains a line break.
            return text.split(separator: "\n").joined(separator: "\n\(indent)")
        default:
            return text
        }
    }

    /// The text, on one line.
    var text: String {
        switch self {
        case .null: "null"
        case .string(let text): PropertyValue.quoted(text)
        case .integer(let number): String(number)
        case .number(let number): number.isFinite ? String(number) : "null"
        case .boolean(let truth): truth ? "true" : "false"
        case .encoded(let text): text
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(PropertyValue.quoted($0)):\($1.text)" }.joined(separator: ",") + "}"
        }
    }
}
