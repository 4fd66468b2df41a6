import Diagnostics
import Kinds
import Planning
import ResourceModel

/// Checks the queues that a manual environment names: both must exist, or be made by the same run, and take jobs.
struct QueueCheck {
    let intent: PlanRequest
    let observation: Observation
    private let owners: ReferenceOwners

    init(intent: PlanRequest, observation: Observation) {
        self.intent = intent
        self.observation = observation
        owners = ReferenceOwners(intent, accountID: observation.accountID, Kinds.catalog)
    }

    func diagnostics(_ request: EnvironmentRequest, _ places: ReferencePlaces) -> [Diagnostic] {
        request.resources.filter { $0.address.kind == .externalJobQueue }.compactMap { diagnostic($0, places) }
    }

    private func diagnostic(_ resource: Resource, _ places: ReferencePlaces) -> Diagnostic? {
        let field = resource.address.part == "head" ? "head-queue" : "compute-queue"
        let owner = owners[resource]
        // Its own environment is planned beside this one, and brings it into order.
        if let owner, !intent.environments[owner.index].policy.leavesExisting { return nil }
        guard let queue = observation.resources[resource.address]?.first else {
            if owner != nil { return nil }
            return Diagnostic(
                .error, "queue-not-found",
                "the \(field) '\(resource.name)' of '\(places.name)' does not exist in \(resource.address.region)",
                detail: remedy(resource, field), at: places[field])
        }
        let state = queue.properties["state"]?.string ?? "unknown"
        if let status = queue.unknownStatus {
            return Diagnostic(
                .warning, "queue-not-usable",
                "the \(field) '\(resource.name)' of '\(places.name)' is \(status) and \(state)",
                detail: "this version of reconcile does not know that status; jobs need the queue VALID and ENABLED",
                at: places[field])
        }
        guard [.valid, .creating, .updating].contains(queue.status), state == "ENABLED" else {
            let reason = queue.statusReason.map { ": \($0)" } ?? ""
            return Diagnostic(
                .error, "queue-not-usable",
                "the \(field) '\(resource.name)' of '\(places.name)' is \(queue.status?.rawValue ?? "unknown") and \(state)",
                detail: "jobs need it VALID and ENABLED\(reason)", at: places[field])
        }
        return nil
    }

    private func remedy(_ resource: Resource, _ field: String) -> String {
        let parts = resource.name.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count > 5, parts[4] != observation.accountID {
            return "its ARN is one of account \(parts[4]), and the credentials lead to \(observation.accountID)"
        }
        return
            "make the queue, or correct '\(field)'; an environment that makes it has to be part of the same run, or to "
            + "be applied before"
    }
}
