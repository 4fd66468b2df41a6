import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Job definitions of Batch.
    static var jobDefinition: KindDefinition {
        KindDefinition(
            .jobDefinition, driver: JobDefinitionDriver(), discovery: JobDefinitionDiscovery(),
            mention: Mention(["job definition", "job-definition"]),
            permissions: Permissions(
                reading: [Batch.DescribeJobDefinitions.self],
                writing: [
                    Batch.RegisterJobDefinition.self, Batch.DeregisterJobDefinition.self, Batch.ListJobs.self,
                    Batch.TagResource.self, Batch.UntagResource.self,
                ]))
    }
}
