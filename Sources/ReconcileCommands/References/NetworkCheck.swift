import Diagnostics
import Planning
import ResourceModel

/// Checks the network of an environment: that what its file names exists and belongs together, and that what it leaves
/// open could be chosen.
struct NetworkCheck {
    let network: Resource
    let observation: Observation
    let planned: PlannedEnvironment
    let places: ReferencePlaces

    private var region: String { network.address.region }
    private var reading: NetworkState { observation.networks[region] ?? NetworkState() }
    private var choice: NetworkChoice { NetworkChoice(network, in: reading) }

    var diagnostics: [Diagnostic] {
        let missing = self.missing
        return missing + misplaced + unusable + (missing.isEmpty ? unchosen : [])
    }

    // MARK: What does not exist

    private var missing: [Diagnostic] {
        var found: [Diagnostic] = []
        if let vpc = choice.vpc, let known = reading.vpcs, known[vpc] == nil {
            found.append(notFound("VPC", vpc, "vpc-id"))
        }
        if let known = reading.subnets {
            found += choice.subnets.filter { known[$0] == nil }.map { notFound("subnet", $0, "subnets") }
        }
        if let known = reading.groups {
            found += choice.groups.filter { known[$0] == nil }
                .map { notFound("security group", $0, "security-groups") }
        }
        return found
    }

    private func notFound(_ what: String, _ id: String, _ field: String) -> Diagnostic {
        Diagnostic(
            .error, "reference-not-found", "the \(what) '\(id)' does not exist in \(region)",
            detail: "account \(observation.accountID) has none of that id there; correct '\(field)'",
            at: places[field, item: id])
    }

    // MARK: What does not belong together

    private var misplaced: [Diagnostic] {
        guard let home else { return [] }
        let subnets = choice.subnets.compactMap { id in reading.subnets?[id].map { (id, $0.vpc) } }
        let groups = choice.groups.compactMap { id in reading.groups?[id].map { (id, $0.vpc) } }
        return subnets.filter { $0.1 != home.vpc }.map { elsewhere("subnet", $0.0, $0.1, home.why, "subnets") }
            + groups.filter { $0.1 != home.vpc }.map {
                elsewhere("security group", $0.0, $0.1, home.why, "security-groups")
            }
    }

    /// The VPC that all of it has to be in, and what says so.
    private var home: (vpc: String, why: String)? {
        if let vpc = choice.vpc { return (vpc, "'vpc-id' is \(vpc)") }
        let named = choice.subnets.lazy.compactMap { id in reading.subnets?[id].map { (id, $0.vpc) } }.first
        if let (id, vpc) = named { return (vpc, "'\(id)' in \(vpc)") }
        guard choice.subnets.isEmpty else { return nil }
        let held = environments.compactMap { environment in
            environment.desired?.properties[path: "computeResources.subnets"]?.strings?.first
        }
        guard let id = held.first, let vpc = reading.subnets?[id]?.vpc else { return nil }
        return (vpc, "the environment's subnets are in \(vpc)")
    }

    private func elsewhere(_ what: String, _ id: String, _ vpc: String, _ why: String, _ field: String) -> Diagnostic {
        Diagnostic(
            .error, "network-mismatch", "the \(what) '\(id)' is in \(vpc), and \(why)",
            detail: "subnets and security groups of an environment have to be of one VPC; correct '\(field)'",
            at: places[field, item: id])
    }

    // MARK: What takes no instances

    private var unusable: [Diagnostic] {
        choice.subnets.compactMap { id in reading.subnets?[id].map { (id, $0) } }.compactMap { id, subnet in
            if let state = subnet.unusableState {
                return Diagnostic(
                    .error, "reference-not-usable", "the subnet '\(id)' is \(state), not available",
                    detail: "wait until it is available, or name another one in 'subnets'",
                    at: places["subnets", item: id])
            }
            guard subnet.freeAddresses == 0 else { return nil }
            // What runs there may be what fills it.
            guard movesInto(id) else {
                return Diagnostic(
                    .note, "no-free-addresses", "the subnet '\(id)' has no free addresses now",
                    detail: "no further instance starts there until one ends", at: places["subnets", item: id])
            }
            return Diagnostic(
                .error, "no-free-addresses", "the subnet '\(id)' has no free addresses",
                detail: "no instance can start there; free some of its addresses, or name another one in 'subnets'",
                at: places["subnets", item: id])
        }
    }

    private var environments: [PlannedResource] {
        planned.resources.filter { $0.address.kind == .computeEnvironment && $0.desired != nil }
    }

    /// True if a compute environment is made in the subnet, or is given it.
    private func movesInto(_ subnet: String) -> Bool {
        environments.contains { environment in
            if [.create, .replace].contains(environment.action) { return true }
            let held = environment.observed?.properties[path: "computeResources.subnets"]?.strings ?? []
            return !held.contains(subnet)
        }
    }

    // MARK: What could not be chosen

    private var unchosen: [Diagnostic] {
        let open = Set(
            environments.compactMap(\.desired).flatMap(\.properties.references).filter { $0.address == network.address }
                .map(\.attribute))
        if open.contains("subnets") { return [noSubnets] }
        return open.contains("securityGroupIds") ? [noGroups] : []
    }

    private static let ways = "name a network in the file: 'vpc-id', or 'subnets' and 'security-groups'"

    private var noSubnets: Diagnostic {
        guard reading.subnets != nil, choice.vpc != nil || reading.vpcs != nil else {
            return unread("subnets")
        }
        guard let vpc = choice.openVPC else {
            return Diagnostic(
                .error, "no-default-network", "\(region) has no default VPC, and '\(places.name)' names no other",
                detail: Self.ways, at: places.whole)
        }
        return Diagnostic(
            .error, "no-default-network",
            choice.vpc == nil
                ? "the default VPC \(vpc) of \(region) has no default subnet with free addresses"
                : "the VPC '\(vpc)' has no subnet with free addresses in an Availability Zone",
            detail: "make one, or name the subnets to use in 'subnets'", at: places["vpc-id"])
    }

    private var noGroups: Diagnostic {
        guard reading.groups != nil, reading.subnets != nil else {
            return unread("security groups")
        }
        return Diagnostic(
            .error, "no-default-network", "the VPC of '\(places.name)' has no default security group",
            detail: "name the groups to use in 'security-groups'", at: places["vpc-id"])
    }

    private func unread(_ what: String) -> Diagnostic {
        let unread = observation.unread.filter { $0.kind == .network && $0.region == region }
        let actions = Set(unread.map(\.action)).sorted()
        return Diagnostic(
            .error, "no-default-network", "the \(what) of '\(places.name)' cannot be chosen: the network was not read",
            detail: (unread.map(\.reason) + ["grant \(actions.joined(separator: " and ")), or " + Self.ways]).joined(
                separator: "\n"),
            at: places.whole)
    }
}
