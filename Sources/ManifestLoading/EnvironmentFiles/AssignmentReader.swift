import Diagnostics

/// Reads shell files of `export K=V` lines and dotenv files as text: nothing in them is ever run.
///
/// A statement that is no assignment is skipped as a shell would delimit it. What it would set is not known, which
/// matters only if a file uses it.
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
    /// The value cannot be known, for a reason that was reported.
    var isUnknown = false
    /// The obstacles that keep the value from being known.
    var obstacles: [Obstacle] = []
    /// The quoted text read last, where it goes over several lines: where it starts, and the line that it ends on.
    var longQuote: (start: (Int, Int), end: Int)?
    /// The rest of the file cannot be read; that was reported.
    var isAbandoned = false
    /// The last search for a `}`: where it began, and where the `}` is.
    var nextBrace: (line: Int, from: Int, place: Int?)?
    /// The number of times that a closing mark was looked for in vain.
    var vainSearches = 0

    static let longest = 1 << 20

    init(_ source: SourceText, isDotenv: Bool, variables: Variables) {
        self.variables = variables
        self.isDotenv = isDotenv
        filename = source.filename
        lines = (1...max(source.lineCount, 1)).map { Array((source.line($0) ?? "").unicodeScalars) }
    }

    mutating func readAll() {
        while line < lines.count {
            readLine()
            line += 1
            column = 0
        }
    }

    // MARK: Characters

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

    /// True if a word ends here.
    private var isAtBlank: Bool { current == nil || current == " " || current == "\t" }

    /// `&&` or `||`
    private var isAtOperator: Bool { (current == "&" || current == "|") && next() == current }

    // MARK: Lines

    private mutating func readLine() {
        while !isAbandoned {
            skipBlanks()
            guard let first = current, first != "#" else { return }
            switch first {
            case ";": column += 1
            case "&" where isAtOperator: column += 2  // An assignment does not fail.
            case "|" where isAtOperator: skipCommand(marking: false)
            default: isDotenv ? readDotenvLine() : readStatement()
            }
        }
    }

    private mutating func readDotenvLine() {
        let start = column
        var word = readWord()
        if word == "export", current == " " || current == "\t" {
            skipBlanks()
            word = readWord()
        }
        skipBlanks()
        guard !word.isEmpty, current == "=" else {
            column = start
            return skipLine()
        }
        readAssignment(word)
        if line < lines.count { column = lines[line].count }
    }

    private mutating func readStatement() {
        let start = column
        let word = readWord()
        switch word {
        case "export", "readonly", "declare", "typeset":
            guard isAtBlank else { break }
            skipOptions()
            return readExported(behind: word)
        case "unset" where isAtBlank: return readUnset()
        case "set" where isAtBlank && isSetOfOptions: return skipCommand(marking: false)
        default: break
        }
        guard !word.isEmpty, isAtAssignment else {
            column = start
            return skipCommand()
        }
        readAssignments(word)
    }

    /// `=` or `+=`
    private var isAtAssignment: Bool { current == "=" || current == "+" && next() == "=" }

    /// `A=1 B=2`; before a command they would be the command's own.
    private mutating func readAssignments(_ first: String) {
        var names = [first]
        readAssignment(first)
        while !isAbandoned {
            skipBlanks()
            guard let scalar = current, scalar != "#", scalar != ";", !isAtOperator else { return }
            let start = column
            let word = readWord()
            if !word.isEmpty, isAtAssignment {
                names.append(word)
                readAssignment(word)
                continue
            }
            column = start
            let range = wordRange
            for name in names {
                let problem = "'\(name)=…' before a command is a variable of that command only"
                variables.set(
                    name, to: nil, obstacles: [.syntax(problem, detail: "put the value in quotes", at: range)])
            }
            return skipCommand()
        }
    }

    private mutating func skipOptions() {
        skipBlanks()
        while current == "-" || current == "+" {
            while !isAtBlank { column += 1 }
            skipBlanks()
        }
    }

    /// The names behind `export`, with or without values.
    private mutating func readExported(behind word: String) {
        var last: String?
        while !isAbandoned {
            skipBlanks()
            guard let first = current, first != "#", first != ";", !isAtOperator else { return }
            let name = readWord()
            guard !name.isEmpty, isAtBlank || isAtAssignment || current == ";" || isAtOperator else {
                // `export NAME = value` was to set that name.
                if first == "=", let last {
                    let problem = "there must be no blank before or after '='"
                    let range = place(column, column + 1)
                    variables.set(last, to: nil, obstacles: [.syntax(problem, detail: "write '\(last)=…'", at: range)])
                }
                return skipCommand(behind: word)
            }
            last = name
            if isAtAssignment { readAssignment(name) }
        }
    }

    private mutating func readUnset() {
        skipOptions()
        while true {
            skipBlanks()
            let name = readWord()
            guard !name.isEmpty else { break }
            variables.remove(name)
        }
        guard let scalar = current, scalar != "#", scalar != ";", !isAtOperator else { return }
        skipCommand(behind: "unset")
    }

    /// `set -eu`, `set -o allexport`: no name and no value.
    private var isSetOfOptions: Bool {
        let rest = lines[line][column...].prefix { $0 != ";" && $0 != "#" && $0 != "&" && $0 != "|" }
        var isName = false
        for word in rest.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            let isOption = word.first == "-" || word.first == "+"
            guard isOption || isName else { return false }
            isName = isOption && word.last == "o"
        }
        return true
    }

    // MARK: Reporting

    func place(_ start: Int, _ end: Int) -> SourceRange {
        SourceRange(
            filename: filename, start: SourcePosition(line: line + 1, column: start + 1),
            end: SourcePosition(line: line + 1, column: end + 1))
    }

    /// The word that starts here.
    var wordRange: SourceRange {
        let rest = lines[line][column...]
        return place(column, column + max(rest.prefix { $0 != " " && $0 != "\t" && $0 != ";" }.count, 1))
    }

    mutating func report(_ kind: String, _ summary: String, detail: String = "", from start: Int, to end: Int) {
        diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: place(start, end)))
    }
}
