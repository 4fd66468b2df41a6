import Planning

/// The rules behind a plan's changes, each with its source, as numbered notes below the plan.
struct RuleNotes {
    private var notes: [Note] = []

    private struct Note: Hashable {
        let rule: String
        let source: String
    }

    /// The rules of the changes that are shown, in their order.
    init(_ changes: [Change]) {
        for note in changes.map(Self.note) where !notes.contains(note) { notes.append(note) }
    }

    private static func note(_ change: Change) -> Note { Note(rule: change.rule, source: change.source) }

    /// ` [1]`; empty where a change has no source.
    func mark(_ change: Change) -> String {
        guard !change.source.isEmpty, let index = notes.firstIndex(of: Self.note(change)) else { return "" }
        return " [\(index + 1)]"
    }

    /// The notes that have a source, with their numbers.
    var numbered: [(number: Int, rule: String, source: String)] {
        notes.enumerated().filter { !$0.element.source.isEmpty }.map {
            ($0.offset + 1, $0.element.rule, $0.element.source)
        }
    }

    /// True if a source can be a link: a saved plan may come from anywhere, so only a plain address is one.
    static func isAddress(_ source: String) -> Bool {
        source.wholeMatch(of: /https:\/\/[A-Za-z0-9.\/_#?=%-]+/) != nil
    }

    /// The notes as lines that keep within `columns` where their addresses let them.
    func lines(columns: Int) -> [String] {
        let shown = numbered
        guard !shown.isEmpty else { return [] }
        return ["Rules:"]
            + shown.flatMap { number, rule, source in
                let name = "  [\(number)] \(rule):"
                let line = "\(name) \(source)"
                return line.count <= columns ? [line] : [name, "      \(source)"]
            }
    }
}
