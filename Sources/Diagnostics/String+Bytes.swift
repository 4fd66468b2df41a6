extension String {
    /// The number of Unicode scalars: of the bytes that do not continue one.
    package var scalarCount: Int {
        let bytes = utf8.span
        var count = 0
        for index in bytes.indices { count &+= bytes[index] & 0xC0 == 0x80 ? 0 : 1 }
        return count
    }

    /// The text, or its beginning and an ellipsis if it has more bytes than that.
    package func cut(to bytes: Int) -> String {
        utf8.count <= bytes ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(bytes))) + "…"
    }

    /// True if it contains an ASCII character, even as a part of a longer Character.
    package func contains(byte: UInt8) -> Bool { offset(of: byte) != nil }

    /// The number of bytes before an ASCII character, searched for from an offset on; nil if it is missing.
    package func offset(of byte: UInt8, from start: Int = 0) -> Int? {
        // The bytes stay alive during the call, which reads no more than their count.
        unsafe utf8.span.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count, unsafe bytes[index] != byte { index += 1 }
            return index < bytes.count ? index : nil
        }
    }

    /// Some of its bytes, which must be whole characters.
    package subscript(bytes range: Range<Int>) -> String {
        // The bytes stay alive during the call, which copies them.
        unsafe utf8.span.extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// A number below 64. Names of the same length with the same first byte share it, and few others do.
    package var mark: Int {
        let bytes = utf8.span
        return bytes.isEmpty ? 0 : (bytes.count &* 11 &+ Int(bytes[0])) & 63
    }
}

extension [UInt8] {
    /// The first index from `start` on whose byte is not printable ASCII; the count if there is none. Most files are
    /// ASCII only, so it reads eight bytes at a time.
    package func firstUnprintable(from start: Int) -> Int {
        unsafe withUnsafeBytes { bytes in
            var index = start
            while index + 8 <= bytes.count {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)  // within the bytes
                // A byte's highest bit is set if it is below 0x20, or if it is 0x7F and above.
                let below = (word &- 0x2020_2020_2020_2020) & ~word
                let above = (word &+ 0x0101_0101_0101_0101) | word
                if (below | above) & 0x8080_8080_8080_8080 != 0 { break }
                index += 8
            }
            while index < bytes.count, unsafe (0x20..<0x7F).contains(bytes[index]) { index += 1 }
            return index
        }
    }
}

extension Unicode.Scalar {
    /// Its number as Unicode writes it: `U+00A0`.
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
    }
}
