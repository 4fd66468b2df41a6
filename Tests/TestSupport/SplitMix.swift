/// SplitMix64: the same sequence for the same seed, everywhere.
public struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The sequence of a seed.
    public init(seed: UInt64) { state = seed }

    /// The sequence of one case: each can be run again without those before it.
    public init(seed: UInt64, case number: UInt64) {
        state = seed &* 0xD6E8_FEB8_6659_FD93 ^ number
        _ = next()
        state ^= seed
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
