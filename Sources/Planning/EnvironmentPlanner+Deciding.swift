import ResourceModel

/// The choice of the action that a resource's changes need, and the check that the file permits it.
extension EnvironmentPlanner {
    /// Chooses the action that the changes need, within what the file permits.
    mutating func decide(_ planned: inout PlannedResource, _ changes: [Change]) {
        guard !planned.changes.isEmpty else { return }
        if request.policy.leavesExisting {
            planned.differences = planned.changes
            planned.changes = []
            planned.reason = .leftAsIs
            return
        }
        let weightiest = planned.changes.max { $0.update < $1.update }
        planned.action = .update
        planned.update = weightiest?.update
        planned.reason = weightiest.map { .differs(path: $0.path) } ?? .matches
        if weightiest?.update == .replacement {
            planReplacement(&planned, because: changes.filter { $0.update == .replacement }.map(\.path))
        } else if weightiest?.update == .infrastructure {
            weighJobs(&planned, because: changes.filter { $0.update == .infrastructure }.map(\.path))
        }
    }

    /// Plans the repair of a resource that is invalid, or that is not valid yet because a run died while AWS was making
    /// it. The resource must be valid before the next steps.
    mutating func repair(_ planned: inout PlannedResource, _ current: ObservedResource) {
        guard let status = current.status, isUnsettled(status) else { return }
        if status == .invalid {
            warnings.append(.invalid(name: current.name, statusReason: current.statusReason))
        }
        guard let repair = kinds[current.address.kind].hooks.repair, !request.policy.leavesExisting,
            [.none, .update].contains(planned.action)
        else { return }
        if status == .invalid, let reason = current.statusReason, repair.needsReplacement(reason) {
            return replaceIncurable(&planned, reason, repair)
        }
        planned.changes.append(
            Change(
                path: "status", before: .string(status.rawValue), after: .string(ResourceStatus.valid.rawValue),
                update: .inPlace,
                source: repair.source))
        guard planned.action == .none else { return }
        planned.action = .update
        planned.update = .inPlace
        planned.reason =
            switch status {
            case .invalid: .invalid(repair: repair.effect)
            case .creating: .stillCreating
            default: .stillUpdating
            }
    }

    /// True if a status needs something to be done. An update that is under way may end INVALID: if the file wants an
    /// available environment, apply waits for the update and then repairs its result.
    private func isUnsettled(_ status: ResourceStatus) -> Bool {
        [.invalid, .creating].contains(status) || status == .updating && request.policy.waitsForAvailable
    }

    /// Replaces a resource that no update repairs.
    private mutating func replaceIncurable(
        _ planned: inout PlannedResource, _ reason: String, _ repair: PlanHooks.Repair
    ) {
        // It is refused already because of a change that needs a replacement as well.
        guard planned.update != .replacement else { return }
        planned.changes.append(
            Change(
                path: "status", before: .string(ResourceStatus.invalid.rawValue),
                after: .string(ResourceStatus.valid.rawValue),
                update: .replacement, source: repair.source))
        planned.action = .update
        planReplacement(
            &planned, of: [], reason: .incurable(statusReason: reason),
            protected: .incurable(name: planned.name, statusReason: reason),
            refused: .incurable(name: planned.name, statusReason: reason))
    }

    private mutating func planReplacement(_ planned: inout PlannedResource, because paths: [String]) {
        let lifecycle = kinds.lifecycle(planned.address)
        guard lifecycle.hasGenerations, !lifecycle.holdsData else {
            planned.update = .replacement
            planned.reason = .fixedFields(paths: paths)
            return refuse(
                .replacementRefused(name: planned.name, isPossible: false), about: planned.address, paths)
        }
        planReplacement(
            &planned, of: paths, reason: .fixedFields(paths: paths), protected: .replacement,
            refused: .replacementRefused(name: planned.name, isPossible: true))
    }

    private mutating func planReplacement(
        _ planned: inout PlannedResource, of paths: [String], reason: Reason, protected: Refusal.Threat,
        refused: Refusal.Fact
    ) {
        planned.update = .replacement
        planned.reason = reason
        if request.policy.isProtected {
            return refuse(.protected(protected), about: planned.address, paths)
        }
        guard request.policy.allowsReplacement else {
            return refuse(refused, about: planned.address, paths)
        }
        planned.action = .replace
        planned.drains = request.policy.drains
    }

    private mutating func weighJobs(_ planned: inout PlannedResource, because paths: [String]) {
        let jobs = jobsAtRisk(on: planned)
        switch request.policy.updateStrategy {
        case .inPlace: break
        case .blueGreen:
            planReplacement(
                &planned, of: paths, reason: .blueGreen(paths: paths), protected: .blueGreen,
                refused: .blueGreenRefused(name: planned.name))
        case .auto where jobs.atRisk == 0:
            planned.idleCondition = PlannedResource.IdleCondition(
                queues: queues(before: planned.address).map(\.name),
                isReplacedNext: request.policy.allowsReplacement && !request.policy.isProtected)
        case .auto where request.policy.allowsReplacement:
            planReplacement(
                &planned, of: paths, reason: .jobsRun(paths: paths, isCertain: jobs.atRisk != nil), protected: .jobsRun,
                refused: .jobsAtRisk(name: planned.name, jobs))
        case .auto:
            refuse(.jobsAtRisk(name: planned.name, jobs), about: planned.address, paths)
        }
    }

    /// Returns the jobs that a compute environment has or is about to have: as its cluster reports, else as its queues
    /// do. They are unknown if neither reports any, which does not prove that there are none.
    private func jobsAtRisk(on planned: PlannedResource) -> PlannedEnvironment.JobCounts {
        guard let observed = planned.observed else { return .none }
        if let counts = observation.jobs(on: observed), counts.atRisk != nil { return counts }
        let queues = queues(before: planned.address)
        return queues.isEmpty ? .unknown : queues.map { observation.jobs(in: $0) ?? .unknown }.reduce(.none, +)
    }

    /// The queues of the environment that send their jobs to a compute environment.
    private func queues(before address: Address) -> [ObservedResource] {
        request.resources.filter { kinds.lifecycle($0.address).jobs == .queue && $0.dependencies.contains(address) }
            .flatMap { observation.resources[$0.address] ?? [] }.filter { $0.status != .deleted }
    }

    mutating func refuse(_ fact: Refusal.Fact, about address: Address? = nil, _ paths: [String] = []) {
        refusals.append(Refusal(fact, environment: request.key, address: address, paths: paths))
    }
}
