import AWSOperations
import Kinds
public import Planning
import ResourceModel

/// A second look, at the jobs in queues: five calls a queue, so only where it matters.
extension Observer {
    /// Adds the jobs in the queues of environments that what is intended would disturb or delete, or of which ECS did not
    /// say what runs there; of others that would change, as long as they are few.
    public func lookingIntoQueues(_ observation: Observation, for intent: Intent) async -> Observation {
        let plan = Planner(observation, Kinds.catalog).plan(intent)
        let queues = { (environments: [PlannedEnvironment]) in
            environments.flatMap(\.resources).compactMap(\.observed).filter { $0.address.kind == .jobQueue }
        }
        let concerned = queues(plan.environments.filter { Self.needsCounts($0, observation) })
        let changed = queues(plan.environments.filter(Self.changesWhatHoldsJobs))
        let others = changed.count <= Self.fewQueues ? changed : []
        return await counting(concerned + others, in: observation)
    }

    /// Queues that are worth a look for no other reason than that what they lead to changes.
    private static let fewQueues = 20

    /// Adds the jobs in every queue that was found, and why they wait.
    public func lookingIntoEveryQueue(_ observation: Observation) async -> Observation {
        let live = observation.resources.values.flatMap { $0 }
        return await counting(
            live.filter { [.jobQueue, .externalJobQueue].contains($0.address.kind) }, in: observation,
            withReasons: true)
    }

    /// Arrays of a queue whose children are looked at, the oldest: the head of the queue is what Batch explains.
    private static let fewArrays = 5

    private static func needsCounts(_ environment: PlannedEnvironment, _ observation: Observation) -> Bool {
        environment.resources.contains { resource in
            guard [.computeEnvironment, .jobQueue].contains(resource.address.kind), let observed = resource.observed
            else { return false }
            if resource.action == .delete || resource.action == .replace { return true }
            if let update = resource.update, update >= .infrastructure { return true }
            return resource.address.kind == .computeEnvironment && observation.jobs(on: observed)?.running == nil
        }
    }

    private static func changesWhatHoldsJobs(_ environment: PlannedEnvironment) -> Bool {
        environment.resources.contains { resource in
            [.computeEnvironment, .jobQueue].contains(resource.address.kind)
                && resource.update.map { $0 > .tags } == true
        }
    }

    private func counting(
        _ queues: [ObservedResource], in observation: Observation, withReasons: Bool = false
    ) async -> Observation {
        var observation = observation
        let open = Set(queues).filter { queue in
            ![.deleting, .deleted].contains(queue.status) && (withReasons || observation.jobs(in: queue) == nil)
        }
        typealias Found = (jobs: QueuedJobs, waiting: [WaitingJobs])
        await withTaskGroup(of: (ObservedResource, Result<Found, any Error>).self) { group in
            for queue in open {
                group.addTask { [access] in
                    let caller = access.caller(queue.address.region)
                    do {
                        // Worth one more try, not a wait: a plan can do without.
                        let found = try await CallPatience.$maximumAttempts.withValue(2) { () -> Found in
                            let jobs = try await JobCounting.jobs(in: queue.name, with: caller)
                            guard withReasons else { return (jobs, []) }
                            let arrays = jobs.waitingArrays.prefix(Self.fewArrays).compactMap(\.jobId)
                            let children = try await concurrently(arrays) {
                                try await JobCounting.children(of: $0, with: caller)
                            }
                            return (jobs, jobs.waiting(with: children.flatMap { $0 }))
                        }
                        return (queue, .success(found))
                    } catch {
                        return (queue, .failure(error))
                    }
                }
            }
            var notes: [String] = []
            for await (queue, result) in group {
                switch result {
                case .success((let jobs, let waiting)):
                    let key = Observation.JobKey(region: queue.address.region, name: queue.name)
                    observation.queuedJobs[key] = jobs.counts
                    observation.waiting[key] = waiting
                    if !jobs.isWhole {
                        notes.append("\(queue.name) holds more than \(jobs.count) jobs, too many to count")
                    }
                case .failure(let error): notes.append("the jobs in \(queue.name) could not be counted: \(error)")
                }
            }
            observation.notes += notes.sorted()
        }
        return observation
    }
}
