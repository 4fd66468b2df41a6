import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Compute environments of Batch.
    static var computeEnvironment: KindDefinition {
        KindDefinition(
            .computeEnvironment, driver: ComputeEnvironmentDriver(),
            polling: Polling(namesPerCall: namesPerCall) { names, caller in
                let answer = try await caller.call(Batch.DescribeComputeEnvironments(computeEnvironments: names))
                return (answer.computeEnvironments ?? []).map { PolledRecord($0) }
            }, discovery: ComputeEnvironmentDiscovery(),
            usage: { region, context in
                let environments = try await context.computeEnvironments(region).filter { $0.lifecycle != .deleted }
                return RegionUsage(counts: [.computeEnvironment: environments.count])
            }, jobs: .onClusters, mention: Mention(["compute environment", "compute-environment"]),
            permissions: Permissions(
                reading: [Batch.DescribeComputeEnvironments.self, ECS.DescribeClusters.self],
                writing: [
                    Batch.CreateComputeEnvironment.self, Batch.UpdateComputeEnvironment.self,
                    Batch.DeleteComputeEnvironment.self, Batch.TagResource.self, Batch.UntagResource.self,
                ], implied: ["iam:PassRole"]))
    }

    /// The most names that one Describe call of Batch takes.
    static var namesPerCall: Int {
        100
    }
}
