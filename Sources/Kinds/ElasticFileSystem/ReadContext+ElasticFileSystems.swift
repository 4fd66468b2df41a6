import AWSOperations
import Reconciliation
import ResourceModel

extension ReadContext {
    /// The file systems of a region.
    func elasticFileSystems(_ region: String) async throws -> [EFS.FileSystemDescription] {
        let caller = caller(region)
        return try await once(Self.key(region)) { try await EFS.allFileSystems(caller) }
    }

    /// The file systems of a region, if an earlier read has listed them.
    func listedElasticFileSystems(_ region: String) async throws -> [EFS.FileSystemDescription]? {
        do {
            return try await already(Self.key(region), [EFS.FileSystemDescription].self)
        } catch let error as ServiceError where error.isRefusal {
            return nil
        }
    }

    private static func key(_ region: String) -> String { "EFS file systems in \(region)" }
}

extension EFS {
    /// Reads all file systems of a caller's region.
    static func allFileSystems(_ caller: any Caller) async throws -> [FileSystemDescription] {
        try await everyPage(of: DescribeFileSystems.self) { marker in
            let answer = try await caller.call(DescribeFileSystems(marker: marker))
            return (answer.fileSystems ?? [], answer.nextMarker)
        }
    }

    /// Reads the file system that was made with a token; nil if there is none. EFS answers with an empty list or with
    /// FileSystemNotFound.
    static func fileSystem(token: String, _ caller: any Caller) async throws -> FileSystemDescription? {
        do {
            return try await caller.call(DescribeFileSystems(creationToken: token)).fileSystems?.first
        } catch let error as ServiceError where error.code == "FileSystemNotFound" {
            return nil
        }
    }

    /// Reads the mount targets of a file system; none if it is missing.
    static func mountTargets(of id: String, _ caller: any Caller) async throws -> [MountTargetDescription] {
        do {
            return try await everyPage(of: DescribeMountTargets.self) { marker in
                let answer = try await caller.call(DescribeMountTargets(fileSystemId: id, marker: marker))
                return (answer.mountTargets ?? [], answer.nextMarker)
            }
        } catch let error as ServiceError where error.code == "FileSystemNotFound" {
            return []
        }
    }

    /// Reads the security groups of a mount target; nil if it is missing.
    static func securityGroups(of target: String, _ caller: any Caller) async throws -> [String]? {
        do {
            return try await caller.call(DescribeMountTargetSecurityGroups(mountTargetId: target)).securityGroups
        } catch let error as ServiceError where error.isMountTargetGone {
            return nil
        }
    }
}

extension ServiceError {
    /// True if a mount target is deleted, or is being deleted.
    fileprivate var isMountTargetGone: Bool { ["MountTargetNotFound", "IncorrectMountTargetState"].contains(code) }
}

extension EFS.MountTargetDescription {
    /// True unless it is deleted, or is being deleted.
    var isLive: Bool { lifeCycleState != "deleting" && lifeCycleState != "deleted" }
}

extension ResourceStatus {
    /// The status of an EFS file system or mount target [botocore 1.44.5, LifeCycleState].
    init(elastic word: String?) {
        self =
            switch word {
            case "creating": .creating
            case "available": .valid
            case "updating": .updating
            case "deleting": .deleting
            case "deleted": .deleted
            case "error": .invalid
            default: .unknown(word ?? "")
            }
    }
}
