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
            permissions: Permissions(
                reading: [Logs.DescribeLogGroups.self, Logs.ListTagsForResource.self],
                optional: [Tagging.GetResources.self],
                writing: [
                    Logs.CreateLogGroup.self, Logs.DeleteLogGroup.self, Logs.TagResource.self, Logs.UntagResource.self,
                ]))
    }
}
