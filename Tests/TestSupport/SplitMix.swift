import SimulatedAWS

/// The generator of the simulated account, for tests: the same sequence for the same seed, everywhere.
public struct SplitMix: RandomNumberGenerator, Sendable {
    private var generator: SeededGenerator

    /// The sequence of a seed.
    public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// The sequence of one case: each can be run again without those before it.
    public init(seed: UInt64, case number: UInt64) {
        let place = seed &* 0xD6E8_FEB8_6659_FD93 ^ number
        self.init(seed: (place &+ SeededGenerator.increment) ^ seed)
    }

    /// The next number.
    public mutating func next() -> UInt64 { generator.next() }
}
