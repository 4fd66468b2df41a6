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
            permissions: [
                .reading(Batch.DescribeJobDefinitions.self), .writing(Batch.ListJobs.self),
                .writing(
                    Batch.RegisterJobDefinition.self, Batch.DeregisterJobDefinition.self, Batch.TagResource.self,
                    Batch.UntagResource.self, on: .regional("batch", "job-definition/{name}"),
                    .regional("batch", "job-definition/{name}:*")),
            ],
            // The newest revision counts: a new one, or the end of one, changes all fields.
            recordedCalls: [
                RecordedCall(.batch, "RegisterJobDefinition", on: ["jobDefinitionName"], .creation, .everyField),
                RecordedCall(.batch, "DeregisterJobDefinition", on: ["jobDefinition"], .deletion, .everyField),
            ] + RecordedCall.batchTags)
    }
}
