import AWSOperations

extension Registry {
    mutating func registerNetwork() {
        on(EC2.DescribeVpcs.self) { try $1.describeVPCs($0, $2) }
        on(EC2.DescribeSubnets.self) { try $1.describeSubnets($0, $2) }
        on(EC2.DescribeSecurityGroups.self) { try $1.describeSecurityGroups($0, $2) }
    }
}

extension AccountState {
    func describeVPCs(_ input: EC2.DescribeVpcs, _ call: Call) throws -> EC2.DescribeVpcs.Output {
        let all = self[region: call.region].vpcs
        let named = try selected(all, ids: input.vpcIds, input.maxResults, call, id: \.vpcId) {
            call.refusal("InvalidVpcID.NotFound", "The vpc ID '\($0)' does not exist")
        }
        let found = try EC2Filter.apply(input.filters, to: named, call) { vpc, name in
            switch name {
            case "is-default", "isDefault": [vpc.isDefault == true ? "true" : "false"]
            case "vpc-id": [vpc.vpcId ?? ""]
            case "cidr", "cidr-block": [vpc.cidrBlock ?? ""]
            case "state": [vpc.state ?? ""]
            default: EC2Filter.tags(Dictionary((vpc.tags ?? []).map { ($0.key ?? "", $0.value ?? "") }) { $1 }, name)
            }
        }
        let page = try ec2Page(found, input.maxResults, input.nextToken, sizes: 5...1000, call)
        return EC2.DescribeVpcs.Output(nextToken: page.next, vpcs: page.items)
    }

    func describeSubnets(_ input: EC2.DescribeSubnets, _ call: Call) throws -> EC2.DescribeSubnets.Output {
        let all = self[region: call.region].subnets
        let named = try selected(all, ids: input.subnetIds, input.maxResults, call, id: \.subnetId) {
            call.refusal("InvalidSubnetID.NotFound", "The subnet ID '\($0)' does not exist")
        }
        let found = try EC2Filter.apply(input.filters, to: named, call) { subnet, name in
            switch name {
            case "vpc-id": [subnet.vpcId ?? ""]
            case "subnet-id": [subnet.subnetId ?? ""]
            case "availability-zone", "availabilityZone": [subnet.availabilityZone ?? ""]
            case "default-for-az", "defaultForAz": [subnet.defaultForAz == true ? "true" : "false"]
            case "state": [subnet.state ?? ""]
            default: nil
            }
        }
        let page = try ec2Page(found, input.maxResults, input.nextToken, sizes: 5...1000, call)
        return EC2.DescribeSubnets.Output(nextToken: page.next, subnets: page.items)
    }

    func describeSecurityGroups(
        _ input: EC2.DescribeSecurityGroups, _ call: Call
    ) throws -> EC2.DescribeSecurityGroups.Output {
        let all = self[region: call.region].securityGroups
        var named = try selected(all, ids: input.groupIds, input.maxResults, call, id: \.groupId) {
            call.refusal("InvalidGroup.NotFound", "The security group '\($0)' does not exist")
        }
        if let names = input.groupNames, !names.isEmpty {
            for name in names where !named.contains(where: { $0.groupName == name }) {
                throw call.refusal("InvalidGroup.NotFound", "The security group '\(name)' does not exist")
            }
            named = named.filter { names.contains($0.groupName ?? "") }
        }
        let found = try EC2Filter.apply(input.filters, to: named, call) { group, name in
            switch name {
            case "vpc-id": [group.vpcId ?? ""]
            case "group-id": [group.groupId ?? ""]
            case "group-name": [group.groupName ?? ""]
            case "description": [group.description ?? ""]
            default: nil
            }
        }
        let page = try ec2Page(found, input.maxResults, input.nextToken, sizes: 5...1000, call)
        return EC2.DescribeSecurityGroups.Output(nextToken: page.next, securityGroups: page.items)
    }

    private func selected<Item>(
        _ items: [Item], ids: [String]?, _ maxResults: Int?, _ call: Call, id: KeyPath<Item, String?>,
        missing: (String) -> ServiceError
    ) throws -> [Item] {
        guard let ids, !ids.isEmpty else { return items }
        guard maxResults == nil else {
            throw call.refusal(
                "InvalidParameterCombination", "The parameter MaxResults cannot be used with a list of ids.")
        }
        for wanted in ids where !items.contains(where: { $0[keyPath: id] == wanted }) { throw missing(wanted) }
        return items.filter { ids.contains($0[keyPath: id] ?? "") }
    }

    /// A page as EC2 makes them; `sizes` are the values that MaxResults may have.
    func ec2Page<Item>(
        _ items: [Item], _ maxResults: Int?, _ token: String?, sizes: ClosedRange<Int>, _ call: Call
    ) throws -> (items: [Item], next: String?) {
        guard sizes.contains(maxResults ?? sizes.upperBound) else {
            throw call.refusal(
                "InvalidParameterValue",
                "Value ( \(maxResults ?? 0) ) for parameter maxResults is invalid. Expecting a value between"
                    + " \(sizes.lowerBound) and \(sizes.upperBound).")
        }
        return try call.page(
            items, size: maxResults ?? sizes.upperBound, token: token,
            invalid: call.refusal("InvalidNextToken", "The token '\(token ?? "")' is invalid."))
    }
}
