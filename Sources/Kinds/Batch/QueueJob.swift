package import AWSOperations
package import Planning
package import ResourceModel

/// A short job that is to run on a queue, only to see that jobs run there.
package struct QueueJob: Sendable {
    /// The environment of the queue.
    package let environment: EnvironmentKey
    /// `head` or `work`.
    package let part: String
    /// The name of the queue.
    package let queue: String
    /// The log group of the job.
    package let logGroup: String
    /// Seconds to wait for its end.
    package let limit: Int
    /// The definition that is made for it; nil if it takes that of the head job.
    let ownDefinition: Resource?
    /// The names of the definitions that such jobs of the environment have.
    private let definitionNames: [String]
    /// The call that submits it; without the definition if that is its own.
    package let call: Batch.SubmitJob

    /// The name of every such job.
    package static let name = "reconcile-verify"

    /// Seconds for which its container may run.
    private static let timeout = 300

    /// The share identifier in a queue with a fair-share policy: one that no policy needs to name
    /// [aws-rules: Scheduling policies].
    private static let share = "reconcile"

    /// The work of such a job.
    package struct Work: Sendable {
        /// The command of the container.
        package var command: [String]
        /// MiB of memory on instances.
        package var memoryMiB: Int

        /// Makes a description.
        package init(command: [String], memoryMiB: Int) {
            self.command = command
            self.memoryMiB = memoryMiB
        }
    }

    /// Makes the job of a queue; nil if the queue or the job definition does not exist.
    init?(_ queue: Resource, of request: EnvironmentRequest, in observation: Observation, _ work: Work) {
        func current(_ address: Address) -> ObservedResource? {
            (observation.resources[address] ?? []).last { $0.isLive && $0.ownership == .ours }
        }
        guard let found = current(queue.address), let arn = found.attributes["arn"]?.string,
            let head = current(Address(request.key, .jobDefinition, "head")),
            let definition = head.attributes["arn"]?.string
        else { return nil }
        environment = request.key
        part = queue.address.part
        self.queue = found.name
        limit = request.policy.waitTimeoutSeconds
        logGroup =
            head.properties[path: "containerProperties.logConfiguration.options"]?["awslogs-group"]?.string
            ?? JobLogGroup.usual
        let isWork = queue.address.part == "work"
        ownDefinition = isWork ? request.temporary : nil
        definitionNames = [head.name] + [request.temporary?.name].compactMap(\.self)
        let isOnFargate = ownDefinition == nil && head.properties["platformCapabilities"]?.strings == ["FARGATE"]
        call = Batch.SubmitJob(
            jobName: Self.name, jobQueue: arn,
            jobDefinition: ownDefinition == nil ? definition : "",
            shareIdentifier: found.properties["schedulingPolicyArn"]?.string == nil ? nil : Self.share,
            containerOverrides: Batch.ContainerOverrides(
                command: work.command, resourceRequirements: Self.size(isOnFargate, work)),
            timeout: Batch.JobTimeout(attemptDurationSeconds: Self.timeout),
            tags: [OwnershipTags.owner: request.key.owner, OwnershipTags.resource: Self.tag(ofQueue: queue.name)])
    }

    /// True if another job in the queue is one that some run made to verify it.
    func isAlike(_ other: Batch.JobSummary) -> Bool {
        let definition = other.jobDefinition ?? ""
        return other.jobName == Self.name && definitionNames.contains { definition.contains(":job-definition/\($0):") }
    }

    /// The value of the tag that names the job of a queue. Policies limit with it which jobs may be ended.
    static func tag(ofQueue name: String) -> String { "job/\(name)" }

    /// The smallest that there is: a job with less finds room sooner [aws-rules: Sizes of Fargate jobs].
    private static func size(_ isOnFargate: Bool, _ work: Work) -> [Batch.ResourceRequirement] {
        let (cpus, memory) = isOnFargate ? ("0.25", "512") : ("1", String(work.memoryMiB))
        return [
            Batch.ResourceRequirement(value: cpus, type: "VCPU"),
            Batch.ResourceRequirement(value: memory, type: "MEMORY"),
        ]
    }
}

extension EnvironmentRequest {
    /// The queues that reconcile makes for the environment.
    package var ownQueues: [Resource] { resources.filter { $0.address.kind == .jobQueue } }

    /// The jobs of its queues, with nil for a queue for which there can be none because something does not exist.
    package func jobs(
        in observation: Observation, _ work: QueueJob.Work
    ) -> [(queue: Resource, job: QueueJob?)] {
        ownQueues.map { ($0, QueueJob($0, of: self, in: observation, work)) }
    }
}
