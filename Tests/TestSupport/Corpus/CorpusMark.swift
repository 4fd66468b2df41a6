public import Diagnostics

/// A diagnostic that a case of the corpus must report: its place, and `severity kind: sentence`.
public struct CorpusMark: Sendable, Hashable, CustomStringConvertible {
    /// The place in the case's text; nil if the diagnostic has none.
    public let place: SourcePosition?
    /// The severity, the kind and the sentence.
    public let words: String

    /// The mark that expects a diagnostic.
    public init(_ diagnostic: Diagnostic) {
        place = diagnostic.range?.start
        words = "\(diagnostic.severity.rawValue) \(diagnostic.kind): \(diagnostic.summary.escapedForTerminal)"
    }

    /// Reads a comment line; nil if it is a comment for people.
    ///
    /// - Parameter line: the number of the text line above it.
    public init?(_ comment: String, below line: Int) {
        guard comment.first == "#" else { return nil }
        let text = comment.dropFirst().drop { $0 == " " }
        if text.hasPrefix("^ ") {
            place = SourcePosition(line: line, column: comment.count - text.count + 1)
            words = String(text.dropFirst(2))
        } else if text.hasPrefix("<- ") {
            place = SourcePosition(line: line, column: 1)
            words = String(text.dropFirst(3))
        } else if text.hasPrefix("at no place ") {
            place = nil
            words = String(text.dropFirst(12))
        } else {
            let parts = text.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, parts[0] == "at", let place = Self.position(parts[1]) else { return nil }
            self.place = place
            words = String(parts[2])
        }
    }

    private static func position(_ text: Substring) -> SourcePosition? {
        let numbers = text.split(separator: ":").compactMap { Int($0) }
        return numbers.count == 2 ? SourcePosition(line: numbers[0], column: numbers[1]) : nil
    }

    /// The comment for below its line.
    var pointing: String {
        guard let place else { return elsewhere }
        let column = place.column
        return column == 1 ? "# <- \(words)" : "#\(String(repeating: " ", count: column - 2))^ \(words)"
    }

    /// The comment for a place that is not in the case's lines.
    var elsewhere: String { "# at \(place.map { "\($0.line):\($0.column)" } ?? "no place") \(words)" }

    /// The form that does not depend on the place of the comment.
    public var description: String { elsewhere }
}

extension Sequence where Element == CorpusMark {
    /// Sorts by place, as diagnostics are; those without a place come last.
    func sortedByPlace() -> [CorpusMark] {
        enumerated().sorted { left, right in
            switch (left.element.place, right.element.place) {
            case (let one?, let other?) where one != other: one < other
            case (nil, _?): false
            case (_?, nil): true
            default: left.offset < right.offset
            }
        }.map(\.element)
    }
}
