import Diagnostics
import Planning
import ResourceModel

/// Checks that the instances of an environment can mount a file system.
struct FileSystemCheck {
    let system: ObservedResource
    let network: NetworkState?
    let planned: PlannedEnvironment
    let range: SourceRange?

    private var isLustre: Bool { system.address.kind == .namedLustreFileSystem }
    private var name: String { String(system.name.prefix { $0 != "." }) }

    var diagnostics: [Diagnostic] {
        if isLustre, let type = system.properties["type"]?.string, type != "LUSTRE" {
            return [
                error(
                    "reference-not-usable", "the FSx file system '\(name)' is one of \(type)", "'fsx-dns' mounts Lustre"
                )
            ]
        }
        if let status = system.status?.rawValue.lowercased(), Self.unusable.contains(status) {
            return [
                error(
                    "reference-not-usable", "the file system '\(name)' is \(status), not available",
                    "no instance can mount it, and none takes jobs without it")
            ]
        }
        return (isLustre ? lustre : elastic) + ports
    }

    /// FSx does not show the security groups of a file system, so only the way out of the instances is checked.
    private var ports: [Diagnostic] {
        PortCheck(
            system: isLustre ? .lustre : .elastic, name: "the \(isLustre ? "FSx" : "EFS") file system '\(name)'",
            instances: planned.instanceGroups, servers: system.properties["securityGroupIds"]?.strings.map { Set($0) },
            network: network, range: range
        ).diagnostics
    }

    /// States in which nothing mounts it; others, and those of a newer AWS, may.
    private static let unusable: Set<String> = [
        "creating", "deleting", "deleted", "error", "failed", "misconfigured_unavailable",
    ]

    private func error(_ kind: String, _ summary: String, _ detail: String) -> Diagnostic {
        Diagnostic(.error, kind, summary, detail: detail, at: range)
    }

    /// The subnets that the environment has or gets, as far as they could be read.
    private var subnets: [NetworkState.Subnet] {
        let ids = planned.resources.filter { $0.address.kind == .computeEnvironment }.flatMap { environment in
            environment.desired?.properties[path: "computeResources.subnets"]?.strings ?? []
        }
        return Set(ids).compactMap { network?.subnets?[$0] }
    }

    // MARK: EFS

    /// An instance finds the file system by the mount target of the instance's zone.
    ///
    /// https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html
    private var elastic: [Diagnostic] {
        guard let targets = system.properties["mountTargets"]?.list else { return [] }
        guard !targets.isEmpty else {
            return [
                error(
                    "no-mount-target", "the EFS file system '\(name)' has no mount target",
                    "no instance can mount it; make a mount target in each zone of the environment")
            ]
        }
        let vpcs = Set(targets.compactMap { $0["vpc"]?.string }.filter { !$0.isEmpty })
        let own = Set(subnets.map(\.vpc))
        if let vpc = own.first, !vpcs.isEmpty, own.isDisjoint(with: vpcs) {
            return [
                error(
                    "network-mismatch",
                    "the EFS file system '\(name)' is in \(vpcs.sorted().joined(separator: ", ")), and the environment in \(vpc)",
                    "instances find its mount targets in their own VPC only")
            ]
        }
        let zones = Set(targets.compactMap { $0["zone"]?.string }.filter { !$0.isEmpty })
        let without = Set(subnets.map(\.zone).filter { !$0.isEmpty }).subtracting(zones).sorted()
        guard !zones.isEmpty, !without.isEmpty else { return [] }
        let isNowhere = Set(subnets.map(\.zone)).isDisjoint(with: zones)
        let places = without.joined(separator: ", ")
        return [
            Diagnostic(
                isNowhere ? .error : .warning, "no-mount-target",
                "the EFS file system '\(name)' has no mount target in \(places)",
                detail:
                    "instances there cannot mount it and take no jobs; make mount targets, or name subnets of other "
                    + "zones in 'subnets'", at: range)
        ]
    }

    // MARK: FSx

    private var lustre: [Diagnostic] {
        var found: [Diagnostic] = []
        let own = Set(subnets.map(\.vpc))
        if let vpc = system.properties["vpcId"]?.string, let other = own.first, !own.contains(vpc) {
            found.append(
                error(
                    "network-mismatch", "the FSx file system '\(name)' is in \(vpc), and the environment in \(other)",
                    "name subnets of \(vpc), or a file system of \(other)"))
        }
        if system.properties["version"]?.string == "2.10" {
            found.append(
                Diagnostic(
                    .warning, "lustre-version", "the FSx file system '\(name)' has Lustre 2.10",
                    detail:
                        "whether the client of Amazon Linux 2023 mounts it is not known; AWS recommends 2.15, to which "
                        + "UpdateFileSystem raises it", at: range))
        }
        return found
    }
}
