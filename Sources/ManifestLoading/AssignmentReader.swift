import Diagnostics

/// Reads shell files of `export K=V` lines and dotenv files as text: nothing in them is ever run.
struct AssignmentReader {
    private(set) var variables: Variables
    private(set) var diagnostics: [Diagnostic] = []
    private let filename: String
    private let isDotenv: Bool
    private let lines: [[Unicode.Scalar]]
    /// The place: line and column from zero.
    private var line = 0
    private var column = 0
    private var value = ""
    private var isUnknown = false
    /// The rest of the statement cannot be read; that was reported.
    private var isAbandoned = false

    private static let longest = 1 << 20

    init(_ source: InputSource, isDotenv: Bool, variables: Variables) {
        self.variables = variables
        self.isDotenv = isDotenv
        filename = source.name
        lines = (1...max(source.text.lineCount, 1)).map { Array((source.text.line($0) ?? "").unicodeScalars) }
    }

    mutating func readAll() {
        while line < lines.count {
            isAbandoned = false
            readLine()
            line += 1
            column = 0
        }
    }

    private mutating func abandon() {
        isAbandoned = true
        isUnknown = true
        if line < lines.count { column = lines[line].count }
    }

    // MARK: Lines

    private var current: Unicode.Scalar? {
        line < lines.count && column < lines[line].count ? lines[line][column] : nil
    }

    private func next(_ distance: Int = 1) -> Unicode.Scalar? {
        line < lines.count && column + distance < lines[line].count ? lines[line][column + distance] : nil
    }

    private mutating func skipBlanks() {
        while current == " " || current == "\t" { column += 1 }
    }

    private mutating func readWord() -> String {
        var word = String.UnicodeScalarView()
        while let scalar = current, Template.isName(scalar, first: word.isEmpty) {
            word.append(scalar)
            column += 1
        }
        return String(word)
    }

