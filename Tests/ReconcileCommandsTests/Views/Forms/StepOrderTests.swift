import Testing

@testable import ReconcileCommands

/// The order of the steps in drawings.
struct StepOrderTests {
    private static func edges(_ before: [Int: Set<Int>], _ shown: [Int]) -> [String] {
        StepOrder(before: before, shown: shown).edges.map { "\($0.before)>\($0.after)" }
    }

    @Test func `leaves out an edge that others imply`() {
        #expect(Self.edges([1: [0], 2: [0, 1], 3: [0, 1, 2]], [0, 1, 2, 3]) == ["0>1", "1>2", "2>3"])
    }

    @Test func `leads past a step that is not shown`() {
        #expect(Self.edges([1: [0], 2: [1], 3: [2]], [0, 3]) == ["0>3"])
    }

    @Test func `keeps two ways to the same step`() {
        #expect(Self.edges([1: [0], 2: [0], 3: [1, 2]], [0, 1, 2, 3]) == ["0>1", "0>2", "1>3", "2>3"])
    }

    @Test func `ends for steps that wait for each other`() {
        #expect(Self.edges([0: [1], 1: [0]], [0, 1]) == ["1>0", "0>1"])
        #expect(Self.edges([0: [0]], [0]) == [])
        #expect(Self.edges([0: [2], 1: [0], 2: [1]], [0, 1, 2]).count == 3)
    }
}
