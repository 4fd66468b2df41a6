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
        (accountID, regions, self.plan) = (plan.onlyAccountID, plan.regions, plan)
        (changes, refused, summary) = (plan.summary, plan.refusals.count, plan.summaryLine)
        note(plan.environments.map(\.jobs))
    }

    /// Takes in the jobs of all environments.
    mutating func note(_ jobs: [PlannedEnvironment.JobCounts]) {
        let all = jobs.reduce(PlannedEnvironment.JobCounts.none, +)
        (running, waiting) = (all.running, all.waiting)
    }
}
