import AWSOperations

extension AccountState {
    private static let actionReasons: Set<String> = [
        "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE",
        "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
    ]

    func checkQueueState(
        _ state: String?, _ priority: Int?, _ actions: [Batch.JobStateTimeLimitAction]?, _ call: Call
    ) throws {
        if let state, !["ENABLED", "DISABLED"].contains(state) {
            throw call.invalidRequest("state '\(state)' must be ENABLED or DISABLED")
        }
        if let priority, priority < 0 { throw call.invalidRequest("priority must be greater than or equal to 0") }
        for action in actions ?? [] {
            guard Self.actionReasons.contains(action.reason) else {
                throw call.invalidRequest("Invalid job reason")
            }
            guard action.state == "RUNNABLE" else {
                throw call.invalidRequest("jobStateTimeLimitActions state '\(action.state)' must be RUNNABLE")
            }
            guard (600...86_400).contains(action.maxTimeSeconds) else {
                throw call.invalidRequest("jobStateTimeLimitActions maxTimeSeconds must be between 600 and 86400")
            }
            guard action.action == "CANCEL" else {
                throw call.invalidRequest("jobStateTimeLimitActions action '\(action.action)' must be CANCEL")
            }
        }
    }

    /// Refuses a policy that does not exist in the Region. The words are modelled on those for other resources.
    func checkPolicy(_ arn: String?, _ call: Call) throws {
        guard let arn, !hasSchedulingPolicy(arn, call.region) else { return }
        throw call.invalidRequest("Scheduling policy \(arn) does not exist")
    }

    /// The order with ARNs for names; refuses what Batch does not let into one queue.
    func checkedOrder(
        _ order: [Batch.ComputeEnvironmentOrder], attached: JobQueueRecord? = nil, _ call: Call
    ) throws -> [Batch.ComputeEnvironmentOrder] {
        guard !order.isEmpty else { throw call.clientException("At least 1 compute environment must be provided") }
        guard order.count <= 3 else {
            throw call.clientException("A job queue can have at most 3 compute environments")
        }
        guard Set(order.map(\.order)).count == order.count else {
            throw call.clientException("computeEnvironmentOrder has the same order twice")
        }
        var records: [ComputeEnvironmentRecord] = []
        for entry in order {
            guard let index = environmentIndex(entry.computeEnvironment, call.region) else {
                let name = entry.computeEnvironment.split(separator: "/").last.map(String.init) ?? ""
                throw call.clientException("\(environmentARN(name, call.region)) does not exist")
            }
            let record = self[region: call.region].computeEnvironments[index]
            let isAttached = attached?.names(record.arn) ?? false
            guard isAttached || record.status == "VALID" else {
                throw call.clientException("\(record.arn) must be created and valid before attaching to a JobQueue")
            }
            records.append(record)
        }
        guard Set(records.map(\.arn)).count == records.count else {
            throw call.clientException("computeEnvironmentOrder has the same compute environment twice")
        }
        guard Set(records.map(\.isFargate)).count == 1 else {
            throw call.clientException("EC2 and Fargate compute environments can't be mixed in a job queue")
        }
        let architectures = records.compactMap {
            $0.detail.current.computeResources?.instanceTypes?.first.flatMap(InstanceFamilies.architecture(of:))
        }
        guard Set(architectures).count <= 1 else {
            throw call.clientException("All compute environments of a job queue must share the same architecture")
        }
        return zip(order, records).map { Batch.ComputeEnvironmentOrder(order: $0.order, computeEnvironment: $1.arn) }
            .sorted { $0.order < $1.order }
    }
}
