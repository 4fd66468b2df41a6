package import SimulatedAWS

/// Chooses the calls that go wrong, about every fifth, only by the seed and the call's number.
package struct FaultMix {
    package let seed: UInt64

    package init(seed: UInt64) { self.seed = seed }

    private static let faults: [Fault] = [
        .throttled, .throttled, .serverError(applied: false), .serverError(applied: true), .lostRequest, .lostAnswer,
        .unreachable, .refused(code: "InternalError", message: "an internal error has occurred", status: 500),
    ]

    package func fault(at index: Int) -> Fault? {
        // The number at a place of the seed's sequence.
        let place = seed &* 0x1_0000 &+ UInt64(index)
        var generator = SeededGenerator(seed: (place &- 1) &* SeededGenerator.increment)
        let mixed = generator.next()
        return mixed % 5 == 0 ? Self.faults[Int((mixed >> 8) % UInt64(Self.faults.count))] : nil
    }
}
