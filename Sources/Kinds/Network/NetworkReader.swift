import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads the VPCs, subnets and security groups that files name, and those from which open fields are chosen.
struct NetworkReader: ReferenceReader {
    let kind = ResourceKind.network

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        let networks = resources.map { NetworkChoice($0, in: nil) }
        async let vpcs = self.vpcs(networks, region, caller)
        async let subnets = self.subnets(networks, region, caller)
        async let groups = self.groups(networks, region, caller)
        let (foundVPCs, foundSubnets, foundGroups) = try await (vpcs, subnets, groups)
        var findings = ReferenceFindings()
        findings.unread = foundVPCs.unread + foundSubnets.unread + foundGroups.unread
        findings.networks[region] = NetworkState(
            vpcs: foundVPCs.found, subnets: foundSubnets.found, groups: foundGroups.found)
        return findings
    }

    /// Adds the security groups that environments and EFS file systems have and that no file names. Usually they are known
    /// already.
    func completed(
        _ networks: [String: NetworkState], by observation: Observation, _ access: AWSAccess
    ) async throws -> [String: NetworkState] {
        let paths: [ResourceKind: String] = [
            .computeEnvironment: "computeResources.securityGroupIds", .elasticFileSystem: "securityGroupIds",
            .namedElasticFileSystem: "securityGroupIds",
        ]
        let users = observation.resources.values.flatMap { $0 }.filter { paths[$0.address.kind] != nil }
        let held = users.grouped { $0.address.region }.mapValues { users in
            Set(users.flatMap { $0.properties[path: paths[$0.address.kind] ?? ""]?.strings ?? [] })
        }
        let regions = networks.sorted { $0.key < $1.key }
        let completed = try await concurrently(regions) { region, reading in
            try await Self.adding(groups: held[region] ?? [], to: reading, with: access.caller(region))
        }
        return Dictionary(zip(regions.map(\.key), completed), uniquingKeysWith: { first, _ in first })
    }

    /// Adds the security groups that environments have, and that were not among those read for the files.
    private static func adding(groups ids: Set<String>, to reading: NetworkState, with caller: any Caller)
        async throws
        -> NetworkState
    {
        let unseen = ids.subtracting((reading.groups ?? [:]).keys)
        guard let known = reading.groups, !unseen.isEmpty else { return reading }
        var findings = ReferenceFindings()
        var reading = reading
        let filter = EC2.Filter(name: "group-id", values: unseen.sorted())
        let more = try await findings.answer(on: .network, in: "") { try await groups([filter], caller) }
        // An unknown group is no reason to choose again.
        reading.groups = more.map { known.merging($0) { first, _ in first } }
        return reading
    }

    /// Items of one kind by id; nil if they could not be read.
    private typealias Found<Item> = (found: [String: Item]?, unread: [UnreadReference])

    private func vpcs(
        _ networks: [NetworkChoice], _ region: String, _ caller: any Caller
    ) async throws -> Found<NetworkState.VPC> {
        let named = Set(networks.compactMap(\.vpc)).sorted()
        let needsDefault = networks.contains { $0.vpc == nil && $0.subnets.isEmpty }
        guard needsDefault || !named.isEmpty else { return ([:], []) }
        // A filter and not a list of ids: EC2 refuses all ids if one is missing.
        let filters: [EC2.Filter]? =
            switch (needsDefault, named.isEmpty) {
            case (true, true): [EC2.Filter(name: "is-default", values: ["true"])]
            case (false, _): [EC2.Filter(name: "vpc-id", values: named)]
            // Both cannot be asked for in one call, and a region has few VPCs.
            case (true, false): nil
            }
        var findings = ReferenceFindings()
        let answer = try await findings.answer(on: kind, in: region) {
            try await everyPage(of: EC2.DescribeVpcs.self) { token in
                let answer = try await caller.call(EC2.DescribeVpcs(filters: filters, nextToken: token))
                return (answer.vpcs ?? [], answer.nextToken)
            }
        }
        let found = answer.map { vpcs in
            byID(vpcs, \.vpcId) { NetworkState.VPC(isDefault: $0.isDefault == true) }
        }
        return (found, findings.unread)
    }

    private func subnets(
        _ networks: [NetworkChoice], _ region: String, _ caller: any Caller
    ) async throws -> Found<NetworkState.Subnet> {
        // If subnets are left open, those that environments have are read too, and all that can be chosen.
        let isOpen = networks.contains { $0.subnets.isEmpty }
        let named = Set(networks.flatMap(\.subnets)).sorted()
        let chunks: [[EC2.Filter]?] =
            isOpen ? [nil] : named.inChunks(of: 200).map { [EC2.Filter(name: "subnet-id", values: $0)] }
        var findings = ReferenceFindings()
        let answer = try await findings.answer(on: kind, in: region) {
            try await concurrently(chunks) { filters in
                try await everyPage(of: EC2.DescribeSubnets.self) { token in
                    let answer = try await caller.call(EC2.DescribeSubnets(filters: filters, nextToken: token))
                    return (answer.subnets ?? [], answer.nextToken)
                }
            }.flatMap { $0 }
        }
        let found = answer.map { subnets in
            byID(subnets, \.subnetId) { subnet in
                NetworkState.Subnet(
                    vpc: subnet.vpcId ?? "", zone: subnet.availabilityZone ?? "",
                    isDefaultForZone: subnet.defaultForAz == true,
                    unusableState: subnet.state == "available" ? nil : subnet.state,
                    freeAddresses: subnet.availableIpAddressCount, givesPublicAddresses: subnet.mapPublicIpOnLaunch)
            }
        }
        return (found, findings.unread)
    }

    private func groups(
        _ networks: [NetworkChoice], _ region: String, _ caller: any Caller
    ) async throws -> Found<NetworkState.SecurityGroup> {
        let named = Set(networks.flatMap(\.groups)).sorted()
        var filters = named.inChunks(of: 200).map { [EC2.Filter(name: "group-id", values: $0)] }
        // No other group can have that name, and each VPC has one of them.
        if networks.contains(where: \.groups.isEmpty) {
            filters.append([EC2.Filter(name: "group-name", values: ["default"])])
        }
        var findings = ReferenceFindings()
        let answer = try await findings.answer(on: kind, in: region) { [filters] in
            try await concurrently(filters) { try await Self.groups($0, caller) }
        }
        return (answer.map { $0.reduce(into: [:]) { $0.merge($1) { first, _ in first } } }, findings.unread)
    }

    private static func groups(
        _ filters: [EC2.Filter], _ caller: any Caller
    ) async throws -> [String: NetworkState.SecurityGroup] {
        let found = try await everyPage(of: EC2.DescribeSecurityGroups.self) { token in
            let answer = try await caller.call(EC2.DescribeSecurityGroups(nextToken: token, filters: filters))
            return (answer.securityGroups ?? [], answer.nextToken)
        }
        return byID(found, \.groupId) { group in
            NetworkState.SecurityGroup(
                vpc: group.vpcId ?? "", isDefault: group.groupName == "default",
                inbound: group.ipPermissions?.compactMap(PortRule.init),
                outbound: group.ipPermissionsEgress?.compactMap(PortRule.init))
        }
    }
}

/// Returns items by their id, without those that have none.
private func byID<Thing, Item>(
    _ things: [Thing], _ id: (Thing) -> String?, _ item: (Thing) -> Item
) -> [String: Item] {
    Dictionary(
        things.compactMap { thing in id(thing).map { ($0, item(thing)) } }, uniquingKeysWith: { first, _ in first })
}
