/// Some ASCII characters, a bit for each.
struct ASCIISet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Letters and digits.
    static let alphanumeric = ASCIISet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

    init(_ characters: String) {
        for byte in characters.utf8 {
            precondition(byte < 128, "ASCII only")
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
    }

    /// Letters, digits and some other characters.
    init(alphanumericAnd others: String) {
        self.init(others)
        low |= Self.alphanumeric.low
        high |= Self.alphanumeric.high
    }

    /// True if a text consists of these characters only.
    func makesUp(_ text: String) -> Bool {
        let bytes = text.utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte < 128, (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1 else { return false }
        }
        return true
    }
}
