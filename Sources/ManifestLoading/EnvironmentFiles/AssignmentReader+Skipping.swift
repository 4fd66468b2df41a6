import Diagnostics

/// Steps over what only a shell could run.
extension AssignmentReader {
    /// Steps over a statement with all that belongs to it: what follows `&&`, the lines of an `if` up to its `fi`, the
    /// text of a here-document.
    ///
    /// - Parameter marking: whether the variables that it would set become unknown, and the statement is worth a note.
    mutating func skipCommand(behind word: String = "", marking: Bool = true) {
        var statement = SkippedStatement(word: word)
        let first = place(column, lines[line].count)
        while line < lines.count {
            guard let scalar = current else {
                skipHereDocuments(&statement)
                guard statement.goesOn else { break }
                line += 1
                column = 0
                statement.startCommand()
                continue
            }
            if statement.isAtWordStart, scalar == "#" {
                column = lines[line].count
                continue
            }
            if scalar == ";", !statement.isInside { break }
            skipPart(scalar, &statement)
        }
        if line >= lines.count {
            line = lines.count - 1
            column = lines[line].count
        }
        if marking { mark(statement, first) }
    }

    /// Steps over a line that is neither an assignment nor a comment, in a dotenv file.
    mutating func skipLine() {
        let start = column
        let word = readWord()
        column = start
        if SkippedStatement.openers.contains(word) || word == "function" || word == "case" { return skipCommand() }
        var statement = SkippedStatement()
        while let scalar = current { skipPart(scalar, &statement, isLine: true) }
        mark(statement, place(start, lines[line].count))
    }

    /// One operator, blank or word.
    private mutating func skipPart(
        _ scalar: Unicode.Scalar, _ statement: inout SkippedStatement, isLine: Bool = false
    ) {
        switch scalar {
        case " ", "\t":
            column += 1
            statement.isAtWordStart = true
        case ";":
            column += 1
            statement.startCommand()
        case "&", "|":
            let isPair = next() == scalar
            column += isPair ? 2 : 1
            if !statement.isInTest {
                statement.startCommand()
                // A `&` sends the command before it to the background.
                statement.endsWithOperator = isPair || scalar == "|"
            }
        case "(":
            column += 1
            statement.open("(")
        case ")":
            column += 1
            statement.close("(")
        case "<" where next() == "<" && next(2) != "<" && !statement.isInTest: readHereDocumentMark(&statement)
        case "<", ">":
            column += 1
            statement.isAtWordStart = true
        default:
            let start = (line, column)
            while let scalar = current, !" \t;&|()<>".unicodeScalars.contains(scalar) {
                isLine ? column += 1 : skipElement(marking: &statement)
            }
            let end = start.0 == line ? column : start.0 < lines.count ? lines[start.0].count : start.1
            let word = String(String.UnicodeScalarView(lines[start.0][start.1..<max(end, start.1)]))
            statement.take(word)
        }
    }

    // MARK: Elements

    /// Steps over one character, or what a quote, a `$(` or a backslash makes of several.
    mutating func skipElement() {
        var none = SkippedStatement()
        skipElement(marking: &none)
    }

    private mutating func skipElement(marking statement: inout SkippedStatement, depth: Int = 0) {
        switch current {
        case nil:
            line += 1
            column = 0
        case "\\":
            if next() == nil {
                line += 1
                column = 0
            } else {
                column += 2
            }
        case "'": skip(to: "'", width: 1, isRaw: true, &statement, depth)
        case "\"": skip(to: "\"", width: 1, &statement, depth)
        case "`": skip(to: "`", width: 1, &statement, depth)
        case "$" where next() == "(": skip(to: ")", width: 2, &statement, depth)
        case "$" where next() == "{":
            noteDefault(&statement)
            skip(to: "}", width: 2, &statement, depth)
        default: column += 1
        }
    }

    /// Steps behind the mark that closes what starts here; where there is none, over the opening one alone.
    private mutating func skip(
        to close: Unicode.Scalar, width: Int, isRaw: Bool = false, _ statement: inout SkippedStatement, _ depth: Int
    ) {
        let start = (line, column)
        column += width
        var parentheses = 0
        let last = isDotenv ? line : lines.count - 1
        while line <= last, depth < Self.deepest, vainSearches < Self.mostVainSearches {
            let scalar = current
            if scalar == close, parentheses == 0 {
                column += 1
                return
            }
            if scalar == nil || isRaw {
                column += 1
                if scalar == nil { (line, column) = (line + 1, 0) }
            } else if close == ")", scalar == "(" || scalar == ")" {
                parentheses += scalar == "(" ? 1 : -1
                column += 1
            } else if close == "\"", scalar == "'" {
                column += 1
            } else {
                skipElement(marking: &statement, depth: depth + 1)
            }
        }
        vainSearches += 1
        (line, column) = (start.0, start.1 + width)
    }

    private static let deepest = 32
    private static let mostVainSearches = 100

    /// `${NAME:=value}` sets the variable.
    private func noteDefault(_ statement: inout SkippedStatement) {
        let rest = lines[line][(column + 2)...]
        let name = rest.prefix { Template.isName($0, first: false) }
        let operators = rest.dropFirst(name.count).prefix(2)
        guard operators.first == "=" || operators.elementsEqual(":=".unicodeScalars) else { return }
        statement.setsWhereUnset(String(String.UnicodeScalarView(name)))
    }

    // MARK: Here-documents

    private mutating func readHereDocumentMark(_ statement: inout SkippedStatement) {
        column += 2
        if current == "-" { column += 1 }
        skipBlanks()
        let rest = lines[line][column...].prefix { !" \t;&|()<>".unicodeScalars.contains($0) }
        column += rest.count
        statement.hereDocuments.append(
            String(String.UnicodeScalarView(rest.filter { $0 != "'" && $0 != "\"" && $0 != "\\" })))
    }

    /// Steps to the line that ends the texts which the line that ends here announces.
    private mutating func skipHereDocuments(_ statement: inout SkippedStatement) {
        for word in statement.hereDocuments where vainSearches < Self.mostVainSearches {
            let end = lines.indices.dropFirst(line + 1).first { number in
                String(String.UnicodeScalarView(lines[number])).trimmed == word
            }
            guard let end else {
                vainSearches += 1
                continue
            }
            (line, column) = (end, lines[end].count)
        }
        statement.hereDocuments = []
    }

    // MARK: What it would set

    private mutating func mark(_ statement: SkippedStatement, _ range: SourceRange) {
        for name in statement.names {
            variables.set(name, to: nil, obstacles: [statement.obstacle(of: name, at: range)])
        }
        for name in statement.defaults {
            if case .unset = variables.look(up: name) {
                variables.set(name, to: nil, obstacles: [statement.obstacle(of: name, at: range)])
            }
        }
        variables.recordSkipped(SkippedLine(word: statement.word, shownWord: statement.shownWord, range: range))
    }
}
