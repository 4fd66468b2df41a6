import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Deletes a file system with its data, after the last compute environment that mounts it.
extension ElasticFileSystemDriver {
    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        let caller = context.caller(observed.address)
        try await context.waitUntilEnvironmentsSettle()
        let id = observed.attributes["id"]?.string ?? ""
        guard let existing = try await EFS.fileSystem(token: observed.name, caller), existing.fileSystemId == id else {
            return
        }
        // Data cannot be made again, so it is looked once more whose it is.
        var current = observed
        current.tags = tagValues(existing.tags)
        guard current.ownership == .ours else {
            throw ReconciliationError(
                "\(kind.rawValue) '\(id)' was not deleted: its tags do not name this environment any more",
                detail: "another owner may have taken it; look at its tags", address: observed.address)
        }
        try await deleteTargets(of: id, observed, with: context)
        try await context.retrying { error in
            // EFS may know a mount target for a moment after it is gone.
            (error as? ServiceError)?.code == "FileSystemInUse"
        } _: {
            try await ignoringAbsence(of: Self.subject(id)) {
                try await caller.call(EFS.DeleteFileSystem(fileSystemId: id))
            }
        }
        try await context.wait(for: observed.address, named: observed.name) { result in
            guard let record = result.record, record.elasticFileSystem?.fileSystemId == id else { return .done }
            return record.status == .deleted ? .done : .waiting
        }
    }

    /// EFS deletes no file system that has a mount target, one that it is deleting included.
    private func deleteTargets(of id: String, _ observed: ObservedResource, with context: StepContext) async throws {
        let caller = context.caller(observed.address)
        for target in try await EFS.mountTargets(of: id, caller) where target.isLive {
            let targetID = target.mountTargetId ?? ""
            try await ignoringAbsence(of: Subject(["mount target"], [targetID])) {
                try await caller.call(EFS.DeleteMountTarget(mountTargetId: targetID))
            }
        }
        let areGone = try await context.wait(atMost: Double(context.waitTimeout)) {
            try await EFS.mountTargets(of: id, caller).allSatisfy { $0.lifeCycleState == "deleted" }
        }
        guard !areGone else { return }
        throw ReconciliationError(
            "\(kind.rawValue) '\(id)' was not deleted: AWS is still deleting its mount targets",
            detail: "run again when they are gone", address: observed.address)
    }

    private static func subject(_ id: String) -> Subject { Subject(["file system"], [id]) }
}
