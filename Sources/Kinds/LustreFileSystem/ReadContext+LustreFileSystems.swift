import AWSOperations
import Reconciliation
import ResourceModel

extension ReadContext {
    /// The file systems of a region.
    func lustreFileSystems(_ region: String) async throws -> [FSx.FileSystem] {
        let caller = caller(region)
        return try await once(Self.key(region)) { try await FSx.allFileSystems(caller) }
    }

    /// The file systems of a region, if an earlier read has listed them.
    func listedLustreFileSystems(_ region: String) async throws -> [FSx.FileSystem]? {
        do {
            return try await already(Self.key(region), [FSx.FileSystem].self)
        } catch let error as ServiceError where error.isRefusal {
            return nil
        }
    }

    private static func key(_ region: String) -> String { "FSx file systems in \(region)" }
}

extension FSx {
    /// Reads all file systems of a caller's region.
    static func allFileSystems(_ caller: any Caller) async throws -> [FileSystem] {
        try await everyPage(of: DescribeFileSystems.self) { token in
            let answer = try await caller.call(DescribeFileSystems(nextToken: token))
            return (answer.fileSystems ?? [], answer.nextToken)
        }
    }

    /// Reads a file system by its id; nil if it is missing.
    static func fileSystem(id: String, _ caller: any Caller) async throws -> FileSystem? {
        do {
            return try await caller.call(DescribeFileSystems(fileSystemIds: [id])).fileSystems?.first
        } catch let error as ServiceError where error.code == "FileSystemNotFound" {
            return nil
        }
    }
}

extension FSx.FileSystem {
    /// The name in the tag that names the resource itself. FSx has no names, so the tags also contain the id: a copy of
    /// the tags on another file system claims nothing.
    var claimedName: String? {
        let tags = tagValues(self.tags)
        let prefix = ResourceKind.lustreFileSystem.rawValue + "/"
        guard let value = tags[OwnershipTags.resource], value.hasPrefix(prefix),
            tags[OwnershipTags.id].map({ $0 == fileSystemId }) ?? true
        else { return nil }
        return String(value.dropFirst(prefix.count))
    }
}

extension ResourceStatus {
    /// The status of an FSx file system [botocore 1.44.5, FileSystemLifecycle].
    init(lustre word: String?) {
        self =
            switch word {
            case "CREATING": .creating
            case "AVAILABLE": .valid
            case "UPDATING": .updating
            case "DELETING": .deleting
            case "FAILED", "MISCONFIGURED": .invalid
            default: .unknown(word ?? "")
            }
    }
}
