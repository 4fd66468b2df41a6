import AWSOperations
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

@testable import Kinds
@testable import Reconciliation

/// Manual changes of file systems.
extension OutsideChange {
    static var fileSystems: [OutsideChange] {
        [
            OutsideChange(kind: .elasticFileSystem, path: "subnets") { resource, bench in
                let targets = await bench.mountTargets(of: resource)
                guard let id = targets.first?.detail.mountTargetId else { return false }
                await bench.account.vanish(mountTarget: id, region: Workbench.region)
                return true
            },
            OutsideChange(kind: .elasticFileSystem, path: "securityGroupIds") { resource, bench in
                guard let id = await bench.mountTargets(of: resource).last?.detail.mountTargetId else { return false }
                _ = try await bench.caller.call(
                    EFS.ModifyMountTargetSecurityGroups(mountTargetId: id, securityGroups: []))
                return true
            },
        ]
    }
}

extension Workbench {
    /// The mount targets of an EFS file system.
    fileprivate func mountTargets(
        of resource: ObservedResource
    ) async -> [(detail: EFS.MountTargetDescription, groups: [String])] {
        await account.view().mountTargets(of: resource.attributes["id"]?.string ?? "", region: Self.region)
    }
}
