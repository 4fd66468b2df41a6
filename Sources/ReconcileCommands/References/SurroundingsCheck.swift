import BatchForge
import Diagnostics
import Planning
import ResourceModel

/// Checks what the compute environments of an environment depend on in their region: ways out of the subnets, security
/// groups, zones of instance types, quotas. Nothing of it keeps AWS from making them, so each is a warning.
struct SurroundingsCheck {
    let observation: Observation
    let request: EnvironmentRequest
    let planned: PlannedEnvironment
    let places: ReferencePlaces

    /// The results, each with its subject.
    var results: [CheckResult] {
        // A manual environment has queues alone.
        guard !environments.isEmpty else { return [] }
        let hasNoSubnets = network.subnets == nil
        return [
            result("ways out of the subnets of '\(places.name)'", .connectivity, ways, isUnread: hasNoSubnets),
            CheckResult("security groups of '\(places.name)'", egress, isUnread: network.groups == nil),
            result(
                "zones of the instance types of '\(places.name)'", .typeOffering, offerings, isUnread: hasNoSubnets),
            result("vCPU quotas of '\(places.name)'", .vCPUQuota, quotas),
        ]
    }

    /// - Parameter isUnread: true if something else that the check needs was not read.
    private func result(
        _ subject: String, _ kind: ResourceKind, _ diagnostics: [Diagnostic], isUnread: Bool = false
    ) -> CheckResult {
        let isKindUnread = observation.unread.contains { $0.kind == kind && $0.region == region }
        return CheckResult(subject, diagnostics, isUnread: isUnread || isKindUnread)
    }

    private var region: String { request.key.region }
    private var network: NetworkState { observation.networks[region] ?? NetworkState() }
    private var environments: [Resource] { request.resources.filter { $0.address.kind == .computeEnvironment } }

    private func wanted(_ path: String) -> [String] {
        let values = planned.resources.filter { $0.address.kind == .computeEnvironment }.flatMap { environment in
            environment.desired?.properties[path: path]?.strings ?? []
        }
        return Set(values).sorted()
    }

    private var subnets: [(id: String, subnet: NetworkState.Subnet)] {
        wanted("computeResources.subnets").compactMap { id in network.subnets?[id].map { (id, $0) } }
    }

    private func found(_ kind: ResourceKind, _ name: String) -> Value? {
        observation.resources[Address(sharedIn: region, kind, name)]?.first?.properties
    }

    private func warning(_ kind: String, _ summary: String, _ detail: String, at field: String) -> Diagnostic {
        Diagnostic(.warning, kind, summary, detail: detail, at: places[field])
    }

    // MARK: Ways out

    private var ways: [Diagnostic] {
        guard let connectivity = found(.connectivity, "region") else { return [] }
        return SubnetWays(connectivity: connectivity, subnets: subnets, region: region).findings.map { finding in
            Diagnostic(
                finding.isCost ? .note : .warning, finding.kind, finding.summary, detail: finding.detail,
                at: places["subnets"])
        }
    }

    // MARK: Security groups

    /// A connection leaves if one of the groups lets it out.
    private var egress: [Diagnostic] {
        let ids = wanted("computeResources.securityGroupIds")
        let groups = ids.compactMap { network.groups?[$0] }
        guard !groups.isEmpty, groups.count == ids.count, groups.allSatisfy({ $0.letsHTTPSOut == false }) else {
            return []
        }
        return [
            warning(
                "no-egress", "the security groups of '\(places.name)' let no HTTPS out: \(ids.joined(separator: ", "))",
                "instances do not reach ECS and ECR, so that jobs stay RUNNABLE; add an outbound rule for port 443",
                at: "security-groups")
        ]
    }

    // MARK: Instance types

    private var offerings: [Diagnostic] {
        let zones = Set(subnets.map(\.subnet.zone)).subtracting([""])
        let types = Set(environments.flatMap { $0.properties[path: "computeResources.instanceTypes"]?.strings ?? [] })
        guard !zones.isEmpty else { return [] }
        return types.sorted().compactMap { type in
            guard let offered = found(.typeOffering, type)?["zones"]?.strings, zones.isDisjoint(with: offered) else {
                return nil
            }
            let elsewhere = offered.isEmpty ? "" : "; \(offered.joined(separator: ", ")) have it"
            return Diagnostic(
                .warning, "instance-type-not-offered",
                "EC2 does not offer '\(type)' in the zones of '\(places.name)': \(zones.sorted().joined(separator: ", "))",
                detail: "no instance of it starts there\(elsewhere); name other types, or subnets of other zones",
                at: places["instance-types", item: type])
        }
    }

    // MARK: Quotas

    private var quotas: [Diagnostic] {
        environments.compactMap { environment in
            let quotas = VCPUQuota.of(environment)
            let values = quotas.compactMap { found(.vCPUQuota, $0.code)?["value"]?.integer }
            guard !quotas.isEmpty, values.count == quotas.count,
                let most = environment.properties[path: "computeResources.maxvCpus"]?.integer,
                most > values.reduce(0, +)
            else { return nil }
            let isHead = environment.address.part == "head"
            let names = quotas.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
            return warning(
                "vcpu-quota",
                "\(isHead ? "head jobs" : "jobs") of '\(places.name)' may use \(most) vCPUs, and the account has "
                    + "\(values.reduce(0, +)) in \(region)",
                "further jobs wait; raise the quota of \(names) in Service Quotas, or lower "
                    + (isHead ? "'head-max-cpus'" : "'max-cpus'"), at: isHead ? "reconcile.head-max-cpus" : "max-cpus")
        }
    }
}
