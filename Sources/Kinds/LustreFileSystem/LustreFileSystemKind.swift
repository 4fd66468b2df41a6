import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// File systems of FSx for Lustre.
    static var lustreFileSystem: KindDefinition {
        KindDefinition(
            .lustreFileSystem, driver: LustreFileSystemDriver(),
            polling: Polling(namesPerCall: 100) { names, caller in
                let wanted = Set(names)
                let records = try await FSx.allFileSystems(caller).compactMap { system in
                    system.claimedName.flatMap { wanted.contains($0) ? PolledRecord(system, named: $0) : nil }
                }
                // A successor comes before the namesake that AWS is still deleting.
                return records.filter { !$0.status.isGoing } + records.filter(\.status.isGoing)
            }, discovery: FileSystemFinder.lustre, remains: FileSystemFinder.lustre,
            mention: Mention(["file system"], idPrefix: "fs-"),
            permissions: [
                .optional(FSx.DescribeFileSystems.self), .searching(FSx.DescribeFileSystems.self),
                // An ARN has the id, which FSx chooses. The tag that names the file system is in its creation.
                .writing(
                    FSx.CreateFileSystem.self, FSx.TagResource.self, on: .regional("fsx", "file-system/*"),
                    if: [.requestTag(OwnershipTags.resource, "fsx-file-system/{name}")]),
                .writing(
                    FSx.UpdateFileSystem.self, FSx.DeleteFileSystem.self, FSx.TagResource.self,
                    FSx.UntagResource.self, on: .regional("fsx", "file-system/*"),
                    if: [.resourceTag(OwnershipTags.resource, "fsx-file-system/{name}")]),
            ],
            // A creation does not have the id, which FSx chooses; no file system gets the id of another one.
            recordedCalls: [
                RecordedCall(.fsx, "UpdateFileSystem", on: ["fileSystemId"], .carriedFields),
                RecordedCall(.fsx, "TagResource", on: ["resourceARN"], .settingTags),
                RecordedCall(.fsx, "UntagResource", on: ["resourceARN"], .removingTags),
            ])
    }
}

extension PolledRecord {
    init(_ system: FSx.FileSystem, named name: String) {
        self.init(
            name: name, status: ResourceStatus(lustre: system.lifecycle), reason: system.failure, detail: system)
    }

    /// The FSx file system; nil if the record is of another kind.
    var lustreFileSystem: FSx.FileSystem? { detail as? FSx.FileSystem }
}

extension FSx.FileSystem {
    /// AWS's reason why it cannot be used; nil if it can.
    var failure: String? {
        guard ResourceStatus(lustre: lifecycle) == .invalid else { return nil }
        return "FSx reports \(lifecycle ?? "a failure")" + (failureDetails?.message.map { ": \($0)" } ?? "")
    }
}
