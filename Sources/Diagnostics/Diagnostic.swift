/// A message about the user's files: a fact with a stable name and a place, and a sentence for people.
public struct Diagnostic: Sendable, Hashable {
    /// Its severity.
    public var severity: Severity
    /// The stable kebab-case name of the fact, such as `unknown-field`; scripts and documentation key on it.
    public var kind: String
    /// One sentence: lower-case start, no full stop, the user's words in quotes.
    public var summary: String
    /// The reason and the remedy, if the summary does not say them; may be empty.
    public var detail: String
    /// The place it is about; nil if there is none (an option, a file that cannot be read).
    public var range: SourceRange?
    /// Second places and hints.
    public var notes: [Note]
    /// A change of the text that mends it.
    public var fix: Fix?

    /// The severity of a diagnostic.
    public enum Severity: String, Sendable, Hashable, Comparable {
        /// Must be corrected before the command does anything.
        case error
        /// Worth correcting; the command goes on.
        case warning
        /// Worth knowing.
        case note

        /// Errors come first.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .note: 2
            }
        }
    }

    /// A second place, or a hint without one.
    public struct Note: Sendable, Hashable, Encodable {
        /// The sentence.
        public var summary: String
        /// The place that it points at.
        public var range: SourceRange?

        /// Makes a note.
        public init(_ summary: String, at range: SourceRange? = nil) {
            self.summary = summary.cut(to: Diagnostic.longest)
            self.range = range
        }
    }

    /// A replacement of one range of the text.
    public struct Fix: Sendable, Hashable, Encodable {
        /// The text to replace.
        public var range: SourceRange
        /// The new text.
        public var replacement: String

        /// Makes a fix.
        public init(replace range: SourceRange, with replacement: String) {
            self.range = range
            self.replacement = replacement
        }
    }

    /// Bytes of a text: names and values of files may have megabytes.
    private static let longest = 4000

    /// Makes a diagnostic.
    public init(
        _ severity: Severity, _ kind: String, _ summary: String, detail: String = "", at range: SourceRange? = nil,
        notes: [Note] = [], fix: Fix? = nil
    ) {
        self.severity = severity
        self.kind = kind
        self.summary = summary.cut(to: Self.longest)
        self.detail = detail.cut(to: Self.longest)
        self.range = range
        self.notes = notes
        self.fix = fix
    }
}
