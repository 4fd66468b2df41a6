/// SplitMix64: the only source of chance and of identifiers in a simulated account, and of chance in the tests.
package struct SeededGenerator: RandomNumberGenerator, Codable, Sendable {
    private var state: UInt64

    /// The amount by which the state grows with each number.
    package static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

    package init(seed: UInt64) { state = seed }

    /// Starts a separate stream for each name, so that values made on demand do not depend on the order of demand.
    package init(seed: UInt64, name: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        state = seed ^ hash
    }

    package mutating func next() -> UInt64 {
        state &+= Self.increment
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to 1.
    package mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// Lower-case hexadecimal digits.
    package mutating func hex(_ count: Int) -> String { text(count, from: "0123456789abcdef") }

    /// Characters of the alphabet that IAM's unique ids use.
    mutating func base32(_ count: Int) -> String { text(count, from: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") }

    /// A UUID's text.
    package mutating func uuid() -> String { [hex(8), hex(4), hex(4), hex(4), hex(12)].joined(separator: "-") }

    private mutating func text(_ count: Int, from alphabet: String) -> String {
        let characters = Array(alphabet)
        return String((0..<count).map { _ in characters[Int(next() % UInt64(characters.count))] })
    }
}
