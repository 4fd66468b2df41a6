import Planning
import ResourceModel

/// The choice of the subnets of mount targets: one in each zone of the environment's subnets. Instances find the mount
/// target of their zone from any subnet of the zone.
///
/// https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
enum MountTargetSubnets {
    /// Keeps the subnets that have a mount target, and adds the first subnet of each zone that has none.
    static func fit(_ properties: inout Value, _ existing: ObservedResource?, _ network: NetworkState?) {
        guard let wanted = properties["subnets"]?.strings, var members = properties.map else { return }
        let targets = existing?.properties["mountTargets"]?.list ?? []
        let held = targets.compactMap { $0["subnet"]?.string }
        let vpcs = Set(wanted.compactMap { network?.subnets?[$0]?.vpc })
        let isElsewhere =
            !vpcs.isEmpty
            && targets.contains { target in
                target["vpc"]?.string.map { !$0.isEmpty && !vpcs.contains($0) } ?? false
            }
        var chosen = isElsewhere ? [] : held
        var zones = isElsewhere ? [] : Set(targets.compactMap { $0["zone"]?.string })
        for subnet in wanted where !chosen.contains(subnet) {
            // A subnet that could not be read is taken for one of another zone: EFS refuses it if it is not.
            let zone = network?.subnets?[subnet]?.zone ?? subnet
            if zones.insert(zone).inserted { chosen.append(subnet) }
        }
        members["subnets"] = .strings(chosen.sorted())
        properties = .map(members)
    }
}
