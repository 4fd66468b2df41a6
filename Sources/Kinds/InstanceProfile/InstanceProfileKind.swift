import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Instance profiles of IAM.
    static var instanceProfile: KindDefinition {
        KindDefinition(
            .instanceProfile, driver: InstanceProfileDriver(), discovery: InstanceProfileDiscovery(),
            mention: Mention(["instance profile", "instanceprofile", "instancerole", "instance role"]),
            permissions: [
                .reading(IAM.GetInstanceProfile.self, on: .identity("instance-profile/{name}")),
                .writing(
                    IAM.CreateInstanceProfile.self, IAM.DeleteInstanceProfile.self, IAM.TagInstanceProfile.self,
                    IAM.UntagInstanceProfile.self, IAM.AddRoleToInstanceProfile.self,
                    IAM.RemoveRoleFromInstanceProfile.self, on: .identity("instance-profile/{name}")),
            ],
            recordedCalls: [
                RecordedCall(.iam, "CreateInstanceProfile", on: profile, .creation),
                RecordedCall(.iam, "DeleteInstanceProfile", on: profile, .deletion),
                RecordedCall(
                    .iam, "AddRoleToInstanceProfile", on: profile, .part(of: "roles", in: "roleName", [.added])),
                RecordedCall(
                    .iam, "RemoveRoleFromInstanceProfile", on: profile,
                    .part(of: "roles", in: "roleName", [.removed])),
                RecordedCall(.iam, "TagInstanceProfile", on: profile, .settingTags),
                RecordedCall(.iam, "UntagInstanceProfile", on: profile, .removingTags),
            ])
    }

    private static let profile = ["instanceProfileName"]
}
