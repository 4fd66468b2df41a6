import AWSOperations

extension LifecycleScenario {
    static let network = LifecycleScenario("network") { runner in
        let isDefault = [EC2.Filter(name: "is-default", values: ["true"])]
        let vpcs = try await runner.call(EC2.DescribeVpcs(filters: isDefault)).vpcs ?? []
        await runner.check("one default VPC", vpcs.count == 1 && vpcs.first?.isDefault == true)
        let id = vpcs.first?.vpcId ?? ""
        let mine = EC2.Filter(name: "vpc-id", values: [id])
        let subnets = try await runner.call(EC2.DescribeSubnets(filters: [mine])).subnets ?? []
        let zones = subnets.compactMap(\.availabilityZone).sorted()
        await runner.check(
            "a subnet in each zone", zones == ["a", "b", "c"].map { AccountUnderTest.region + $0 }, "\(zones)")
        let named = EC2.Filter(name: "group-name", values: ["default"])
        let groups = try await runner.call(EC2.DescribeSecurityGroups(filters: [mine, named])).securityGroups ?? []
        await runner.check("a default group", groups.count == 1)
        let again = try await runner.call(EC2.DescribeSubnets(subnetIds: subnets.compactMap(\.subnetId))).subnets ?? []
        await runner.check("subnets by id", again.count == subnets.count)

        try await runner.refused(
            "unknown VPC", code: "InvalidVpcID.NotFound", EC2.DescribeVpcs(vpcIds: ["vpc-0123456789abcdef0"]))
        try await runner.refused(
            "unknown subnet", code: "InvalidSubnetID.NotFound", says: "does not exist",
            EC2.DescribeSubnets(subnetIds: ["subnet-0123456789abcdef0"]))
        try await runner.refused(
            "unknown group", code: "InvalidGroup.NotFound", says: "does not exist",
            EC2.DescribeSecurityGroups(groupIds: ["sg-0123456789abcdef0"]))
        try await runner.refused(
            "page too small", code: "InvalidParameterValue", EC2.DescribeSubnets(maxResults: 1))
    }

    static let instanceTypes = LifecycleScenario("instance-types") { runner in
        let named = EC2.Filter(name: "instance-type", values: ["c6id.*", "m6id.4xlarge", "c99x.*", "m6id.5xlarge"])
        let answer = try await runner.call(EC2.DescribeInstanceTypes(filters: [named]))
        let types = Set((answer.instanceTypes ?? []).compactMap(\.instanceType))
        let expected =
            [
                "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge",
                "32xlarge", "metal",
            ].map { "c6id.\($0)" } + ["m6id.4xlarge"]
        await runner.check("those that there are", types == Set(expected), "\(types.sorted())")
        try await runner.refused(
            "unknown filter", code: "InvalidParameterValue",
            EC2.DescribeInstanceTypes(filters: [EC2.Filter(name: "no-such-filter", values: ["x"])]))
    }

    static let callerIdentity = LifecycleScenario("caller-identity") { runner in
        let identity = try await runner.call(STS.GetCallerIdentity())
        await runner.check("account", identity.account == "123456789012")
        await runner.check("ARN names the account", identity.arn?.contains(":123456789012:") == true)
        let name = runner.name("deploy")
        let arn = "arn:aws:iam::123456789012:role/\(name)"
        try await runner.refused(
            "role that is not there", code: "AccessDenied", STS.AssumeRole(roleArn: arn, roleSessionName: "s"))
        try await runner.call(
            IAM.CreateRole(roleName: name, assumeRolePolicyDocument: NetworkFixture.trust("ec2.amazonaws.com")))
        let assumed = try await runner.call(STS.AssumeRole(roleArn: arn, roleSessionName: "s"))
        await runner.check("credentials", assumed.credentials?.sessionToken?.isEmpty == false)
        await runner.check(
            "session", assumed.assumedRoleUser?.arn == "arn:aws:sts::123456789012:assumed-role/\(name)/s")
        try await runner.refused(
            "too short a session", code: "ValidationError",
            STS.AssumeRole(roleArn: arn, roleSessionName: "s", durationSeconds: 60))
        try await runner.call(IAM.DeleteRole(roleName: name))
    }
}
