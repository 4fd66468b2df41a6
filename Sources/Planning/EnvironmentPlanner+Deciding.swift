import ResourceModel

/// Which action a resource's changes take, and whether the file permits it.
extension EnvironmentPlanner {
    /// Chooses the action that the changes take, within what the file permits.
    mutating func decide(_ planned: inout PlannedResource, _ changes: [Change]) {
        guard !planned.changes.isEmpty else { return }
        if request.policy.leavesExisting {
            planned.changes = []
            planned.reason = "left as it is: on_exists is 'ignore'"
            return
        }
        let weightiest = planned.changes.max { $0.update < $1.update }
        planned.action = .update
        planned.update = weightiest?.update
        planned.reason = weightiest.map { "\($0.path) differs" } ?? ""
        if weightiest?.update == .replacement {
            planReplacement(&planned, because: changes.filter { $0.update == .replacement }.map(\.path))
        } else if weightiest?.update == .infrastructure {
            weighJobs(&planned, because: changes.filter { $0.update == .infrastructure }.map(\.path))
        }
    }

    /// A compute environment that is INVALID, or not VALID yet because a run died while AWS made it, has to become so
    /// before anything goes on. Batch looks at an INVALID one again after tens of minutes, and at once when it is
    /// updated.
    mutating func repair(_ planned: inout PlannedResource, _ current: ObservedResource) {
        guard let status = current.status, ["INVALID", "CREATING"].contains(status) else { return }
        if status == "INVALID" {
            warnings.append("\(current.name) is INVALID: \(current.statusReason ?? "AWS gives no reason")")
        }
        guard current.address.kind == .computeEnvironment, !request.policy.leavesExisting,
            [.none, .update].contains(planned.action)
        else { return }
        planned.changes.append(
            Change(
                path: "status", before: .string(status), after: .string("VALID"), update: .inPlace,
                source: "https://docs.aws.amazon.com/batch/latest/userguide/invalid_compute_environment.html"))
        guard planned.action == .none else { return }
        planned.action = .update
        planned.update = .inPlace
        planned.reason =
            status == "INVALID" ? "it is INVALID: Batch looks at it again when it is updated" : "AWS still makes it"
    }

    private mutating func planReplacement(_ planned: inout PlannedResource, because paths: [String]) {
        planned.update = .replacement
        if request.policy.isProtected {
            return refuse(
                .protected, "'\(request.key.owner)' is protected, and \(list(paths)) takes a new compute environment",
                "set 'protect: false' under 'reconcile:' first")
        }
        guard request.policy.allowsReplacement else {
            return refuse(
                .replacementRefused, "AWS cannot change \(list(paths)) of \(planned.name): it takes a new one",
                "set 'overwrite: True' to have it replaced behind its queue, or take the change back")
        }
        planned.action = .replace
        planned.drains = request.policy.drains
        planned.reason = "AWS cannot change \(list(paths)) in place"
    }

    private mutating func weighJobs(_ planned: inout PlannedResource, because paths: [String]) {
        let running = running(on: planned.observed)
        switch request.policy.updateStrategy {
        case .inPlace: break
        case .blueGreen: planReplacement(&planned, because: paths)
        case .auto where running == 0: break
        case .auto where request.policy.allowsReplacement: planReplacement(&planned, because: paths)
        case .auto:
            let jobs = running.map { "\($0) jobs run" } ?? "jobs may run: AWS did not say how many"
            refuse(
                .jobsAtRisk,
                "changing \(list(paths)) replaces the instances of \(planned.name), where \(jobs)",
                "set 'overwrite: True' to have a successor take over, set 'update-strategy: in-place' under 'reconcile:' "
                    + "to let Batch end what runs longer than 'job-timeout-minutes', or wait until the jobs are done")
        }
    }

    /// The jobs that run on a compute environment; nil where AWS did not say, which is no proof that none do.
    private func running(on observed: ObservedResource?) -> Int? {
        guard let observed else { return 0 }
        if let counts = observation.jobs(on: observed) { return counts.running }
        return observed.attributes["ecsClusterArn"] == nil ? 0 : nil
    }

    mutating func refuse(_ kind: Refusal.Kind, _ summary: String, _ detail: String) {
        refusals.append(Refusal(kind, environment: request.key, summary, detail: detail))
    }

    private func list(_ paths: [String]) -> String { paths.joined(separator: ", ") }
}
