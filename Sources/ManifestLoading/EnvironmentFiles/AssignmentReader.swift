import Diagnostics

/// Reads shell files of `export K=V` lines and dotenv files as text: nothing in them is ever run.
struct AssignmentReader {
    var variables: Variables
    var diagnostics: [Diagnostic] = []
    let filename: String
    let isDotenv: Bool
    let lines: [[Unicode.Scalar]]
    /// The place: line and column from zero.
    var line = 0
    var column = 0
    var value = ""
    var isUnknown = false
    /// Commands that the value would need.
    var commands: [SourceRange] = []
    /// The quoted text read last, where it goes over several lines: where it starts, and the line that it ends on.
    var longQuote: (start: (Int, Int), end: Int)?
    /// The rest of the statement cannot be read; that was reported.
    var isAbandoned = false
    /// Constructs of a shell that are still open, such as an `if` without its `fi`; the first was reported.
    private var openConstructs = 0
    /// It is YAML by mistake, which was reported.
    private var isMap = false

    static let longest = 1 << 20

    init(_ source: SourceText, isDotenv: Bool, variables: Variables) {
        self.variables = variables
        self.isDotenv = isDotenv
        filename = source.filename
        lines = (1...max(source.lineCount, 1)).map { Array((source.line($0) ?? "").unicodeScalars) }
    }

    mutating func readAll() {
        while line < lines.count {
            isAbandoned = false
            readLine()
            line += 1
            column = 0
        }
    }

    mutating func abandon() {
        isAbandoned = true
        isUnknown = true
        if line < lines.count { column = lines[line].count }
    }

    // MARK: Lines

    var current: Unicode.Scalar? {
        line < lines.count && column < lines[line].count ? lines[line][column] : nil
    }

    func next(_ distance: Int = 1) -> Unicode.Scalar? {
        line < lines.count && column + distance < lines[line].count ? lines[line][column + distance] : nil
    }

    mutating func skipBlanks() {
        while current == " " || current == "\t" { column += 1 }
    }

    mutating func readWord() -> String {
        var word = String.UnicodeScalarView()
        while let scalar = current, Template.isName(scalar, first: word.isEmpty) {
            word.append(scalar)
            column += 1
        }
        return String(word)
    }

    mutating func readLine() {
        while true {
            skipBlanks()
            guard let first = current, first != "#" else { return }
            if first == ";" {
                column += 1
                continue
            }
            guard readStatement() else { return }
        }
    }

    /// One assignment, or `export` with some; false where the rest of the line is not to be read.
    mutating func readStatement() -> Bool {
        let start = column
        var word = readWord()
        if !isDotenv, current == "=" || current == nil || current == " ",
            ["set", "export", "readonly", "declare", "typeset"].contains(word), current != "="
        {
            if word == "set" { return false }
            skipOptions()
            return readExported()
        }
        if isDotenv, word == "export", current == " " || current == "\t" {
            skipBlanks()
            word = readWord()
        }
        if isDotenv { skipBlanks() }
        guard !word.isEmpty, current == "=" else {
            refuseLine(from: start, word)
            return false
        }
        readAssignment(word)
        if isDotenv { return false }
        return endOfWord()
    }

    mutating func skipOptions() {
        skipBlanks()
        while current == "-" {
            while let scalar = current, scalar != " ", scalar != "\t" {
                _ = scalar
                column += 1
            }
            skipBlanks()
        }
    }

    /// The names behind `export`, with or without values.
    mutating func readExported() -> Bool {
        var last: String?
        while true {
            skipBlanks()
            guard let first = current, first != "#", first != ";" else { return current == ";" }
            let start = column
            let name = readWord()
            guard !name.isEmpty else {
                // `export NAME = value` was to set that name.
                if first == "=", let last { variables.set(last, to: nil) }
                refuseLine(from: start, "")
                return false
            }
            last = name
            if current == "=" { readAssignment(name) }
            guard endOfWord() else { return false }
        }
    }

    /// Whether a word ends here; what follows it directly is refused.
    mutating func endOfWord() -> Bool {
        switch current {
        case nil, " ", "\t", ";": return true
        default:
            if isAbandoned { return false }
            refuseLine(from: column, "")
            return false
        }
    }

