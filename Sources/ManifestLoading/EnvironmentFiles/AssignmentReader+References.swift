import Diagnostics

/// References in values, and the commands that are not run.
extension AssignmentReader {
    mutating func readReference(quoted: Bool) {
        let start = column
        switch next() {
        case "(": noteCommand(length: 2)
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

    mutating func readBraced() {
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
            } else if !variables.commands(behind: name).isEmpty {
                wants(variables.commands(behind: name))
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

    mutating func use(_ name: String, from start: Int) {
        switch variables.look(up: name) {
        case .value(let value): self.value += value
        case .unknown: wants(variables.commands(behind: name))
        case .unset:
            variables.recordUnset(name, at: place(start, column))
            isUnknown = true
        }
    }

    mutating func refuseReference(_ start: Int, _ summary: String) {
        report(
            "env-file-syntax", summary, detail: "$NAME, ${NAME}, ${NAME:-default} and ${NAME:?message} are",
            from: start, to: start + 2)
        abandon()
    }

    /// A command is only a fault where a file needs its value.
    mutating func noteCommand(length: Int) {
        wants([place(column, column + length)])
        skipCommand(length: length)
    }

    /// Says that the value cannot be known for want of such commands; for other reasons where there are none.
    private mutating func wants(_ places: [SourceRange]) {
        if places.isEmpty { isUnknown = true }
        commands += places
    }

    /// Steps behind the command, so that what follows it is read as usual.
    mutating func skipCommand(length: Int) {
        column += length
        var depth = 1
        while let scalar = current {
            column += 1
            if length == 1, scalar == "`" { return }
            if length == 2, scalar == "(" { depth += 1 }
            if length == 2, scalar == ")" { depth -= 1 }
            if depth == 0 { return }
        }
        isAbandoned = true
    }
}
