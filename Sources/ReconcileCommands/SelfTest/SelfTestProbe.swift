import AWSOperations
import ResourceModel

/// A call whose refusal reconcile counts on; AWS's words are recorded.
struct SelfTestProbe: Sendable {
    /// In the name of the files of answers.
    let name: String
    let title: String
    /// True if AWS documents the refusal. Otherwise it may accept the call, and what it says is only recorded.
    let mustBeRefused: Bool
    /// Sends the calls for a compute environment and its queue.
    let send: @Sendable (_ environment: ObservedResource, _ queue: ObservedResource, any Caller) async throws -> Void

    static let all: [SelfTestProbe] = [
        SelfTestProbe(
            name: "name-taken", title: "a queue of a name that is taken", mustBeRefused: true
        ) { environment, queue, caller in
            _ = try await caller.call(
                Batch.CreateJobQueue(
                    jobQueueName: queue.name, priority: 1,
                    computeEnvironmentOrder: [
                        .init(order: 1, computeEnvironment: environment.attributes["arn"]?.string ?? environment.name)
                    ]))
        },
        SelfTestProbe(
            name: "enabled-queue", title: "deletion of a queue that is ENABLED", mustBeRefused: true
        ) { _, queue, caller in
            _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: queue.name))
        },
        SelfTestProbe(
            name: "enabled-environment", title: "deletion of an environment that is ENABLED", mustBeRefused: true
        ) { environment, _, caller in
            _ = try await caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: environment.name))
        },
        // In which words AWS refuses these is unproven [aws-rules: Refusals while something changes].
        SelfTestProbe(
            name: "two-queue-updates", title: "two updates of a queue in a row", mustBeRefused: false
        ) { _, queue, caller in
            for priority in [2, 1] {
                _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: queue.name, priority: priority))
            }
        },
        SelfTestProbe(
            name: "two-environment-updates", title: "two updates of an environment in a row", mustBeRefused: false
        ) { environment, _, caller in
            // Never more than the 2 vCPUs that the last stage has, and the same at the end.
            for count in [1, 2] {
                _ = try await caller.call(
                    Batch.UpdateComputeEnvironment(
                        computeEnvironment: environment.name, computeResources: .init(maxvCpus: count)))
            }
        },
    ]
}
