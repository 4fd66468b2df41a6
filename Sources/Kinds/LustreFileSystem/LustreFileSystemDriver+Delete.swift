import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Deletes a file system with its data, after the last compute environment that mounts it.
extension LustreFileSystemDriver {
    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        let caller = context.caller(observed.address)
        try await context.waitUntilEnvironmentsSettle()
        let id = observed.attributes["id"]?.string ?? ""
        guard let existing = try await FSx.fileSystem(id: id, caller) else { return }
        // Data cannot be made again, so it is looked once more whose it is.
        var current = observed
        current.tags = tagValues(existing.tags)
        guard existing.claimedName == observed.name, current.ownership == .ours else {
            throw ReconciliationError(
                "\(kind.rawValue) '\(id)' was not deleted: its tags do not name this environment any more",
                detail: "another owner may have taken it; look at its tags", address: observed.address)
        }
        if ResourceStatus(lustre: existing.lifecycle) != .deleting {
            try await context.throughTransitions(of: observed.address, named: observed.name) {
                try await ignoringAbsence(of: Subject(["file system"], [id])) {
                    try await caller.call(FSx.DeleteFileSystem(fileSystemId: id, clientRequestToken: "\(id)-delete"))
                }
            }
        }
        let isGone = try await context.wait(atMost: Double(context.waitTimeout)) {
            try await FSx.fileSystem(id: id, caller) == nil
        }
        guard !isGone else { return }
        throw ReconciliationError(
            "\(kind.rawValue) '\(id)' is still DELETING after \(context.waitTimeout) s",
            detail: "run again, which goes on waiting", address: observed.address)
    }
}
