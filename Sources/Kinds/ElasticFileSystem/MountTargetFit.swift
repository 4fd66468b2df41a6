import Planning
import ResourceModel

/// The mount targets that a file system gets: those that it has, and those that are added to them. None is taken away, and
/// none loses a security group, because instances that still run jobs use both.
///
/// https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
struct MountTargetFit {
    /// The mount targets that the file system has and can keep.
    private let kept: [Value]
    private let network: NetworkState?

    /// Fits the wanted subnets and security groups to the mount targets that exist.
    static func fit(_ properties: inout Value, _ existing: ObservedResource?, _ network: NetworkState?) {
        guard var members = properties.map else { return }
        let subnets = members["subnets"]?.strings
        let targets = existing?.properties["mountTargets"]?.list ?? []
        let vpcs = Set((subnets ?? []).compactMap { network?.subnets?[$0]?.vpc })
        let fitting = MountTargetFit(kept: areElsewhere(targets, than: vpcs) ? [] : targets, network: network)
        if let subnets { members["subnets"] = .strings(fitting.subnets(adding: subnets)) }
        if let groups = members["securityGroupIds"]?.strings, !fitting.kept.isEmpty {
            let held = existing?.properties["securityGroupIds"]?.strings ?? []
            members["securityGroupIds"] = .strings(Set(held + groups).sorted())
        }
        properties = .map(members)
    }

    /// True if mount targets are in other VPCs than the environment: a file system has them in one VPC.
    private static func areElsewhere(_ targets: [Value], than vpcs: Set<String>) -> Bool {
        !vpcs.isEmpty
            && targets.contains { target in
                target["vpc"]?.string.map { !$0.isEmpty && !vpcs.contains($0) } ?? false
            }
    }

    /// Keeps the subnets that have a mount target, and adds the first subnet of each zone that has none: instances find
    /// the mount target of their zone from any subnet of the zone.
    private func subnets(adding wanted: [String]) -> [String] {
        var chosen = kept.compactMap { $0["subnet"]?.string }
        var zones = Set(kept.compactMap { $0["zone"]?.string })
        for subnet in wanted where !chosen.contains(subnet) {
            // A subnet that could not be read is taken for one of another zone: EFS refuses it if it is not.
            let zone = network?.subnets?[subnet]?.zone ?? subnet
            if zones.insert(zone).inserted { chosen.append(subnet) }
        }
        return chosen.sorted()
    }
}
