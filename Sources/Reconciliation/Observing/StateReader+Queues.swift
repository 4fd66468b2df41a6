import AWSOperations
public import Planning
import ResourceModel

/// A second reading, of the jobs in queues: it takes five calls a queue, so it is made only if it matters.
extension StateReader {
    /// Adds the jobs in queues of environments that the request would disturb or delete, or whose running jobs ECS did
    /// not tell. Queues of other environments that would change are read too, if they are few. Returns the plan with
    /// them, since it takes a plan to know the queues.
    public func lookingIntoQueues(
        _ observation: Observation, for intent: PlanRequest
    ) async throws -> (observation: Observation, plan: Plan) {
        let plan = Planner(observation, kinds.catalog).plan(intent)
        let queues = { (environments: [PlannedEnvironment]) in
            environments.flatMap(\.resources).compactMap(\.observed).filter {
                kinds.lifecycle($0.address.kind).jobs == .queue
            }
        }
        let concerned = queues(plan.environments.filter { needsCounts($0, observation) })
        let changed = queues(plan.environments.filter(changesWhatHoldsJobs))
        let others = changed.count <= Self.fewQueues ? changed : []
        let counted = try await counting(concerned + others, in: observation)
        return (counted, counted == observation ? plan : Planner(counted, kinds.catalog).plan(intent))
    }

    /// The most queues that are read only because the environments behind them change.
    private static let fewQueues = 20

    /// Adds the jobs in every queue that was found, and the reasons why they wait.
    public func lookingIntoEveryQueue(_ observation: Observation) async throws -> Observation {
        let live = observation.resources.values.flatMap { $0 }
        return try await counting(
            live.filter { kinds.lifecycle($0.address.kind).jobs == .queue }, in: observation,
            withReasons: true)
    }

    private func needsCounts(_ environment: PlannedEnvironment, _ observation: Observation) -> Bool {
        environment.resources.contains { resource in
            let jobs = kinds.lifecycle(resource.address.kind).jobs
            guard jobs != .none, let observed = resource.observed else { return false }
            if resource.action == .delete || resource.action == .replace { return true }
            if let update = resource.update, update >= .infrastructure { return true }
            return jobs == .run && observation.jobs(on: observed)?.running == nil
        }
    }

    private func changesWhatHoldsJobs(_ environment: PlannedEnvironment) -> Bool {
        environment.resources.contains { resource in
            kinds.lifecycle(resource.address.kind).jobs != .none
                && resource.update.map { $0 > .tags } == true
        }
    }

    private func counting(
        _ queues: [ObservedResource], in observation: Observation, withReasons: Bool = false
    ) async throws -> Observation {
        var observation = observation
        let open = Set(queues).filter { queue in
            queue.isLive && (withReasons || observation.jobs(in: queue) == nil)
        }
        try await withThrowingTaskGroup(of: (ObservedResource, Result<JobsInQueue, any Error>).self) { group in
            for queue in open {
                guard let count = kinds[queue.address.kind]?.jobs?.inQueue else { continue }
                group.addTask { [access] in
                    let found = await outcome {
                        // It is worth one more try but no wait: a plan can do without it.
                        try await CallPatience.$current.withValue(.optional) {
                            try await count(queue, withReasons, access.caller(queue.address.region))
                        }
                    }
                    return (queue, found)
                }
            }
            var notes: [String] = []
            for try await (queue, result) in group {
                switch result {
                case .success(let jobs):
                    let key = Observation.JobKey(region: queue.address.region, name: queue.name)
                    observation.queuedJobs[key] = jobs.counts
                    observation.waiting[key] = jobs.waiting
                    if !jobs.isWhole {
                        notes.append("\(queue.name) holds more than \(jobs.counted) jobs, too many to count")
                    }
                case .failure(let error) where isUntrusted(error): throw error
                case .failure(let error): notes.append("the jobs in \(queue.name) could not be counted: \(error)")
                }
            }
            observation.notes += notes.sorted()
        }
        return observation
    }
}
