import Diagnostics
import Planning
import ResourceModel

/// Checks that the instances of an environment can mount the file systems that reconcile makes for it.
struct MadeFileSystemCheck {
    let planned: PlannedEnvironment
    let network: NetworkState?
    let places: ReferencePlaces

    var diagnostics: [Diagnostic] {
        planned.resources.flatMap { resource -> [Diagnostic] in
            guard let desired = resource.desired, let system = Self.systems[resource.address.kind] else { return [] }
            // FSx does not show the groups of a file system: it has those that the environment had when it was made.
            let groups = desired.properties["securityGroupIds"]?.strings ?? []
            return PortCheck(
                system: system.ports, name: system.name, instances: planned.instanceGroups, servers: Set(groups),
                network: network, range: places[system.field]
            ).diagnostics
        }
    }

    private static let systems: [ResourceKind: (ports: PortCheck.FileSystem, name: String, field: String)] = [
        .elasticFileSystem: (.elastic, "the EFS file system of 'create-efs'", "create-efs"),
        .lustreFileSystem: (.lustre, "the FSx file system of 'fsx-size'", "fsx-size"),
    ]
}
