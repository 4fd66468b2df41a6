/// Base64 (RFC 4648). The library for pure code has no other.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Returns bytes in base64, on one line.
    static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                let isFilling = place > group.count
                text.append(isFilling ? UInt8(ascii: "=") : digits[bits >> (18 - 6 * place) & 63])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the bytes of a text in base64; nil if it is none.
    static func decoded(_ text: String) -> [UInt8]? {
        var (bytes, bits, count): ([UInt8], Int, Int) = ([], 0, 0)
        let filling = UInt8(ascii: "=")
        guard text.utf8.count % 4 == 0 else { return nil }
        for digit in text.utf8 where digit != filling {
            guard let value = values[digit] else { return nil }
            (bits, count) = ((bits << 6 | value) & 0xFFF, count + 6)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(bits >> count & 0xFF))
        }
        return bytes
    }

    private static let values = Dictionary(uniqueKeysWithValues: digits.enumerated().map { ($0.element, $0.offset) })
}
