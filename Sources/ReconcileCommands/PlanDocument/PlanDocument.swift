import Diagnostics
import Kinds
import Planning
import ResourceModel

/// A plan with all that its forms show, in the order in which people read it: the forms only write it down.
struct PlanDocument {
    let plan: Plan
    let planID: String
    /// The caller, as STS names it.
    let principal: String
    /// The environments: losses first, then disturbances, then the rest.
    let environments: [Environment]
    /// The refusals, each with its place in the file.
    let refusals: [RefusalEntry]
    /// The diagnostics from the files and the account.
    let diagnostics: [Diagnostic]
    /// True if nothing is carried out afterwards, so that a plan without changes says so itself.
    var isPreview = false

    /// One environment.
    struct Environment {
        let planned: PlannedEnvironment
        /// The item in the file; nil for an environment that no file defines.
        let source: FilePlace?
        /// The fields that the file gives.
        let definition: Value?
        let resources: [Resource]
        let warnings: [WarningEntry]
    }

    /// One resource.
    struct Resource {
        let planned: PlannedResource
        let changes: [ChangeEntry]
        /// Differences that stay because the resource is only taken over.
        let differences: [ChangeEntry]
    }

    /// A change and the fields of the file that it comes from.
    struct ChangeEntry {
        let change: Change
        let origins: [FieldOrigins.Origin]
    }

    /// A refusal and the fields of the file that it is about.
    struct RefusalEntry {
        let refusal: Refusal
        let origins: [FieldOrigins.Origin]
        /// The first of the fields, or else the environment.
        let place: FilePlace?
    }

    /// A warning about an environment, in words.
    struct WarningEntry {
        let warning: Warning
        let sentence: String
        /// The resource it is about, if it is about one of the plan's.
        let address: Address?
    }

    init(_ plan: Plan, principal: String = "", origins: FieldOrigins, diagnostics: [Diagnostic] = []) {
        self.plan = plan
        planID = plan.id
        self.principal = principal
        self.diagnostics = diagnostics
        // The sort is stable: among equals the files' order holds.
        environments = plan.parts.flatMap { part in
            part.environments.map { Environment($0, origins) }.sorted { $0.rank < $1.rank }
        }
        refusals = plan.refusals.map { refusal in
            let found = origins.origins(of: refusal)
            return RefusalEntry(
                refusal: refusal, origins: found, place: found.first?.place ?? origins.place(of: refusal.environment))
        }
    }

    /// The first and the last line of the forms for people, and the title of drawings.
    var summaryLine: String { plan.summaryLine }

    /// The account, the regions and the caller.
    var place: String {
        AccountHeading.place(plan.accountIDs.sorted(), plan.regions, principal)
    }

    /// The sentence for a plan that is about nothing or does nothing; nil for any other plan.
    var nothingToDo: String? {
        if plan.environments.isEmpty { return "No environment: the files' 'compute-envs:' are empty." }
        return isWithoutChanges ? plan.noChanges : nil
    }

    /// The jobs that run or start where instances are replaced or deleted; nil if AWS did not say how many.
    var jobsAtRisk: Int? {
        let disturbed = environments.map(\.planned).filter { environment in
            environment.resources.contains {
                [.replace, .delete].contains($0.action) || $0.action == .update && $0.update == .infrastructure
            }
        }
        return disturbed.map(\.jobs).reduce(PlannedEnvironment.JobCounts.none, +).atRisk
    }

    /// A sentence for each file system that is deleted with its data.
    var lostData: [String] {
        plan.environments.flatMap { environment in
            environment.lostData.map { "deletes data: \($0.kind.title) '\($0.id)' of '\(environment.key.owner)'" }
        }
    }

    /// Environments by account, each with the heading of its account; without one if the plan is about one account.
    static func grouped(_ environments: [Environment]) -> [(heading: String?, environments: [Environment])] {
        environments.inGroups(by: \.planned.accountID).map { ($0.map(AccountHeading.text), $1) }
    }

    /// True if a change widens access.
    var widensAccess: Bool {
        environments.contains { $0.resources.contains { $0.changes.contains { $0.change.widensAccess } } }
    }

    /// True if the cost of an environment is shown.
    var showsCosts: Bool { environments.contains { !$0.isUnremarkable && $0.planned.cost?.sentence != nil } }

    /// True if the plan changes nothing, refuses nothing and is about something.
    var isWithoutChanges: Bool { !plan.summary.hasChanges && plan.refusals.isEmpty && !plan.environments.isEmpty }
}

extension PlanDocument.Environment {
    fileprivate init(_ planned: PlannedEnvironment, _ origins: FieldOrigins) {
        self.planned = planned
        source = origins.place(of: planned.key)
        definition = origins.definition(of: planned.key)
        resources = planned.resources.map { resource in
            func entries(_ changes: [Change]) -> [PlanDocument.ChangeEntry] {
                changes.map { change in
                    let found = origins.origins(of: change, in: resource, among: planned.resources)
                    return PlanDocument.ChangeEntry(change: change, origins: found)
                }
            }
            return PlanDocument.Resource(
                planned: resource, changes: entries(resource.changes), differences: entries(resource.differences))
        }
        warnings = planned.warnings.map { warning in
            PlanDocument.WarningEntry(
                warning: warning,
                sentence: warning.sentence(
                    about: planned.key.owner, waitTimeoutSeconds: planned.waitTimeoutSeconds),
                address: planned.resources.first { resource in
                    [resource.name, resource.observed?.name].contains(warning.resourceName)
                }?.address)
        }
    }

    /// The place in the reading order.
    fileprivate var rank: Int {
        if planned.resources.contains(where: { [.replace, .delete].contains($0.action) }) { return 0 }
        switch planned.action {
        case .update, .adopt: return planned.resources.contains { $0.update == .infrastructure } ? 1 : 2
        case .create: return 3
        default: return 4
        }
    }

    /// True if nothing is done there and nothing is to be said about it.
    var isUnremarkable: Bool {
        planned.action == .none && planned.warnings.isEmpty && planned.refusals.isEmpty && !planned.isLeftAsIs
    }

    /// True if resources are lost or replaced.
    var isDestructive: Bool { rank == 0 }
}
