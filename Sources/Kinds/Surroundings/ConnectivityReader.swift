import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads the route tables and the endpoints of a region, each with one call.
struct ConnectivityReader: ReferenceReader {
    let kind = ResourceKind.connectivity

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        async let tables = read(region) { [caller] in
            try await everyPage(of: EC2.DescribeRouteTables.self) { token in
                let answer = try await caller.call(EC2.DescribeRouteTables(nextToken: token))
                return (answer.routeTables ?? [], answer.nextToken)
            }.map(\.value)
        }
        async let endpoints = read(region) { [caller] in
            try await everyPage(of: EC2.DescribeVpcEndpoints.self) { token in
                let answer = try await caller.call(EC2.DescribeVpcEndpoints(nextToken: token))
                return (answer.vpcEndpoints ?? [], answer.nextToken)
            }.map(\.value)
        }
        let (foundTables, foundEndpoints) = try await (tables, endpoints)
        var findings = ReferenceFindings()
        findings.unread = foundTables.unread + foundEndpoints.unread
        var properties: [String: Value] = [:]
        properties["routeTables"] = foundTables.values.map { .list($0) }
        properties["endpoints"] = foundEndpoints.values.map { .list($0) }
        for resource in resources where !properties.isEmpty {
            findings.resources[resource.address] = [
                ObservedResource(resource.address, name: resource.name, properties: .map(properties))
            ]
        }
        return findings
    }

    private func read(
        _ region: String, _ call: @Sendable () async throws -> [Value]
    ) async throws -> (values: [Value]?, unread: [UnreadReference]) {
        var findings = ReferenceFindings()
        let values = try await findings.answer(on: kind, in: region, call)
        return (values, findings.unread)
    }
}

extension EC2.RouteTable {
    /// The table, with the target of its default route.
    fileprivate var value: Value {
        let associations = associations ?? []
        let route = (routes ?? []).first { $0.destinationCidrBlock == "0.0.0.0/0" }
        var members: [String: Value] = [
            "vpc": .string(vpcId ?? ""),
            "id": .string(routeTableId ?? ""),
            "isMain": .boolean(associations.contains { $0.main == true }),
            "subnets": .strings(associations.compactMap(\.subnetId)),
        ]
        members["way"] = route?.target.map { .string($0) }
        return .map(members)
    }
}

extension EC2.Route {
    /// The target of the route; nil if that does not exist any more.
    fileprivate var target: String? {
        guard state != "blackhole" else { return nil }
        return natGatewayId ?? transitGatewayId ?? vpcPeeringConnectionId ?? gatewayId ?? networkInterfaceId
    }
}

extension EC2.VpcEndpoint {
    fileprivate var value: Value {
        .map([
            "vpc": .string(vpcId ?? ""), "service": .string(serviceName ?? ""),
            "type": .string(vpcEndpointType ?? ""), "state": .string(state ?? ""),
            "routeTables": .strings(routeTableIds ?? []),
        ])
    }
}
