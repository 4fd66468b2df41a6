import Planning
import ResourceModel

extension Applier {
    /// Waits, where the file asks for it, until every compute environment and queue is VALID and ENABLED.
    func awaitAvailability(
        _ plan: Plan, _ walk: Walk, _ watcher: Watcher
    ) async -> [(environment: PlannedEnvironment, failure: StepFailure)] {
        let lost = Set(walk.steps.filter { walk.results[$0.id] != .done }.map(\.environment))
        let waiting = plan.environments.enumerated().filter { index, environment in
            environment.waitsForAvailable && !lost.contains(index) && !Self.isKnownAvailable(environment)
        }
        return await withTaskGroup(of: (Int, StepFailure?).self) { group in
            for (index, environment) in waiting {
                group.addTask { (index, await availability(of: environment, walk, watcher)) }
            }
            var failures: [(Int, StepFailure)] = []
            for await (index, failure) in group {
                if let failure { failures.append((index, failure)) }
            }
            return failures.sorted { $0.0 < $1.0 }.map { (plan.environments[$0.0], $0.1) }
        }
    }

    private static let awaited: Set<ResourceKind> = [.computeEnvironment, .jobQueue]

    private static func awaitedResources(_ environment: PlannedEnvironment) -> [PlannedResource] {
        environment.resources.filter { awaited.contains($0.address.kind) && $0.action != .delete }
    }

    /// Whether the reading before the plan has shown it already and nothing has been done since.
    private static func isKnownAvailable(_ environment: PlannedEnvironment) -> Bool {
        awaitedResources(environment).allSatisfy { resource in
            resource.action == .none && resource.observed?.status == .valid
                && resource.observed?.properties["state"]?.string == "ENABLED"
        }
    }

    private func availability(
        of environment: PlannedEnvironment, _ walk: Walk, _ watcher: Watcher
    ) async -> StepFailure? {
        await withTaskGroup(of: StepFailure?.self) { group in
            for resource in Self.awaitedResources(environment) {
                group.addTask {
                    await availability(of: resource, named: walk.name(of: resource), in: environment, watcher)
                }
            }
            var failure: StepFailure?
            for await one in group { failure = failure ?? one }
            return failure
        }
    }

    private func availability(
        of resource: PlannedResource, named name: String, in environment: PlannedEnvironment, _ watcher: Watcher
    ) async -> StepFailure? {
        let kind: BatchRecord.Kind = resource.address.kind == .jobQueue ? .jobQueue : .computeEnvironment
        let target = Watcher.Target(region: resource.address.region, kind: kind, name: name)
        do {
            _ = try await watcher.wait(
                for: target, timeout: environment.waitTimeoutSeconds,
                report: { await notify(environment, "\(name) is \($0)") }
            ) { sighting in
                guard let record = sighting.record else { return .waiting }
                return record.isAvailable ? .done : .settled(record, shows: record.state == "ENABLED")
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
