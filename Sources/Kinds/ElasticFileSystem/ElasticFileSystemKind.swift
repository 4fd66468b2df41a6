import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// File systems of EFS.
    static var elasticFileSystem: KindDefinition {
        KindDefinition(
            .elasticFileSystem, driver: ElasticFileSystemDriver(),
            polling: Polling(namesPerCall: 1) { names, caller in
                try await concurrently(names) { try await EFS.fileSystem(token: $0, caller) }.compactMap { $0 }
                    .map { PolledRecord($0) }
            }, discovery: FileSystemFinder.elastic, remains: FileSystemFinder.elastic,
            mention: Mention(["file system", "mount target"], idPrefix: "fs-"),
            permissions: Permissions(
                [
                    .optional(EFS.DescribeFileSystems.self), .searching(EFS.DescribeFileSystems.self),
                    .optional(
                        EFS.DescribeMountTargets.self, EFS.DescribeMountTargetSecurityGroups.self, on: everyFileSystem),
                    // An ARN has the id, which EFS chooses. The tag that names the file system is in its creation.
                    .writing(
                        EFS.CreateFileSystem.self, EFS.TagResource.self, on: everyFileSystem,
                        if: [.requestTag(OwnershipTags.resource, "efs-file-system/{name}")]),
                    .writing(
                        EFS.CreateMountTarget.self, EFS.DeleteMountTarget.self, EFS.DeleteFileSystem.self,
                        EFS.ModifyMountTargetSecurityGroups.self, EFS.TagResource.self, EFS.UntagResource.self,
                        on: everyFileSystem,
                        if: [.resourceTag(OwnershipTags.resource, "efs-file-system/{name}")]),
                ] + networkActions.map { .implied($0, label: String($0.dropFirst("ec2:".count))) }),
            // The calls that end or change a mount target name it and not the file system, so they tell nothing here.
            recordedCalls: [
                RecordedCall(.efs, "CreateFileSystem", on: ["creationToken"], .creation),
                RecordedCall(
                    .efs, "CreateMountTarget", on: ["fileSystemId"], .part(of: "subnets", in: "subnetId", [.added])),
                RecordedCall(.efs, "TagResource", on: ["resourceId"], .settingTags),
                RecordedCall(.efs, "UntagResource", on: ["resourceId"], .removingTags),
                // The calls of the time before TagResource still work.
                RecordedCall(.efs, "CreateTags", on: ["fileSystemId"], .settingTags),
                RecordedCall(.efs, "DeleteTags", on: ["fileSystemId"], .removingTags),
            ])
    }

    private static let everyFileSystem = ARNPattern.regional("elasticfilesystem", "file-system/*")

    /// Actions of EFS on a mount target's network interface, with the rights of the caller. Source: the "Actions" of CreateMountTarget,
    /// DeleteMountTarget and ModifyMountTargetSecurityGroups in the EFS API reference.
    private static let networkActions = [
        "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets", "ec2:ModifyNetworkInterfaceAttribute",
    ]
}

extension PolledRecord {
    init(_ system: EFS.FileSystemDescription) {
        let status = ResourceStatus(elastic: system.lifeCycleState)
        self.init(
            name: system.creationToken ?? "", status: status, reason: status == .invalid ? "EFS reports an error" : nil,
            detail: system)
    }

    /// The EFS file system; nil if the record is of another kind.
    var elasticFileSystem: EFS.FileSystemDescription? { detail as? EFS.FileSystemDescription }
}
