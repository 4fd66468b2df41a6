/// One input of a file of the corpus, with the diagnostics that it must report.
public struct CorpusCase: Sendable {
    /// `file:line` of its first line.
    public let place: String
    /// The lines that all cases of its section begin with.
    let beginning: [String]
    /// True if its lines are written with escapes.
    let isEscaped: Bool
    /// Its own lines as they are written, without comments.
    private(set) var lines: [String] = []
    private var unsorted: [CorpusMark] = []

    /// Starts a case at its title line.
    init(title: Substring, place: String, beginning: [String]) {
        self.place = place
        self.beginning = beginning
        isEscaped = title.hasPrefix("escaped:")
    }

    /// The marks, in the order of their places.
    public var marks: [CorpusMark] { unsorted.sortedByPlace() }

    /// The input.
    public var text: String {
        let own = lines.reversed().drop(while: \.isEmpty).reversed()
        let begun = beginning.map { $0 + "\n" }.joined()
        return begun + own.map { isEscaped ? Self.unescaped($0) : $0 + "\n" }.joined()
    }

    /// The number of its last line in the text.
    var lineNumber: Int { beginning.count + lines.count }

    /// Takes the next line of the file.
    mutating func append(_ line: String) {
        guard line.hasPrefix("#") else { return lines.append(line) }
        if let mark = CorpusMark(line, below: lineNumber) { unsorted.append(mark) }
    }

    /// `\t`, `\r`, `\n`, `\\` and `\u00a0` as characters; no line break if the line ends in `\`.
    private static func unescaped(_ line: String) -> String {
        var text = String.UnicodeScalarView()
        var rest = line.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            switch rest.popFirst() {
            case nil: return String(text)
            case "t": text.append("\t")
            case "r": text.append("\r")
            case "n": text.append("\n")
            case "u":
                let code = UInt32(String(rest.prefix(4)), radix: 16).flatMap { Unicode.Scalar($0) }
                text.append(code ?? "\u{FFFD}")
                rest = rest.dropFirst(4)
            case let other?: text.append(other)
            }
        }
        return String(text) + "\n"
    }
}
