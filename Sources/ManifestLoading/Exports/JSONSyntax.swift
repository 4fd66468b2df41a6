import Diagnostics

/// Holds a file to JSON's grammar (RFC 8259), which is narrower than that of the YAML reader that takes it apart.
struct JSONSyntax {
    private let bytes: [UInt8]
    private var index = 0

    /// Returns the first fault of a text; nil if the text is JSON, or empty.
    static func problem(in bytes: [UInt8], of source: SourceText) -> Diagnostic? {
        var reader = JSONSyntax(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
        do throws(Problem) {
            try reader.readText()
            return nil
        } catch {
            return Diagnostic(
                .error, "yaml-syntax", error.summary,
                detail: "an export is JSON, as 'tw compute-envs export' writes it",
                at: place(error.offset, error.width, in: source),
                notes: error.opening.map { [Diagnostic.Note("this is still open", at: place($0, 1, in: source))] } ?? []
            )
        }
    }

    private static func place(_ offset: Int, _ width: Int, in source: SourceText) -> SourceRange {
        let start = source.position(ofByte: offset)
        return SourceRange(
            filename: source.filename, start: start,
            end: SourcePosition(line: start.line, column: start.column + width))
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private struct Problem: Error {
        var summary: String
        var offset: Int
        var width = 1
        /// The offset of the bracket that is still open there.
        var opening: Int?
    }

    private enum Container {
        case object
        case array

        var closing: UInt8 { self == .object ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
    }

    /// Nested values are kept on a separate list, so that they may be nested to any depth.
    private mutating func readText() throws(Problem) {
        skipBlanks()
        guard current != nil else { return }
        var open: [(kind: Container, start: Int)] = []
        while true {
            // A value starts here.
            var isClosed = false
            switch current {
            case UInt8(ascii: "{")?:
                open.append((.object, index))
                index += 1
                isClosed = try readKey(orEnd: true, of: open[open.count - 1].start)
                if !isClosed { continue }
            case UInt8(ascii: "[")?:
                open.append((.array, index))
                index += 1
                skipBlanks()
                isClosed = current == UInt8(ascii: "]")
                if !isClosed { continue }
            default: try readScalar(inside: open.last?.start)
            }
            // A value ended here, or a container is about to.
            while true {
                if isClosed {
                    index += 1
                    open.removeLast()
                }
                skipBlanks()
                guard let (kind, start) = open.last else {
                    if current != nil { throw Problem(summary: "nothing may follow the JSON value", offset: index) }
                    return
                }
                isClosed = current == kind.closing
                if isClosed { continue }
                guard current == UInt8(ascii: ",") else {
                    throw unexpected("',' or '\(kind == .object ? "}" : "]")'", inside: start)
                }
                let comma = index
                index += 1
                skipBlanks()
                if current == kind.closing {
                    throw Problem(summary: "nothing follows this ','; remove it", offset: comma)
                }
                if kind == .object { _ = try readKey(orEnd: false, of: start) }
                break
            }
        }
    }

    /// A key and its colon; true where the object ends instead.
    private mutating func readKey(orEnd: Bool, of start: Int) throws(Problem) -> Bool {
        skipBlanks()
        if orEnd, current == UInt8(ascii: "}") { return true }
        guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes", inside: start) }
        try readString()
        skipBlanks()
        guard current == UInt8(ascii: ":") else { throw unexpected("':'", inside: start) }
        index += 1
        skipBlanks()
        return false
    }

    private mutating func readScalar(inside start: Int?) throws(Problem) {
        if current == UInt8(ascii: "\"") { return try readString() }
        let word = bytes[index...].prefix { byte in
            byte > 0x20 && !",:[]{}\"".utf8.contains(byte)
        }
        let text = String(decoding: word, as: UTF8.self)
        guard ["true", "false", "null"].contains(text) || Self.isNumber(word) else {
            if word.isEmpty { throw unexpected("a value", inside: start) }
            let isComment = text.hasPrefix("#") || text.hasPrefix("//") || text.hasPrefix("/*")
            throw Problem(
                summary: isComment
                    ? "JSON has no comments" : "'\(text)' is not a JSON value; text needs double quotes",
                offset: index, width: text.unicodeScalars.count)
        }
        index += word.count
    }

    private mutating func readString() throws(Problem) {
        let start = index
        index += 1
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return
            case 0x0A, 0x0D: throw Problem(summary: "this text is not closed on its line", offset: start)
            case 0..<0x20: throw Problem(summary: "a control character must be escaped in JSON", offset: index)
            case UInt8(ascii: "\\"): try readEscape()
            default: index += 1
            }
        }
        throw Problem(summary: "this text is not closed", offset: start)
    }

    private mutating func readEscape() throws(Problem) {
        let start = index
        index += 2
        let escaped = start + 1 < bytes.count ? bytes[start + 1] : 0
        if "\"\\/bfnrt".utf8.contains(escaped) { return }
        let digits = bytes[min(index, bytes.count)...].prefix(4)
        guard escaped == UInt8(ascii: "u"), digits.count == 4, digits.allSatisfy(Self.isHexadecimal) else {
            throw Problem(summary: "JSON has no such escape", offset: start, width: 2)
        }
        index += 4
    }

    /// Returns a problem: this place does not hold what is expected. The end of the text is where its last character
    /// ends.
    private func unexpected(_ expected: String, inside start: Int?) -> Problem {
        guard current == nil, let start else { return Problem(summary: "\(expected) is expected here", offset: index) }
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? index
        return Problem(summary: "\(expected) is expected here", offset: end, opening: start)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// `-12.5e+3`, without leading zeros.
    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        var rest = word
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        guard !whole.isEmpty, whole.count == 1 || whole.first != 48 else { return false }
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            if fraction.isEmpty { return false }
            rest = rest.dropFirst(fraction.count + 1)
        }
        if let letter = rest.first, letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            let digits = rest.prefix(while: isDigit)
            if digits.isEmpty { return false }
            rest = rest.dropFirst(digits.count)
        }
        return rest.isEmpty
    }
}
