import Kinds
import Planning

/// The result of a run, as far as it is known: a run that fails early knows little.
struct RunFacts: Sendable {
    var accountID: String?
    var regions: [String] = []
    private var plan: Plan?
    /// The changes that a plan has, or that an apply made.
    var changes: Plan.Summary?
    var refused: Int?
    /// Resources that were changed outside the files, and environments that are missing.
    var drift: Int?
    var notAvailable: Int?
    var running: Int?
    var waiting: Int?
    /// The result in one line.
    var summary: String?

    /// Names the plan.
    var planID: String? { plan?.id }

    /// True if the run has something to tell beside that it ran.
    var isRemarkable: Bool {
        changes?.hasChanges == true || [refused, drift, notAvailable].contains { ($0 ?? 0) > 0 }
    }
}

extension RunFacts {
    /// Takes in a plan.
    mutating func note(_ plan: Plan) {
        (accountID, regions, self.plan) = (plan.accountID, plan.regions, plan)
        (changes, refused, summary) = (plan.summary, plan.refusals.count, plan.summaryLine)
        let jobs = plan.environments.map(\.jobs)
        running = Self.sum(jobs.map(\.running))
        waiting = Self.sum(jobs.map(\.waiting))
    }

    /// The sum; nil if one of the numbers is unknown.
    static func sum(_ numbers: [Int?]) -> Int? {
        numbers.reduce(0) { sum, number in number.flatMap { number in sum.map { $0 + number } } }
    }
}
