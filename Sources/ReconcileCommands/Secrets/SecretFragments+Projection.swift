extension SecretFragments {
    /// The letters and digits of a text, without the characters between them and without escapes.
    struct Projection {
        private(set) var bytes: [UInt8] = []
        /// The position of each of them in the text.
        private(set) var positions: [Int] = []

        init(_ text: [UInt8]) {
            bytes.reserveCapacity(text.count)
            positions.reserveCapacity(text.count)
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte == UInt8(ascii: "\\") {
                    index += Self.lengthOfEscape(at: index, of: text)
                    continue
                }
                if SecretFragments.isKept(byte) {
                    bytes.append(byte)
                    positions.append(index)
                }
                index += 1
            }
        }

        /// The number of bytes of an escape, as in JSON and on a terminal; 1 if a backslash begins none.
        private static func lengthOfEscape(at index: Int, of text: [UInt8]) -> Int {
            guard index + 1 < text.count else { return 1 }
            switch text[index + 1] {
            case UInt8(ascii: "u"):
                let rest = text[(index + 2)...].prefix(8)
                guard rest.first == UInt8(ascii: "{") else { return 6 }
                return 2 + (rest.firstIndex(of: UInt8(ascii: "}")).map { $0 - rest.startIndex + 1 } ?? 0)
            case let byte where "bfnrt\\\"/".utf8.contains(byte): return 2
            default: return 1
            }
        }

        /// The places of a run in the text, apart from quotes, brackets and line ends within it: those belong to the
        /// text's own form.
        func stretches(_ run: Range<Int>, of text: [UInt8]) -> [Range<Int>] {
            var stretches: [Range<Int>] = []
            for place in positions[run] {
                if let last = stretches.last, !text[last.upperBound..<place].contains(where: Self.isFrame) {
                    stretches[stretches.count - 1] = last.lowerBound..<place + 1
                } else {
                    stretches.append(place..<place + 1)
                }
            }
            return stretches
        }

        private static func isFrame(_ byte: UInt8) -> Bool { "\"<>{}\n\r".utf8.contains(byte) }
    }
}