    mutating func refuseLine(from start: Int, _ word: String) {
        let rest = String(String.UnicodeScalarView(lines[line][start...]))
        defer { skipContinuation() }
        if isPartOfConstruct(rest, word) || isPartOfMap(rest, word) { return }
        let isSourced = word == "source" || rest.hasPrefix(". ")
        // What is not set may be set by what is not run.
        if isSourced || word == "eval" { variables.setIncomplete() }
        setUnknown(in: rest, word)
        let summary: String
        switch isSourced ? "source" : word {
        case "source": summary = "'\(word.isEmpty ? "." : word)' reads another file; name that file with --env-file"
        case "if", "for", "while", "until", "case", "function", "echo", "unset", "eval", "cd", "test":
            summary = "'\(word)' would have to be run, and files of variables are only read"
        default: summary = isDotenv ? "a line is 'NAME=value'" : "a line is 'NAME=value' or 'export NAME=value'"
        }
        report(
            "env-file-syntax", summary, detail: "reconcile never runs such a file", from: start, to: lines[line].count)
        column = lines[line].count
    }

    /// Whether a line that cannot be read belongs to a construct of which the first line was reported.
    private mutating func isPartOfConstruct(_ rest: String, _ word: String) -> Bool {
        let isPart = openConstructs > 0
        switch word {
        case "if", "for", "while", "until", "case": openConstructs += 1
        case "fi", "done", "esac": openConstructs = max(openConstructs - 1, 0)
        default:
            guard !isDotenv else { break }
            if rest.hasSuffix("{") { openConstructs += 1 }
            if rest == "}" { openConstructs = max(openConstructs - 1, 0) }
        }
        return isPart
    }

    /// Whether a line that cannot be read is one of a YAML map of which the first line was reported.
    private mutating func isPartOfMap(_ rest: String, _ word: String) -> Bool {
        guard !word.isEmpty, rest.hasPrefix("\(word):") else { return false }
        variables.set(word, to: nil)
        defer { isMap = true }
        if !isMap {
            report(
                "env-file-syntax", "a line is 'NAME=value', and this is YAML",
                detail: "a map of variables is read from a file whose name ends in '.yml' or '.yaml'",
                from: column - word.unicodeScalars.count, to: lines[line].count)
        }
        return true
    }

    /// Notes the names that a line was to set: `NAME = value`, and `command NAME=value`.
    private mutating func setUnknown(in rest: String, _ word: String) {
        skipBlanks()
        if !word.isEmpty, current == "=" { variables.set(word, to: nil) }
        for part in rest.split(separator: " ") {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let name = Array(part[..<equals].unicodeScalars)
            guard !name.isEmpty, name.indices.allSatisfy({ Template.isName(name[$0], first: $0 == 0) }) else {
                continue
            }
            variables.set(String(part[..<equals]), to: nil)
        }
    }

    /// Steps over the lines that a `\` at the end of a refused one makes a part of it.
    private mutating func skipContinuation() {
        defer { skipHereDocument(of: String(String.UnicodeScalarView(lines[line]))) }
        while !isDotenv, lines[line].last == "\\", line + 1 < lines.count { line += 1 }
        column = lines[line].count
    }

    /// Steps over the text that `<<WORD` gives to a refused command, up to the line that is the word.
    private mutating func skipHereDocument(of command: String) {
        guard !isDotenv, let operators = command.firstRange(of: "<<") else { return }
        let word = command[operators.upperBound...].drop { "-'\" ".contains($0) }.prefix { $0.isLetter || $0 == "_" }
        let end = (line..<lines.count).first { number in
            String(String.UnicodeScalarView(lines[number])).trimmed == word
        }
        guard !word.isEmpty, let end else { return }
        line = end
        column = lines[line].count
    }

    // MARK: Reporting

    func place(_ start: Int, _ end: Int) -> SourceRange {
        SourceRange(
            filename: filename, start: SourcePosition(line: line + 1, column: start + 1),
            end: SourcePosition(line: line + 1, column: end + 1))
    }

    mutating func report(_ kind: String, _ summary: String, detail: String = "", from start: Int, to end: Int) {
        diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: place(start, end)))
    }
}
