import AWSOperations
import InstanceTypes

extension Registry {
    mutating func registerConnectivity() {
        on(EC2.DescribeRouteTables.self) { input, world, call in
            let tables = world[region: call.region].routeTables
            let found = try EC2Filter.apply(input.filters, to: tables, call) { table, name in
                switch name {
                case "vpc-id": [table.vpcId ?? ""]
                case "route-table-id": [table.routeTableId ?? ""]
                case "association.main": [table.associations?.contains { $0.main == true } == true ? "true" : "false"]
                default: nil
                }
            }
            let page = try world.ec2Page(found, input.maxResults, input.nextToken, sizes: 5...100, call)
            return EC2.DescribeRouteTables.Output(nextToken: page.next, routeTables: page.items)
        }
        on(EC2.DescribeVpcEndpoints.self) { input, world, call in
            let endpoints = world[region: call.region].references.endpoints ?? []
            let found = try EC2Filter.apply(input.filters, to: endpoints, call) { endpoint, name in
                switch name {
                case "vpc-id": [endpoint.vpcId ?? ""]
                case "service-name": [endpoint.serviceName ?? ""]
                default: nil
                }
            }
            let page = try world.ec2Page(found, input.maxResults, input.nextToken, sizes: 1...1000, call)
            return EC2.DescribeVpcEndpoints.Output(nextToken: page.next, vpcEndpoints: page.items)
        }
        on(EC2.DescribeInstanceTypeOfferings.self) { try $1.describeOfferings($0, $2) }
        on(ServiceQuotas.GetServiceQuota.self) { input, world, call in
            let value = world[region: call.region].references.quotas?[input.quotaCode] ?? Region.usualQuota
            return ServiceQuotas.GetServiceQuota.Output(
                quota: ServiceQuotas.ServiceQuota(
                    serviceCode: input.serviceCode, quotaCode: input.quotaCode, value: Double(value)))
        }
    }
}

extension Region {
    /// The quota of an account that has had it raised; new accounts have 5.
    static let usualQuota = 100_000

    /// The tables that were set, and the main table of each other VPC, which leads to the internet: by an internet
    /// gateway in the default VPC, as AWS makes it, and by a transit gateway in those that teams make.
    var routeTables: [EC2.RouteTable] {
        let set = references.routeTables ?? []
        let known = Set(set.map(\.vpcId))
        return set
            + vpcs.filter { !known.contains($0.vpcId) }.map { vpc in
                let stem = (vpc.vpcId ?? "").dropFirst(4)
                let isDefault = vpc.isDefault == true
                return EC2.RouteTable(
                    routeTableId: "rtb-\(stem)", vpcId: vpc.vpcId,
                    associations: [EC2.RouteTableAssociation(main: true)],
                    routes: [
                        EC2.Route(
                            destinationCidrBlock: "0.0.0.0/0", gatewayId: isDefault ? "igw-\(stem)" : nil,
                            transitGatewayId: isDefault ? nil : "tgw-\(stem)", state: "active")
                    ])
            }
    }
}

extension AccountState {
    /// Every zone offers every type, except those that were taken away.
    fileprivate func describeOfferings(
        _ input: EC2.DescribeInstanceTypeOfferings, _ call: Call
    ) throws -> EC2.DescribeInstanceTypeOfferings.Output {
        let region = self[region: call.region]
        let zones = Set(region.subnets.compactMap(\.availabilityZone)).sorted()
        let missing = region.references.missingOfferings ?? [:]
        let ofTypes = input.filters?.filter { $0.name == "instance-type" }
        let types = try EC2Filter.apply(ofTypes, to: AccountState.instanceTypes, call) { type, _ in [type.name] }
        let all = types.flatMap { type in
            zones.filter { !(missing[type.name] ?? []).contains($0) }.map {
                EC2.InstanceTypeOffering(instanceType: type.name, locationType: input.locationType, location: $0)
            }
        }
        let found = try EC2Filter.apply(input.filters, to: all, call) { offering, name in
            switch name {
            case "instance-type": [offering.instanceType ?? ""]
            case "location": [offering.location ?? ""]
            default: nil
            }
        }
        let page = try ec2Page(found, input.maxResults, input.nextToken, sizes: 5...1000, call)
        return EC2.DescribeInstanceTypeOfferings.Output(nextToken: page.next, instanceTypeOfferings: page.items)
    }
}
