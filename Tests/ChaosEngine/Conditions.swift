package import SimulatedAWS
import TestScenarios

/// Chance that a seed and a place decide alone.
struct SeededRandom {
    private var sequence: SeededGenerator

    init(_ seed: UInt64, _ place: String = "") {
        sequence = SeededGenerator(seed: seed &* SeededGenerator.increment, name: place)
    }

    mutating func number(below limit: Int) -> Int { Int(sequence.next() % UInt64(limit)) }

    mutating func number(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * sequence.unit()
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }
}

/// The settings of the account in which a scenario runs.
package enum TimingProfile {
    /// The defaults for seed 1; for any other seed, each duration is somewhere in its plausible range.
    package static func settings(seed: UInt64) -> SimulationSettings {
        var settings = SimulationSettings()
        settings.seed = seed
        guard seed > 1 else { return settings }
        var random = SeededRandom(seed, "weather")
        settings.staleProbability = random.pick([0, 0.3, 0.7, 1])
        settings.refusesYoungProfiles = random.pick([false, true])
        var timings = Timings()
        timings.call = random.number(in: 0.005...0.3)
        timings.environmentCreate = random.number(in: 5...60)
        timings.scalingUpdate = random.number(in: 1...20)
        timings.infrastructureUpdate = random.number(in: 30...900)
        timings.stateChange = random.number(in: 1...15)
        timings.environmentDelete = random.number(in: 20...180)
        timings.queueCreate = random.number(in: 1...15)
        timings.queueUpdate = random.number(in: 0.5...10)
        timings.queueDelete = random.number(in: 5...90)
        timings.tombstone = random.number(in: 5...600)
        timings.relationshipLag = random.pick([0, 5, 20, random.number(in: 20...120)])
        timings.identityPropagation = random.pick([0, 5, 15, random.number(in: 15...60)])
        timings.batchStaleness = random.pick([0, 1, 2, random.number(in: 2...5)])
        timings.identityStaleness = random.pick([0, 0.5, random.number(in: 0.5...3)])
        timings.ec2Staleness = random.pick([0, 0.5, random.number(in: 0.5...3)])
        settings.timings = timings
        return settings
    }
}

/// The conditions of a rerun.
package struct Conditions: Sendable, Hashable {
    /// Virtual seconds between the death and the rerun.
    package var rest: Double
    /// The seed of the faults in the rerun; nil if no call fails.
    package var faultSeed: UInt64?
    /// The write at which the rerun dies too, and if that write takes effect; nil if the rerun survives.
    package var secondDeath: Int?
    package var secondTakesEffect = false
    /// True if others write at the same time, so that AWS may refuse a write for reasons that no run can foresee.
    package var isContended = false

    /// Nothing but the rest.
    package init(rest: Double) { self.rest = rest }

    /// The conditions that a seed chooses for a case. Seed 1 chooses a rest of 10 s.
    package init(seed: UInt64, _ name: CaseName) {
        self.init(rest: 10)
        guard seed > 1 else { return }
        var random = SeededRandom(seed, name.description)
        rest = random.pick([0, 0, 1, 10, 10, 90, 4000])
        switch random.number(below: 6) {
        case 0, 1: faultSeed = UInt64(random.number(below: 1_000_000))
        case 2:
            secondDeath = 1 + random.number(below: 8)
            secondTakesEffect = random.pick([false, true])
        default: break
        }
    }

    /// A disturbance that calls for no more than ends that are right.
    package static var contended: Conditions {
        var conditions = Conditions(rest: 0)
        conditions.isContended = true
        return conditions
    }

    /// True if reads no longer lag behind the dead program's writes.
    package var isCalm: Bool { rest >= 10 && secondDeath == nil }
}

/// One case of a scenario and seed, as it is named to replay it.
package enum CaseName: Sendable, Hashable, CustomStringConvertible {
    /// Undisturbed.
    case calm
    /// The program dies before its n-th call, counted from 1.
    case before(Int)
    /// The program dies after its n-th call.
    case after(Int)
    /// Another run of the command, or the rival's, goes from its beginning to its end before the n-th call.
    case overtaken(Int)
    /// Another run begins at the n-th call and goes on beside.
    case beside(Int)
    /// A run in which calls go wrong, by this number.
    case faults(Int)

    /// The name's meaning; nil if it has none.
    package init?(_ text: String) {
        let parts = text.split(separator: ":")
        let number = parts.count == 2 ? Int(parts[1]) : nil
        switch (parts.first, number) {
        case ("calm", nil): self = .calm
        case ("before", let number?): self = .before(number)
        case ("after", let number?): self = .after(number)
        case ("overtaken", let number?): self = .overtaken(number)
        case ("beside", let number?): self = .beside(number)
        case ("faults", let number?): self = .faults(number)
        default: return nil
        }
    }

    /// True if the program dies before a call.
    var isBefore: Bool { if case .before = self { true } else { false } }

    package var description: String {
        switch self {
        case .calm: "calm"
        case .before(let call): "before:\(call)"
        case .after(let call): "after:\(call)"
        case .overtaken(let call): "overtaken:\(call)"
        case .beside(let call): "beside:\(call)"
        case .faults(let number): "faults:\(number)"
        }
    }
}