    private mutating func readLine() {
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
    private mutating func readStatement() -> Bool {
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

    private mutating func skipOptions() {
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
    private mutating func readExported() -> Bool {
        while true {
            skipBlanks()
            guard let first = current, first != "#", first != ";" else { return current == ";" }
            let start = column
            let name = readWord()
            guard !name.isEmpty else {
                refuseLine(from: start, "")
                return false
            }
            if current == "=" { readAssignment(name) }
            guard endOfWord() else { return false }
        }
    }

    /// Whether a word ends here; what follows it directly is refused.
    private mutating func endOfWord() -> Bool {
        switch current {
        case nil, " ", "\t", ";": return true
        default:
            if isAbandoned { return false }
            refuseLine(from: column, "")
            return false
        }
    }

    private mutating func refuseLine(from start: Int, _ word: String) {
        let summary: String
        switch word {
        case "source": summary = "'source' reads another file; name that file with --env-file"
        case "if", "for", "while", "case", "function", "echo", "unset", "eval", "cd", "test":
            summary = "'\(word)' would have to be run, and files of variables are only read"
        default: summary = isDotenv ? "a line is 'NAME=value'" : "a line is 'NAME=value' or 'export NAME=value'"
        }
        report(
            "env-file-syntax", summary, detail: "reconcile never runs such a file", from: start, to: lines[line].count)
        column = lines[line].count
    }

    // MARK: Values

    private mutating func readAssignment(_ name: String) {
        column += 1
        if isDotenv { skipBlanks() }
        value = ""
        isUnknown = false
        if isDotenv { readDotenvValue() } else { readShellValue() }
        if value.utf8.count > Self.longest {
            report("yaml-limit", "variable '\(name)' has more than 1 MiB", from: 0, to: column)
            isUnknown = true
        }
        variables.set(name, to: isUnknown ? nil : value)
    }

    private mutating func readShellValue() {
        readHome()
        while let scalar = current {
            switch scalar {
            case " ", "\t", ";": return
            case "'": readSingleQuoted()
            case "\"": readDoubleQuoted()
            case "\\": readEscape()
            case "$": readReference(quoted: false)
            case "`": refuseCommand(length: 1)
            case "(", ")", "<", ">", "|", "&":
                report(
                    "env-file-syntax", "'\(scalar)' would have to be run by a shell", detail: "put the value in quotes",
                    from: column, to: column + 1)
                abandon()
            default:
                append(scalar)
                column += 1
            }
        }
    }

    /// `~` at the start stands for HOME.
    private mutating func readHome() {
        guard current == "~", [nil, "/", " ", "\t", ";"].contains(next()) else { return }
        if case .value(let home) = variables.look(up: "HOME") {
            value = home
            column += 1
        }
    }

    private mutating func readDotenvValue() {
        switch current {
        case "'": readSingleQuoted()
        case "\"": readDoubleQuoted()
        default:
            while let scalar = current {
                if scalar == "#", column == 0 || lines[line][column - 1] == " " || lines[line][column - 1] == "\t" {
                    break
                }
                switch scalar {
                case "$": readReference(quoted: false)
                case "`": refuseCommand(length: 1)
                default:
                    append(scalar)
                    column += 1
                }
            }
            while value.last?.isWhitespace == true { value.removeLast() }
            return
        }
        skipBlanks()
        if let scalar = current, scalar != "#" {
            report("env-file-syntax", "nothing may follow the closing quote", from: column, to: lines[line].count)
            isUnknown = true
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        value.unicodeScalars.append(scalar)
    }

    private mutating func readSingleQuoted() {
        let start = (line, column)
        column += 1
        while line < lines.count {
            while let scalar = current {
                column += 1
                if scalar == "'" { return }
                append(scalar)
            }
            append("\n")
            line += 1
            column = 0
        }
        unclosed(start)
    }

    private mutating func readDoubleQuoted() {
        let start = (line, column)
        column += 1
        while line < lines.count, !isAbandoned {
            while let scalar = current {
                switch scalar {
                case "\"":
                    column += 1
                    return
                case "\\": readQuotedEscape()
                case "$": readReference(quoted: true)
                case "`": refuseCommand(length: 1)
                default:
                    append(scalar)
                    column += 1
                }
            }
            if isAbandoned { return }
            append("\n")
            line += 1
            column = 0
        }
        unclosed(start)
    }

    private mutating func unclosed(_ start: (Int, Int)) {
        (line, column) = start
        report("env-file-syntax", "this quote is never closed", from: column, to: column + 1)
        isUnknown = true
        isAbandoned = true
        line = lines.count
    }

    /// A backslash outside quotes keeps the next character as it is; at the end of a line it joins the next one.
    private mutating func readEscape() {
        if let scalar = next() {
            append(scalar)
            column += 2
        } else {
            line += 1
            column = 0
        }
    }

    private mutating func readQuotedEscape() {
        guard let scalar = next() else {
            if isDotenv { append("\\") }
            line += isDotenv ? 0 : 1
            column = isDotenv ? column + 1 : 0
            return
        }
        column += 2
        switch scalar {
        case "$", "`", "\"", "\\": append(scalar)
        case "n" where isDotenv: append("\n")
        case "t" where isDotenv: append("\t")
        default:
            append("\\")
            append(scalar)
        }
    }

    // MARK: References

    private mutating func readReference(quoted: Bool) {
        let start = column
        switch next() {
        case "(": refuseCommand(length: 2)
        case "{": readBraced()
        case let scalar? where Template.isName(scalar, first: true):
            column += 1
            use(readWord(), from: start)
        case "'" where !quoted, "\"" where !quoted: refuseReference(start, "this kind of quote is not read")
        case let scalar? where !isDotenv && ("0"..."9" ~= scalar || "@*#?$!-".unicodeScalars.contains(scalar)):
            refuseReference(start, "'$\(scalar)' has a meaning only where a shell runs")
        default:
            append("$")
            column += 1
        }
    }

    private mutating func readBraced() {
        let start = column
        let rest = Array(lines[line][start...])
        let end = rest.firstIndex(of: "}").map { start + $0 }
        column += 2
        let name = readWord()
        if !name.isEmpty, current == "}" {
            column += 1
            use(name, from: start)
        } else if !name.isEmpty, let end, current == ":", next() == "-" || next() == "?" {
            let isDefault = next() == "-"
            let text = String(String.UnicodeScalarView(lines[line][(column + 2)..<end]))
            column = end + 1
            if case .value(let value) = variables.look(up: name), !value.isEmpty {
                self.value += value
            } else if isDefault, !text.contains("$"), !text.contains("`") {
                value += text
            } else if isDefault {
                column = start
                refuseReference(start, "a default inside '${…}' must be plain text here")
            } else {
                variables.recordUnset(name, message: text, at: place(start, end + 1))
                isUnknown = true
            }
        } else {
            refuseReference(start, "this '${…}' is not one that reconcile reads")
        }
    }

    private mutating func use(_ name: String, from start: Int) {
        switch variables.look(up: name) {
        case .value(let value): self.value += value
        case .unknown: isUnknown = true
        case .unset:
            variables.recordUnset(name, at: place(start, column))
            isUnknown = true
        }
    }

    private mutating func refuseReference(_ start: Int, _ summary: String) {
        report(
            "env-file-syntax", summary, detail: "$NAME, ${NAME}, ${NAME:-default} and ${NAME:?message} are",
            from: start, to: start + 2)
        abandon()
    }

    private mutating func refuseCommand(length: Int) {
        report(
            "command-substitution", "a command would have to be run for this value",
            detail:
                "reconcile reads files of variables and never runs them; set the variable in the environment instead",
            from: column, to: column + length)
        isUnknown = true
        skipCommand(length: length)
    }

    /// Steps behind the command, so that what follows it is read as usual.
    private mutating func skipCommand(length: Int) {
        column += length
        var depth = 1
        while let scalar = current {
            column += 1
            if length == 1, scalar == "`" { return }
            if length == 2, scalar == "(" { depth += 1 }
            if length == 2, scalar == ")" { depth -= 1 }
            if depth == 0 { return }
        }
        abandon()
    }

    // MARK: Reporting

    private func place(_ start: Int, _ end: Int) -> SourceRange {
        SourceRange(
            filename: filename, start: SourcePosition(line: line + 1, column: start + 1),
            end: SourcePosition(line: line + 1, column: end + 1))
    }

    private mutating func report(_ kind: String, _ summary: String, detail: String = "", from start: Int, to end: Int) {
        diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: place(start, end)))
    }
}
