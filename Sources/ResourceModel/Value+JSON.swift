extension Value {
    /// Compact JSON with sorted keys: the canonical text that hashes and comparisons use.
    ///
    /// A reference is written as `{"$reference": "address#attribute"}`, a text with references as `{"$text": […]}`.
    public var json: String { String(decoding: jsonBytes, as: UTF8.self) }

    /// The UTF-8 of ``json``: hashes are taken of bytes.
    public var jsonBytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .string(let string): Value.quote(string, to: &bytes)
        case .integer(let number): bytes += String(number).utf8
        case .boolean(let truth): bytes += (truth ? "true" : "false").utf8
        case .reference(let reference):
            bytes += "{\"$reference\":".utf8
            Value.quote("\(reference.address)#\(reference.attribute)", to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        case .text(let pieces):
            bytes += "{\"$text\":".utf8
            Value.list(pieces.map(\.value)).write(to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        case .list(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .map(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Value.quote(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// A JSON string literal.
    public static func quoted(_ string: String) -> String {
        var bytes: [UInt8] = []
        quote(string, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func quote(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        // Few characters need escaping, and all of them are ASCII, so the bytes between them are copied as a whole.
        let text = Array(string.utf8)
        var start = 0
        for place in text.indices where needsEscaping(text[place]) {
            bytes += text[start..<place]
            bytes += escaped(text[place]).utf8
            start = place + 1
        }
        bytes += text[start...]
        bytes.append(UInt8(ascii: "\""))
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
