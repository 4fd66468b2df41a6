import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Launch templates of EC2.
    static var launchTemplate: KindDefinition {
        KindDefinition(
            .launchTemplate, driver: LaunchTemplateDriver(), discovery: LaunchTemplateDiscovery(),
            mention: Mention(["launch template", "launchtemplate"], idPrefix: "lt-"),
            permissions: Permissions(
                reading: [EC2.DescribeLaunchTemplates.self, EC2.DescribeLaunchTemplateVersions.self],
                writing: [
                    EC2.CreateLaunchTemplate.self, EC2.CreateLaunchTemplateVersion.self, EC2.DeleteLaunchTemplate.self,
                    EC2.CreateTags.self, EC2.DeleteTags.self,
                ]))
    }
}
