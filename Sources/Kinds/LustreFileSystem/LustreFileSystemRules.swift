import Planning
import ResourceModel

extension KindRules {
    /// FSx for Lustre file systems. FSx does not show their security groups, so these are set once.
    static var lustreFileSystem: KindRules {
        var lifecycle = Lifecycle.fileSystem
        lifecycle.choices = [
            .init(path: "subnetIds", attribute: "subnets", follows: true),
            .init(path: "securityGroupIds", attribute: "securityGroupIds", follows: true),
        ]
        var hooks = PlanHooks()
        hooks.repair = .fileSystem(
            source: "https://docs.aws.amazon.com/fsx/latest/APIReference/API_FileSystem.html",
            effect: "FSx reports a failure: apply looks again if it is available")
        hooks.fit = fit
        return KindRules(
            .lustreFileSystem,
            fields: [
                FieldRule(path: "storageCapacity", update: .inPlace, source: update, isAlwaysShown: true),
                FieldRule(path: "deploymentType", update: .replacement, source: creation, isAlwaysShown: true),
                FieldRule(path: "subnetIds", update: .replacement, comparison: .set, source: creation),
            ], refine: refine, lifecycle: lifecycle, hooks: hooks)
    }

    private static let creation = "https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystem.html"
    private static let update = "https://docs.aws.amazon.com/fsx/latest/APIReference/API_UpdateFileSystem.html"

    /// A file system has one subnet. It keeps the one that it has as long as that is in the environment's VPC.
    private static func fit(_ properties: inout Value, _ existing: ObservedResource?, _ network: NetworkState?) {
        guard let wanted = properties["subnetIds"]?.strings, var members = properties.map else { return }
        let held = existing?.properties["subnetIds"]?.strings ?? []
        let vpcs = Set(wanted.compactMap { network?.subnets?[$0]?.vpc })
        let vpc = existing?.properties["vpcId"]?.string
        let isElsewhere = !vpcs.isEmpty && vpc.map { !vpcs.contains($0) } ?? false
        members["subnetIds"] = .strings(held.isEmpty || isElsewhere ? Array(wanted.prefix(1)) : held)
        properties = .map(members)
    }

    /// FSx makes a file system larger and never smaller; the new size is a multiple of 2,400 GiB.
    private static func refine(_ change: Change, _ before: Value, _ after: Value) -> Change? {
        // What could not be read is no reason to change anything.
        if change.path == "subnetIds", after[change.path]?.strings == nil, before[change.path] != nil { return nil }
        guard change.path == "storageCapacity", let size = after[change.path]?.integer,
            let held = before[change.path]?.integer
        else { return change }
        if size > held, size.isMultiple(of: 2400) { return change }
        return Change(
            path: change.path, before: change.before, after: change.after, update: .replacement, source: update)
    }
}
