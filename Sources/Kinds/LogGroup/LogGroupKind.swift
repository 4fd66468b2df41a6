import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Log groups of CloudWatch Logs.
    static var logGroup: KindDefinition {
        KindDefinition(
            .logGroup, driver: LogGroupDriver(), discovery: LogGroupDiscovery(), remains: LogGroupRemains(),
            mention: Mention(["log group"]),
            permissions: [
                .reading(Logs.DescribeLogGroups.self),
                // AWS checks actions on tags without the star at the end, and all others with it
                // [aws-rules: ARNs of log groups].
                .reading(Logs.ListTagsForResource.self, on: .regional("logs", "log-group:{name}")),
                .searching(Tagging.GetResources.self),
                .writing(
                    Logs.CreateLogGroup.self, Logs.DeleteLogGroup.self, on: .regional("logs", "log-group:{name}:*")),
                .writing(
                    Logs.TagResource.self, Logs.UntagResource.self, on: .regional("logs", "log-group:{name}")),
            ],
            recordedCalls: [
                RecordedCall(.logs, "CreateLogGroup", on: ["logGroupName"], .creation),
                RecordedCall(.logs, "DeleteLogGroup", on: ["logGroupName"], .deletion),
                RecordedCall(.logs, "TagResource", on: ["resourceArn"], .settingTags),
                RecordedCall(.logs, "UntagResource", on: ["resourceArn"], .removingTags),
                // The calls of the time before TagResource still work.
                RecordedCall(.logs, "TagLogGroup", on: ["logGroupName"], .settingTags),
                RecordedCall(.logs, "UntagLogGroup", on: ["logGroupName"], .removingTags),
            ])
    }
}
