import AWSOperations
public import Planning
import ResourceModel

/// A second look, at the jobs in queues: five calls a queue, so only where it matters.
extension StateReader {
    /// Adds the jobs in the queues of environments that what is intended would disturb or delete, or of which ECS did not
    /// say what runs there; of others that would change, as long as they are few.
    public func lookingIntoQueues(_ observation: Observation, for intent: PlanRequest) async throws -> Observation {
        let plan = Planner(observation, kinds.catalog).plan(intent)
        let queues = { (environments: [PlannedEnvironment]) in
            environments.flatMap(\.resources).compactMap(\.observed).filter {
                kinds.lifecycle($0.address.kind).jobs == .queue
            }
        }
        let concerned = queues(plan.environments.filter { needsCounts($0, observation) })
        let changed = queues(plan.environments.filter(changesWhatHoldsJobs))
        let others = changed.count <= Self.fewQueues ? changed : []
        return try await counting(concerned + others, in: observation)
    }

    /// Queues that are worth a look for no other reason than that what they lead to changes.
    private static let fewQueues = 20

    /// Adds the jobs in every queue that was found, and why they wait.
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
                        // Worth one more try, not a wait: a plan can do without.
                        try await CallPatience.$maximumAttempts.withValue(2) {
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
