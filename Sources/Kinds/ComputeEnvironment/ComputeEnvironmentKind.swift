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
            permissions: [
                .reading(Batch.DescribeComputeEnvironments.self),
                // Batch names the cluster after the environment [aws-rules: What Describe fills in and leaves out].
                .reading(
                    ECS.DescribeClusters.self, on: .regional("ecs", "cluster/AWSBatch-{name}"),
                    .regional("ecs", "cluster/{name}")),
                .writing(
                    Batch.CreateComputeEnvironment.self, Batch.UpdateComputeEnvironment.self,
                    Batch.DeleteComputeEnvironment.self, Batch.TagResource.self, Batch.UntagResource.self,
                    on: .regional("batch", "compute-environment/{name}")),
                .implied(
                    "iam:PassRole", on: .identity("role/aws-service-role/batch.amazonaws.com/*"),
                    if: [.passed(to: "batch.amazonaws.com")], label: "ServiceRole"),
            ],
            recordedCalls: RecordedCall.batch(
                "ComputeEnvironment", created: "computeEnvironmentName", "computeEnvironment", updating: .carriedFields)
        )
    }

    /// The most names that one Describe call of Batch takes.
    static var namesPerCall: Int {
        100
    }
}
