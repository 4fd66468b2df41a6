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
            permissions: [
                .reading(EC2.DescribeLaunchTemplates.self, EC2.DescribeLaunchTemplateVersions.self),
                // An ARN has the id, which EC2 chooses. The tag that names the template is in each creation.
                .writing(
                    EC2.CreateLaunchTemplate.self, EC2.CreateTags.self, on: .regional("ec2", "launch-template/*"),
                    if: [.requestTag(OwnershipTags.resource, "launch-template/{name}")]),
                .writing(
                    EC2.CreateLaunchTemplateVersion.self, EC2.DeleteLaunchTemplate.self, EC2.CreateTags.self,
                    EC2.DeleteTags.self, on: .regional("ec2", "launch-template/*"),
                    if: [.resourceTag(OwnershipTags.resource, "launch-template/{name}")]),
            ],
            // The newest version counts: a new one, or the end of one, changes all fields.
            recordedCalls: [
                RecordedCall(.ec2, "CreateLaunchTemplate", on: template, .creation),
                RecordedCall(.ec2, "CreateLaunchTemplateVersion", on: template, .everyField),
                RecordedCall(.ec2, "DeleteLaunchTemplateVersions", on: template, .everyField),
                RecordedCall(.ec2, "DeleteLaunchTemplate", on: template, .deletion),
                RecordedCall(.ec2, "CreateTags", on: ["resourceId"], .settingTags),
                RecordedCall(.ec2, "DeleteTags", on: ["resourceId"], .removingTags),
            ])
    }

    private static let template = ["LaunchTemplateId", "LaunchTemplateName"]
}
