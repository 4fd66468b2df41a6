/// Pieces of secrets, also of ones that were changed on their way: in other case, with other characters between letters
/// and digits, as names and labels have them, or split in two.
///
/// Letters and digits are compared, eight at a time.
struct SecretFragments: Sendable {
    private static let width = 8
    /// From this length on any run is masked, and from the next on one in which capitals, small letters or digits mix.
    private static let longWords = 16
    private static let longMix = 12
    /// Behind the mark with which an excerpt begins that is cut.
    private static let longRest = 10
    /// More than credentials, keys and a thousand tokens have.
    private static let most = 1 << 21

    private var grams: Set<UInt64> = []
    private var mixedGrams: Set<UInt64> = []
    /// Words in which letters and digits mix, too short to be found by a run.
    private var parts: Set<[UInt8]> = []
    /// True where a gram may be one of ``grams``: most are not, and are told so at once.
    private var filter: [UInt64] = []

    /// Adds a secret as a text may show it.
    mutating func add(_ secret: String) {
        let bytes = Array(secret.utf8)
        let words = bytes.split { !Self.isKept($0) }
        // What a URL, a path or the name of a resource is made of is no secret, but a word in it may be.
        let isName =
            ["arn:", "/", "~", "."].contains(where: secret.hasPrefix)
            || ["://", "amazonaws"].contains(where: secret.contains)
        if isName {
            for word in words where word.count >= Self.longMix { addRuns(of: Array(word)) }
        } else {
            let all = Projection(bytes).bytes
            addRuns(of: all)
            if all.contains(where: { $0 >= 0x80 }) { addRuns(of: all.filter { $0 < 0x80 }) }
        }
        for word in words where (Self.width..<Self.longMix).contains(word.count) && Self.isMixed(word) {
            addRuns(of: Array(word))
            parts.insert(word.map(Self.folded))
        }
    }

    private mutating func addRuns(of bytes: [UInt8]) {
        guard bytes.count >= Self.width, grams.count < Self.most else { return }
        if filter.isEmpty { filter = Array(repeating: 0, count: 4096) }
        var gram: UInt64 = 0
        for (index, byte) in bytes.prefix(Self.most).enumerated() {
            gram = gram << 8 | UInt64(Self.folded(byte))
            guard index >= Self.width - 1, grams.insert(gram).inserted || !mixedGrams.contains(gram) else { continue }
            if Self.isMixed(bytes[(index - Self.width + 1)...index]) { mixedGrams.insert(gram) }
            let bit = Self.bit(of: gram)
            filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
    }

    /// The ranges of the pieces.
    func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        guard !grams.isEmpty else { return [] }
        let text = Projection(bytes)
        var ranges: [Range<Int>] = []
        var gram: UInt64 = 0
        var start: Int?
        for index in 0...text.bytes.count {
            var isKnown = false
            if index < text.bytes.count {
                gram = gram << 8 | UInt64(Self.folded(text.bytes[index]))
                let bit = Self.bit(of: gram)
                let isLikely = filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1
                isKnown = index >= Self.width - 1 && isLikely && grams.contains(gram)
            }
            if isKnown {
                start = start ?? index - Self.width + 1
            } else if let first = start {
                if isSecret(first..<index, of: text, in: bytes) { ranges += text.stretches(first..<index, of: bytes) }
                start = nil
            }
        }
        return ranges
    }

    private func isSecret(_ run: Range<Int>, of text: Projection, in bytes: [UInt8]) -> Bool {
        if run.count >= Self.longWords { return true }
        let place = text.positions[run.lowerBound]
        if run.count >= Self.longRest, bytes[..<place].suffix(3).elementsEqual("…".utf8) { return true }
        let folded = text.bytes[run].map(Self.folded)
        let grams = (0...folded.count - Self.width).map { start in
            folded[start..<start + Self.width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        if run.count >= Self.longMix, grams.contains(where: mixedGrams.contains) { return true }
        guard !parts.isEmpty else { return false }
        return folded.indices.contains { start in
            (Self.width..<Self.longMix).contains { length in
                start + length <= folded.count && parts.contains(Array(folded[start..<start + length]))
            }
        }
    }

    private static func bit(of gram: UInt64) -> Int { Int(truncatingIfNeeded: (gram &* 0x9E37_79B9_7F4A_7C15) >> 46) }

    private static func folded(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }

    /// True if there are letters and digits, or capitals and small letters.
    private static func isMixed(_ bytes: ArraySlice<UInt8>) -> Bool {
        let hasDigits = bytes.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        let hasSmall = bytes.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        let hasCapitals = bytes.dropFirst().contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
        return hasDigits && (hasSmall || hasCapitals) || hasSmall && hasCapitals
    }

    /// True of letters and digits, and of the bytes of characters beyond ASCII.
    static func isKept(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: false
        }
    }
}
