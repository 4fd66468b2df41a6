import Planning
import ResourceModel

extension Applier {
    /// Waits, if the file asks for it, until every resource that has a status is valid and switched on.
    func awaitAvailability(
        _ plan: Plan, _ walk: GraphWalk, _ poller: Poller
    ) async -> [(environment: PlannedEnvironment, failure: StepFailure)] {
        let lost = Set(walk.steps.filter { walk.results[$0.id] != .done }.map(\.environment))
        let waiting = plan.environments.enumerated().filter { index, environment in
            environment.waitsForAvailable && !lost.contains(index) && !isKnownAvailable(environment)
        }
        return await withTaskGroup(of: (Int, StepFailure?).self) { group in
            for (index, environment) in waiting {
                group.addTask { (index, await availability(of: environment, walk, poller)) }
            }
            var failures: [(Int, StepFailure)] = []
            for await (index, failure) in group {
                if let failure { failures.append((index, failure)) }
            }
            return failures.sorted { $0.0 < $1.0 }.map { (plan.environments[$0.0], $0.1) }
        }
    }

    private func awaitedResources(_ environment: PlannedEnvironment) -> [PlannedResource] {
        environment.resources.filter { kinds[$0.address.kind]?.polling != nil && $0.action != .delete }
    }

    /// True if the reading before the plan has shown it as available, and no step has changed it since.
    private func isKnownAvailable(_ environment: PlannedEnvironment) -> Bool {
        awaitedResources(environment).allSatisfy { resource in
            guard resource.action == .none, let observed = resource.observed, observed.status == .valid else {
                return false
            }
            guard let activation = kinds.lifecycle(resource.address.kind).activation else { return true }
            return activation.state(of: observed.properties) == .enabled
        }
    }

    private func availability(
        of environment: PlannedEnvironment, _ walk: GraphWalk, _ poller: Poller
    ) async -> StepFailure? {
        await withTaskGroup(of: StepFailure?.self) { group in
            for resource in awaitedResources(environment) {
                group.addTask {
                    await availability(of: resource, named: walk.name(of: resource), in: environment, poller)
                }
            }
            var failure: StepFailure?
            for await one in group { failure = failure ?? one }
            return failure
        }
    }

    private func availability(
        of resource: PlannedResource, named name: String, in environment: PlannedEnvironment, _ poller: Poller
    ) async -> StepFailure? {
        let target = Poller.Target(region: resource.address.region, kind: resource.address.kind, name: name)
        // The last wait of its step saw it so.
        if resource.action != .none, await poller.lastSeen(target)?.isAvailable == true { return nil }
        do {
            _ = try await poller.wait(
                for: target, timeout: environment.waitTimeoutSeconds,
                report: { await notify(environment, "\(name) is \($0)") }
            ) { result in
                guard let record = result.record else { return .waiting }
                return record.isAvailable ? .done : .settled(record, shows: record.isEnabled)
            }
            return nil
        } catch is CancellationError {
            return nil
        } catch {
            return StepFailure(explaining: error)
        }
    }

    private func notify(_ environment: PlannedEnvironment, _ status: String) async {
        await observe(.awaiting(environment: environment, status: status))
    }
}
