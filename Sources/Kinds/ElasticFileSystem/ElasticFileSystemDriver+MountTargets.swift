import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Mount targets: what instances reach a file system by.
extension ElasticFileSystemDriver {
    private static let remedy =
        "AWS cannot make or mount it: look at it in the EFS console; if it holds nothing that you need, delete it there "
        + "and run again"

    /// Makes the mount targets that are missing, adds missing security groups, and waits until all can be used.
    func mount(_ id: String, _ resource: Resource, with context: StepContext) async throws {
        let address = resource.address
        // EFS makes no mount target before that.
        try await context.waitUntilAvailable(address, resource.name, remedy: Self.remedy)
        let caller = context.caller(address)
        let groups = resource.properties["securityGroupIds"]?.strings ?? []
        let held = try await EFS.mountTargets(of: id, caller).filter(\.isLive)
        for target in held { try await add(groups, to: target, caller) }
        let subnets = (resource.properties["subnets"]?.strings ?? []).filter { subnet in
            !held.contains { $0.subnetId == subnet }
        }
        for subnet in subnets { try await makeTarget(of: id, in: subnet, groups, context, caller) }
        try await waitForTargets(of: id, resource, with: context)
    }

    /// Adds security groups to a mount target. Others stay: instances that run jobs may be in them.
    private func add(_ groups: [String], to target: EFS.MountTargetDescription, _ caller: any Caller) async throws {
        guard let targetID = target.mountTargetId, let held = try await EFS.securityGroups(of: targetID, caller),
            !Set(groups).isSubset(of: held)
        else { return }
        _ = try await caller.call(
            EFS.ModifyMountTargetSecurityGroups(
                mountTargetId: targetID, securityGroups: Set(held + groups).sorted()))
    }

    private func makeTarget(
        of id: String, in subnet: String, _ groups: [String], _ context: StepContext, _ caller: any Caller
    ) async throws {
        _ = try await context.createIdempotently {
            try await caller.call(
                EFS.CreateMountTarget(
                    fileSystemId: id, subnetId: subnet, securityGroups: groups.isEmpty ? nil : groups)
            ).mountTargetId ?? ""
        } readBack: {
            try await EFS.mountTargets(of: id, caller).first { $0.subnetId == subnet && $0.isLive }?.mountTargetId
        } unclear: { error in
            mayHaveHappened(error) || (error as? ServiceError)?.code == "MountTargetConflict"
        }
    }

    private func waitForTargets(of id: String, _ resource: Resource, with context: StepContext) async throws {
        let caller = context.caller(resource.address)
        let wanted = Set(resource.properties["subnets"]?.strings ?? [])
        let areReady = try await context.wait(atMost: Double(context.waitTimeout)) {
            let targets = try await EFS.mountTargets(of: id, caller).filter(\.isLive)
            if let broken = targets.first(where: { $0.lifeCycleState == "error" }) {
                throw ReconciliationError(
                    "mount target \(broken.mountTargetId ?? "") of \(id) cannot be used: EFS reports an error",
                    detail: "delete that mount target in the EFS console, then run again", address: resource.address)
            }
            let ready = targets.filter { $0.lifeCycleState == "available" }
            return ready.count == targets.count && wanted.isSubset(of: ready.compactMap(\.subnetId))
        }
        guard !areReady else { return }
        throw ReconciliationError(
            "the mount targets of \(id) are not available after \(context.waitTimeout) s",
            detail: "run again, which goes on waiting; a longer 'wait-timeout' helps if AWS is slow",
            address: resource.address)
    }
}
