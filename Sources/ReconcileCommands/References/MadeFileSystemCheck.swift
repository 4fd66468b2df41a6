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
            return PortCheck(
                system: system.ports, name: system.name, instances: planned.instanceGroups,
                servers: Self.groups(of: resource, desired), network: network, range: places[system.field]
            ).diagnostics
        }
    }

    /// The security groups that a file system has after the plan; nil if they are not known. FSx sets them once, when it
    /// makes a file system, and does not show them.
    private static func groups(of resource: PlannedResource, _ desired: Resource) -> Set<String>? {
        let isSet = resource.address.kind == .lustreFileSystem && resource.action != .create
        let properties: Value? = isSet ? resource.observed?.properties : desired.properties
        return properties?["securityGroupIds"]?.strings.map { Set($0) }
    }

    private static let systems: [ResourceKind: (ports: PortCheck.FileSystem, name: String, field: String)] = [
        .elasticFileSystem: (.elastic, "the EFS file system of 'create-efs'", "create-efs"),
        .lustreFileSystem: (.lustre, "the FSx file system of 'fsx-size'", "fsx-size"),
    ]
}
