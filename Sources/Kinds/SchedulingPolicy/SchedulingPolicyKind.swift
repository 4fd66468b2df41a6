import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Scheduling policies of Batch.
    static var schedulingPolicy: KindDefinition {
        KindDefinition(
            .schedulingPolicy, driver: SchedulingPolicyDriver(), discovery: SchedulingPolicyDiscovery(),
            remains: SchedulingPolicyRemains(), mention: Mention(["scheduling policy", "scheduling-policy"]),
            permissions: [
                .optional(Batch.DescribeSchedulingPolicies.self),
                .searching(Batch.ListSchedulingPolicies.self, Batch.DescribeSchedulingPolicies.self),
                .writing(
                    Batch.CreateSchedulingPolicy.self, Batch.UpdateSchedulingPolicy.self,
                    Batch.DeleteSchedulingPolicy.self, Batch.TagResource.self, Batch.UntagResource.self,
                    on: .regional("batch", "scheduling-policy/{name}")),
            ],
            // An update replaces the whole policy.
            recordedCalls: RecordedCall.batch("SchedulingPolicy", created: "name", "arn", updating: .everyField))
    }
}
