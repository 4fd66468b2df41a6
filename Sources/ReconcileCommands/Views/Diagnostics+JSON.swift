import Diagnostics
import FoundationEssentials

extension JSON {
    /// A diagnostic, in the form that every command prints it in: the one that it encodes itself in.
    init(_ diagnostic: Diagnostic) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Nothing in a diagnostic is beyond JSON; were it, its summary is what matters.
        let encoded = try? String(decoding: encoder.encode(diagnostic), as: UTF8.self)
        self = encoded.map { .encoded($0) } ?? .object([("summary", .string(diagnostic.summary))])
    }
}
