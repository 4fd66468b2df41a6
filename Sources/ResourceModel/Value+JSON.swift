extension Value {
    /// Compact JSON with sorted keys: the canonical text that hashes and comparisons use.
    ///
    /// A reference is written as `{"$reference": "address#attribute"}`, a text with references as `{"$text": […]}`.
    public var json: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .string(let string): text += Value.quoted(string)
        case .integer(let number): text += String(number)
        case .boolean(let truth): text += truth ? "true" : "false"
        case .reference(let reference):
            text += "{\"$reference\":\(Value.quoted("\(reference.address)#\(reference.attribute)"))}"
        case .text(let pieces):
            text += "{\"$text\":"
            Value.list(pieces.map(\.value)).write(to: &text)
            text += "}"
        case .list(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .map(let members):
            text += "{"
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { text += "," }
                text += Value.quoted(member.key) + ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    /// A JSON string literal.
    public static func quoted(_ string: String) -> String {
        var text = "\""
        text.reserveCapacity(string.utf8.count + 2)
        // Few characters need escaping, and all of them are ASCII, so the text between them is copied as a whole.
        var rest = string[...]
        while let place = rest.utf8.firstIndex(where: needsEscaping) {
            text += rest[..<place]
            text += escaped(rest.utf8[place])
            rest = rest[rest.utf8.index(after: place)...]
        }
        text += rest
        text += "\""
        return text
    }

    private static func needsEscaping(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\t"): return "\\t"
        default:
            let hex = String(byte, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
    }
}

extension Value.Piece {
    /// The piece as a value.
    var value: Value {
        switch self {
        case .plain(let text): .string(text)
        case .reference(let reference): .reference(reference)
        }
    }
}
