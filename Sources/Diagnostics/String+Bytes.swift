extension String {
    /// The number of Unicode scalars: of the bytes that do not continue one.
    package var scalarCount: Int {
        let bytes = utf8.span
        var count = 0
        for index in bytes.indices where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// Whether an ASCII character is in it, be it a Character of its own or not.
    package func contains(byte: UInt8) -> Bool {
        let bytes = utf8.span
        for index in bytes.indices where bytes[index] == byte { return true }
        return false
    }
}
