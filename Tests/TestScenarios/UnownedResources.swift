import AWSOperations
package import SimulatedAWS
import SimulatedAWSHooks

/// Other people's compute environments and queues in the same account.
package struct UnownedResources {
    let account: SimulatedAccount

    package init(_ account: SimulatedAccount) { self.account = account }

    private var caller: SimulatedCaller { account.caller(region: AccountFixture.region) }

    /// Makes compute environments beside ours and returns their ARNs. They have the network and the instance profile of
    /// one of ours, the first or the first with this in its name.
    package func makeEnvironments(
        named names: [String], like model: String = "", tags: [String: String]? = nil
    ) async throws -> [String] {
        let ours = await account.computeEnvironments(region: AccountFixture.region).first {
            $0.computeEnvironmentName?.contains(model) == true || model.isEmpty
        }
        var resources = ours?.computeResources
        resources?.launchTemplate = nil
        resources?.desiredvCpus = nil
        var arns: [String] = []
        for name in names {
            let made = try await caller.call(
                Batch.CreateComputeEnvironment(
                    computeEnvironmentName: name, type: "MANAGED", state: "ENABLED", computeResources: resources,
                    tags: tags))
            arns.append(made.computeEnvironmentArn ?? "")
        }
        await account.clock.advance(by: 120)
        return arns
    }

    /// Makes a queue that names compute environments.
    package func makeQueue(_ name: String, of environments: [String], tags: [String: String]? = nil) async throws {
        _ = try await caller.call(
            Batch.CreateJobQueue(
                jobQueueName: name, priority: 1, state: "ENABLED", computeEnvironmentOrder: order(environments),
                tags: tags))
        await account.clock.advance(by: 120)
    }

    /// Lets a queue name other compute environments.
    package func repoint(_ queue: String, to environments: [String]) async throws {
        _ = try await caller.call(
            Batch.UpdateJobQueue(jobQueue: queue, computeEnvironmentOrder: order(environments)))
        await account.clock.advance(by: 120)
    }

    private func order(_ environments: [String]) -> [Batch.ComputeEnvironmentOrder] {
        environments.enumerated().map { Batch.ComputeEnvironmentOrder(order: $0 + 1, computeEnvironment: $1) }
    }
}
