import AWSOperations
import Planning
import ResourceModel

/// Finds the VPC, subnets and security groups that compute environments are put into.
struct NetworkDriver: ResourceDriver {
    let kind = ResourceKind.network

    func observe(_ resources: [Resource], with reading: Reading) async throws -> [Address: [ObservedResource]] {
        let regions = resources.grouped { $0.address.region }.sorted { $0.key < $1.key }
        let found = try await concurrently(regions) { region, resources in
            try await observe(resources, in: region, with: reading.caller(region))
        }
        return found.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }

    private func observe(
        _ resources: [Resource], in region: String, with caller: any Caller
    ) async throws -> [Address: [ObservedResource]] {
        let wants = resources.map(Wanted.init)
        let open = wants.filter { !$0.isComplete }
        async let givenSubnets = describe(subnets: Set(open.filter { $0.vpc == nil }.flatMap(\.subnets)), with: caller)
        async let defaultVPC = open.contains { $0.needsDefaultVPC } ? defaultVPC(in: region, with: caller) : nil
        let vpcOfSubnet = try await Dictionary(
            givenSubnets.compactMap { subnet in subnet.subnetId.map { ($0, subnet.vpcId ?? "") } },
            uniquingKeysWith: { first, _ in first })
        let standard = try await defaultVPC
        let vpcs = try open.map { try $0.vpc(standard: standard, ofSubnets: vpcOfSubnet, in: region) }
        async let subnets = describeSubnets(of: Set(zip(open, vpcs).filter { $0.0.subnets.isEmpty }.map(\.1)), caller)
        async let groups = describeDefaultGroups(
            of: Set(zip(open, vpcs).filter { $0.0.groups.isEmpty }.map(\.1)), caller)
        let (subnetsOfVPC, groupsOfVPC) = try await (subnets, groups)
        var observed: [Address: [ObservedResource]] = [:]
        for want in wants {
            let vpc = open.firstIndex { $0.address == want.address }.map { vpcs[$0] } ?? want.vpc ?? ""
            let subnets = want.subnets.isEmpty ? subnetsOfVPC[vpc] ?? [] : want.subnets
            let groups = want.groups.isEmpty ? groupsOfVPC[vpc] ?? [] : want.groups
            guard !subnets.isEmpty else {
                throw ReconciliationError(
                    "VPC '\(vpc)' in \(region) has no subnets",
                    detail: "name the subnets to use in 'subnets', or make some")
            }
            observed[want.address] = [
                ObservedResource(
                    want.address, name: vpc, properties: .map([:]),
                    attributes: ["subnets": .strings(subnets), "securityGroupIds": .strings(groups)])
            ]
        }
        return observed
    }

    /// What a file says of its network.
    private struct Wanted: Sendable {
        let address: Address
        let vpc: String?
        let subnets: [String]
        let groups: [String]

        init(_ resource: Resource) {
            address = resource.address
            vpc = resource.properties["vpcId"]?.string
            subnets = resource.properties["subnets"]?.strings ?? []
            groups = resource.properties["securityGroupIds"]?.strings ?? []
        }

        var isComplete: Bool { !subnets.isEmpty && !groups.isEmpty }
        var needsDefaultVPC: Bool { vpc == nil && subnets.isEmpty }

        func vpc(standard: String?, ofSubnets: [String: String], in region: String) throws -> String {
            if let vpc { return vpc }
            if let first = subnets.first {
                guard let vpc = ofSubnets[first] else {
                    throw ReconciliationError(
                        "subnet '\(first)' does not exist in \(region)", detail: "correct 'subnets' in the file")
                }
                return vpc
            }
            guard let standard else {
                throw ReconciliationError(
                    "\(region) has no default VPC",
                    detail: "name a network in the file: 'vpc-id', or 'subnets' and 'security-groups'")
            }
            return standard
        }
    }

    private func defaultVPC(in region: String, with caller: any Caller) async throws -> String? {
        let answer = try await caller.call(
            EC2.DescribeVpcs(filters: [EC2.Filter(name: "is-default", values: ["true"])]))
        return answer.vpcs?.first?.vpcId
    }

    private func describe(subnets: Set<String>, with caller: any Caller) async throws -> [EC2.Subnet] {
        guard !subnets.isEmpty else { return [] }
        return try await describeSubnets(EC2.Filter(name: "subnet-id", values: subnets.sorted()), with: caller)
    }

    private func describeSubnets(of vpcs: Set<String>, _ caller: any Caller) async throws -> [String: [String]] {
        guard !vpcs.isEmpty else { return [:] }
        let subnets = try await describeSubnets(EC2.Filter(name: "vpc-id", values: vpcs.sorted()), with: caller)
        return subnets.grouped { $0.vpcId ?? "" }.mapValues { $0.compactMap(\.subnetId).sorted() }
    }

    private func describeSubnets(_ filter: EC2.Filter, with caller: any Caller) async throws -> [EC2.Subnet] {
        try await everyPage { token in
            let answer = try await caller.call(EC2.DescribeSubnets(filters: [filter], nextToken: token))
            return (answer.subnets ?? [], answer.nextToken)
        }
    }

    private func describeDefaultGroups(of vpcs: Set<String>, _ caller: any Caller) async throws -> [String: [String]] {
        guard !vpcs.isEmpty else { return [:] }
        let filters = [
            EC2.Filter(name: "vpc-id", values: vpcs.sorted()), EC2.Filter(name: "group-name", values: ["default"]),
        ]
        let groups = try await everyPage { token in
            let answer = try await caller.call(EC2.DescribeSecurityGroups(nextToken: token, filters: filters))
            return (answer.securityGroups ?? [], answer.nextToken)
        }
        return groups.grouped { $0.vpcId ?? "" }.mapValues { $0.compactMap(\.groupId).sorted() }
    }
}
