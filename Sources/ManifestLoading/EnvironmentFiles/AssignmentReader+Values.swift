/// The values of assignments: quotes and escapes.
extension AssignmentReader {
    mutating func readAssignment(_ name: String) {
        let isAddition = current == "+"
        column += isAddition ? 2 : 1
        if isDotenv { skipBlanks() }
        (value, isUnknown, obstacles) = ("", false, [])
        if isAddition { use(name, from: column - 2) }
        if isDotenv { readDotenvValue() } else { readShellValue() }
        if value.utf8.count > Self.longest {
            report("yaml-limit", "variable '\(name)' has more than 1 MiB", from: 0, to: column)
            isUnknown = true
        }
        variables.set(name, to: isUnknown || !obstacles.isEmpty ? nil : value, obstacles: isUnknown ? [] : obstacles)
    }

    private mutating func readShellValue() {
        readHome()
        while let scalar = current, !isAbandoned {
            switch scalar {
            case " ", "\t", ";": return
            case "&" where next() == "&", "|" where next() == "|": return
            case "'": readSingleQuoted()
            case "\"": readDoubleQuoted()
            case "\\": readEscape()
            case "$": readReference(quoted: false)
            case "`": skipCommandInside()
            case "(", ")", "<", ">", "|", "&":
                hinder("'\(scalar)' has a meaning for a shell", "put the value in quotes", length: 1)
                return skipCommand(marking: false)
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
                case "`": skipCommandInside()
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
            hinder(
                "nothing may follow the closing quote", "put all of the value in quotes",
                length: lines[line].count - column)
        }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        value.unicodeScalars.append(scalar)
    }

    private mutating func readSingleQuoted() {
        let start = (line, column)
        column += 1
        while line < lines.count {
            while let scalar = current {
                column += 1
                if scalar == "'" { return noteQuote(from: start) }
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
        while line < lines.count {
            while let scalar = current {
                switch scalar {
                case "\"":
                    column += 1
                    return noteQuote(from: start)
                case "\\": readQuotedEscape()
                case "$": readReference(quoted: true)
                case "`": skipCommandInside()
                default:
                    append(scalar)
                    column += 1
                }
            }
            append("\n")
            line += 1
            column = 0
        }
        unclosed(start)
    }

    private mutating func noteQuote(from start: (Int, Int)) {
        longQuote = start.0 < line ? (start, line) : nil
    }

    private mutating func unclosed(_ start: (Int, Int)) {
        // Where a quote before it on the same line ends a text of several lines, it is that one which was left open.
        (line, column) = longQuote.map { $0.end == start.0 ? $0.start : start } ?? start
        report("env-file-syntax", "this quote is never closed", from: column, to: column + 1)
        isUnknown = true
        isAbandoned = true
        variables.setIncomplete()
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
}
