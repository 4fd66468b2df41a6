import Diagnostics

/// References in values, and the commands that are not run.
extension AssignmentReader {
    mutating func readReference(quoted: Bool) {
        let start = column
        switch next() {
        case "(": skipCommandInside()
        case "{": readBraced()
        case let scalar? where Template.isName(scalar, first: true):
            column += 1
            use(readWord(), from: start)
        case "'" where !quoted, "\"" where !quoted:
            hinder("this kind of quote is not read", "write the text in plain quotes", length: 2)
            column += 1
            skipElement()
        case let scalar? where !isDotenv && ("0"..."9" ~= scalar || "@*#?$!-".unicodeScalars.contains(scalar)):
            hinder("'$\(scalar)' has a value only where a shell runs", Self.references, length: 2)
            column += 2
        default:
            append("$")
            column += 1
        }
    }

    private static let references = "$NAME, ${NAME}, ${NAME:-default} and ${NAME:?message} are read"

    private mutating func readBraced() {
        let start = column
        let end = closingBrace(from: start)
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
            } else if case .denied = variables.look(up: name) {
                add([.denied(name, at: place(start, column))])
            } else if let behind = variables.obstacles[name] {
                add(behind)
            } else if isDefault, !text.contains("$"), !text.contains("`") {
                value += text
            } else if isDefault {
                column = start
                refuseBraced("a default inside '${…}' must be plain text here")
            } else {
                add([Obstacle(content: .unset(name), range: place(start, end + 1))])
            }
        } else {
            column = start
            refuseBraced("this '${…}' is not one that reconcile reads")
        }
    }

    /// The next `}` of the line; it is looked for once for all references before it.
    private mutating func closingBrace(from start: Int) -> Int? {
        if let known = nextBrace, known.line == line, known.from <= start, known.place.map({ $0 >= start }) ?? true {
            return known.place
        }
        let place = lines[line][start...].firstIndex(of: "}")
        nextBrace = (line, start, place)
        return place
    }

    private mutating func refuseBraced(_ problem: String) {
        hinder(problem, Self.references, length: 2)
        skipElement()
    }

    mutating func use(_ name: String, from start: Int) {
        switch variables.look(up: name) {
        case .value(let value): self.value += value
        case .unknown:
            let behind = variables.obstacles[name] ?? []
            if behind.isEmpty { isUnknown = true }
            add(behind)
        case .denied:
            add([.denied(name, at: place(start, column))])
        case .unset:
            add([Obstacle(content: .unset(name), range: place(start, column))])
        }
    }

    /// Records that the value cannot be known because of the text at this place.
    mutating func hinder(_ problem: String, _ detail: String, length: Int) {
        add([.syntax(problem, detail: detail, at: place(column, column + length))])
    }

    /// A value that refers to others may have theirs many times over.
    private mutating func add(_ others: [Obstacle]) {
        for obstacle in others where obstacles.count < Self.mostObstacles && !obstacles.contains(obstacle) {
            obstacles.append(obstacle)
        }
    }

    private static let mostObstacles = 20

    /// Steps behind a command in a value, so that what follows it is read as usual.
    mutating func skipCommandInside() {
        add([.command(at: place(column, column + (current == "`" ? 1 : 2)))])
        skipElement()
    }
}
