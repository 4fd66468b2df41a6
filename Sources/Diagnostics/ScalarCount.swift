extension String {
    /// The number of Unicode scalars: of the bytes that do not continue one.
    package var scalarCount: Int {
        var count = 0
        for byte in utf8 where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
