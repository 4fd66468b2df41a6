import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@Suite struct NetworkAndTemplateTests {
    private func code(_ fixture: Fixture, _ operation: some Operation) async throws -> String? {
        try await fixture.refusal { _ = try await fixture.caller.call(operation) }?.code
    }

    @Test func everyRegionHasItsOwnDefaultVPC() async throws {
        let account = SimulatedAccount()
        var ids: Set<String> = []
        for region in ["eu-west-1", "us-east-1"] {
            let caller = account.caller(region: region)
            let filter = EC2.Filter(name: "is-default", values: ["true"])
            let vpc = try #require(try await caller.call(EC2.DescribeVpcs(filters: [filter])).vpcs?.first)
            ids.insert(vpc.vpcId ?? "")
            let mine = EC2.Filter(name: "vpc-id", values: [vpc.vpcId ?? ""])
            let subnets = try await caller.call(EC2.DescribeSubnets(filters: [mine])).subnets ?? []
            #expect(subnets.map(\.availabilityZone) == ["a", "b", "c"].map { region + $0 })
            #expect(subnets.allSatisfy { $0.defaultForAz == true })
            let named = EC2.Filter(name: "group-name", values: ["default"])
            let groups = try await caller.call(EC2.DescribeSecurityGroups(filters: [mine, named])).securityGroups ?? []
            #expect(groups.count == 1)
        }
        #expect(ids.count == 2)
    }

    @Test func refusesUnknownIdentifiersAndFilters() async throws {
        let fixture = try await Fixture()
        #expect(try await code(fixture, EC2.DescribeVpcs(vpcIds: ["vpc-0"])) == "InvalidVpcID.NotFound")
        #expect(try await code(fixture, EC2.DescribeSubnets(subnetIds: ["subnet-0"])) == "InvalidSubnetID.NotFound")
        #expect(try await code(fixture, EC2.DescribeSecurityGroups(groupIds: ["sg-0"])) == "InvalidGroup.NotFound")
        #expect(try await code(fixture, EC2.DescribeSubnets(maxResults: 1)) == "InvalidParameterValue")
        #expect(
            try await code(fixture, EC2.DescribeSubnets(subnetIds: fixture.subnets, maxResults: 5))
                == "InvalidParameterCombination")
        let filter = EC2.Filter(name: "colour", values: ["red"])
        #expect(try await code(fixture, EC2.DescribeVpcs(filters: [filter])) == "InvalidParameterValue")
        #expect(
            try await code(fixture, EC2.CreateTags(resources: ["lt-0"], tags: [])) == "InvalidLaunchTemplateId.NotFound"
        )
    }

    @Test func `refuses groups of another VPC on Fargate`() async throws {
        let fixture = try await Fixture()
        let vpc = await fixture.account.addVPC(cidrBlock: "10.1.0.0/16", region: Fixture.region)
        let group = await fixture.account.addSecurityGroup(named: "mine", vpc: vpc, region: Fixture.region)
        var resources = fixture.resources("FARGATE")
        resources.securityGroupIds = [group]
        let error = try await fixture.refusal { try await fixture.create("work", resources) }
        #expect(error?.message.contains("must be in the same VPC") == true)
        let mine = EC2.Filter(name: "vpc-id", values: [vpc])
        resources.subnets = try await fixture.caller.call(EC2.DescribeSubnets(filters: [mine])).subnets?.compactMap(
            \.subnetId)
        #expect(resources.subnets?.count == 3)
        try await fixture.settled("work", resources)
        #expect(try await fixture.status() == "VALID")
    }

    @Test func aTemplateKeepsEveryMember() async throws {
        let fixture = try await Fixture()
        let ebs = EC2.LaunchTemplateEbsBlockDeviceRequest(
            encrypted: true, deleteOnTermination: true, iops: 3000, kmsKeyId: "key", volumeSize: 100,
            volumeType: "gp3", throughput: 325)
        let tags = [EC2.Tag(key: "a", value: "b")]
        let data = EC2.RequestLaunchTemplateData(
            blockDeviceMappings: [EC2.LaunchTemplateBlockDeviceMappingRequest(deviceName: "/dev/xvda", ebs: ebs)],
            imageId: "ami-1", userData: Fixture.userData,
            tagSpecifications: [EC2.LaunchTemplateTagSpecificationRequest(resourceType: "instance", tags: tags)],
            metadataOptions: EC2.LaunchTemplateInstanceMetadataOptionsRequest(
                httpTokens: "required", httpPutResponseHopLimit: 2, httpEndpoint: "enabled"))
        let created = try await fixture.caller.call(
            EC2.CreateLaunchTemplate(
                launchTemplateName: "full", launchTemplateData: data, versionDescription: "first",
                tagSpecifications: [EC2.TagSpecification(resourceType: "launch-template", tags: tags)]))
        #expect(created.launchTemplate?.tags == tags)
        let read = try await fixture.caller.call(
            EC2.DescribeLaunchTemplateVersions(launchTemplateName: "full", versions: ["$Default"]))
        let version = try #require(read.launchTemplateVersions?.first)
        #expect(version.versionDescription == "first")
        #expect(version.defaultVersion == true)
        let kept = try #require(version.launchTemplateData)
        #expect(kept.imageId == "ami-1")
        #expect(kept.userData == Fixture.userData)
        #expect(kept.blockDeviceMappings?.first?.deviceName == "/dev/xvda")
        #expect(
            kept.blockDeviceMappings?.first?.ebs
                == EC2.LaunchTemplateEbsBlockDevice(
                    encrypted: true, deleteOnTermination: true, iops: 3000, kmsKeyId: "key", volumeSize: 100,
                    volumeType: "gp3", throughput: 325))
        #expect(kept.tagSpecifications == [EC2.LaunchTemplateTagSpecification(resourceType: "instance", tags: tags)])
        #expect(kept.metadataOptions?.httpPutResponseHopLimit == 2)
    }

    @Test func clientTokensMakeCreationIdempotent() async throws {
        let fixture = try await Fixture()
        let data = EC2.RequestLaunchTemplateData(imageId: "ami-1")
        let create = EC2.CreateLaunchTemplate(launchTemplateName: "once", launchTemplateData: data, clientToken: "t1")
        let first = try await fixture.caller.call(create)
        let again = try await fixture.caller.call(create)
        #expect(first.launchTemplate == again.launchTemplate)
        var other = create
        other.launchTemplateName = "twice"
        #expect(try await code(fixture, other) == "IdempotentParameterMismatch")
        other.clientToken = nil
        other.launchTemplateName = "once"
        #expect(try await code(fixture, other) == "InvalidLaunchTemplateName.AlreadyExistsException")
        let version = EC2.CreateLaunchTemplateVersion(
            launchTemplateData: EC2.RequestLaunchTemplateData(imageId: "ami-2"), clientToken: "t2",
            launchTemplateName: "once")
        #expect(try await fixture.caller.call(version).launchTemplateVersion?.versionNumber == 2)
        #expect(try await fixture.caller.call(version).launchTemplateVersion?.versionNumber == 2)
        let read = try await fixture.caller.call(EC2.DescribeLaunchTemplates(launchTemplateNames: ["once"]))
        #expect(read.launchTemplates?.map(\.latestVersionNumber) == [2])
        #expect(read.launchTemplates?.map(\.defaultVersionNumber) == [1])
    }

    @Test func refusesBadTemplates() async throws {
        let fixture = try await Fixture()
        func create(_ name: String, _ data: EC2.RequestLaunchTemplateData) -> EC2.CreateLaunchTemplate {
            EC2.CreateLaunchTemplate(launchTemplateName: name, launchTemplateData: data)
        }
        let fine = EC2.RequestLaunchTemplateData(imageId: "ami-1")
        let large = String(repeating: "QUFB", count: 5462)
        #expect(try await code(fixture, create("x!", fine)) == "InvalidLaunchTemplateName.Malformed")
        #expect(try await code(fixture, create("empty", EC2.RequestLaunchTemplateData())) == "MissingParameter")
        #expect(
            try await code(fixture, create("text", EC2.RequestLaunchTemplateData(userData: "!!")))
                == "InvalidUserData.Malformed")
        #expect(
            try await code(fixture, create("large", EC2.RequestLaunchTemplateData(userData: large)))
                == "InvalidUserData.Malformed")
        #expect(
            try await code(fixture, EC2.DescribeLaunchTemplateVersions(launchTemplateName: "nodes", versions: ["9"]))
                == "InvalidLaunchTemplateId.VersionNotFound")
        #expect(
            try await code(fixture, EC2.DescribeLaunchTemplates(launchTemplateNames: ["absent"]))
                == "InvalidLaunchTemplateName.NotFoundException")
        #expect(
            try await code(fixture, EC2.DeleteLaunchTemplate(launchTemplateId: "lt-0"))
                == "InvalidLaunchTemplateId.NotFound")
    }

    @Test func filtersPagesAndTagsTemplates() async throws {
        let fixture = try await Fixture()
        for index in 0..<5 {
            _ = try await fixture.caller.call(
                EC2.CreateLaunchTemplate(
                    launchTemplateName: "app-\(index)", launchTemplateData: EC2.RequestLaunchTemplateData(imageId: "a"))
            )
        }
        let filter = EC2.Filter(name: "launch-template-name", values: ["app-*"])
        let first = try await fixture.caller.call(EC2.DescribeLaunchTemplates(filters: [filter], maxResults: 3))
        let second = try await fixture.caller.call(
            EC2.DescribeLaunchTemplates(filters: [filter], nextToken: first.nextToken, maxResults: 3))
        let all = (first.launchTemplates ?? []) + (second.launchTemplates ?? [])
        #expect(Set(all.compactMap(\.launchTemplateName)).count == 5)
        #expect(second.nextToken == nil)
        let id = try #require(all.first?.launchTemplateId)
        let tags = [EC2.Tag(key: "k", value: "v"), EC2.Tag(key: "l", value: "w")]
        _ = try await fixture.caller.call(EC2.CreateTags(resources: [id], tags: tags))
        let tagged = EC2.Filter(name: "tag:k", values: ["v"])
        #expect(
            try await fixture.caller.call(EC2.DescribeLaunchTemplates(filters: [tagged])).launchTemplates?.map(\.tags)
                == [tags])
        // A key with another value stays; a key alone goes.
        _ = try await fixture.caller.call(
            EC2.DeleteTags(resources: [id], tags: [EC2.Tag(key: "k", value: "other"), EC2.Tag(key: "l")]))
        let left = try await fixture.caller.call(EC2.DescribeLaunchTemplates(launchTemplateIds: [id]))
        #expect(left.launchTemplates?.first?.tags == [EC2.Tag(key: "k", value: "v")])
    }
}
