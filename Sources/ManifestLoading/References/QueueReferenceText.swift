import Diagnostics

/// A text that stands for a queue of another environment: `@{NAME.head-queue}`.
struct QueueReferenceText {
    /// The environment as it is written, with its workspace before it where that is.
    let environment: String
    let queue: QueueReference.Queue

    /// Reads a text; nil if it is none.
    init?(_ text: String) {
        guard text.hasPrefix(Self.start), text.hasSuffix("}"),
            let dot = text.lastIndex(of: "."), dot > text.index(after: text.startIndex),
            let queue = Self.queues[String(text[text.index(after: dot)...].dropLast())]
        else { return nil }
        let environment = text[text.index(text.startIndex, offsetBy: 2)..<dot]
        guard !environment.contains(where: { "{}".contains($0) }),
            let name = environment.split(separator: "/", omittingEmptySubsequences: false).last,
            TextFormat.name.accepts(String(name)), !environment.hasPrefix("/")
        else { return nil }
        self.environment = String(environment)
        self.queue = queue
    }

    /// `compute-queue` is the manual environment's word for it.
    private static let queues: [String: QueueReference.Queue] = [
        "head-queue": .head, "work-queue": .work, "compute-queue": .work,
    ]

    /// The same as a regular expression, for the JSON Schema.
    static let pattern = "@\\{(?:[^{}/][^{}]*/)?[A-Za-z0-9_.-]{1,100}\\.(?:head|work|compute)-queue\\}"

    static let start = "@{"
    static let whereItBelongs =
        "'@{NAME.head-queue}' stands for a queue, in 'head-queue' and 'compute-queue' of 'config-mode: manual'"

    /// True for a text that is such a reference, or is meant to be one, in a field that takes none.
    static func isMeant(by text: String) -> Bool {
        guard text.contains(byte: UInt8(ascii: "@")), text.contains(start) else { return false }
        return text.hasPrefix(start) && text.hasSuffix("}") || queues.keys.contains { text.contains(".\($0)}") }
    }
}
