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
        // SplitMix64's mixing.
        var mixed = (seed &* 0x1_0000 &+ UInt64(index)) &* 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return mixed % 5 == 0 ? Self.faults[Int((mixed >> 8) % UInt64(Self.faults.count))] : nil
    }
}
