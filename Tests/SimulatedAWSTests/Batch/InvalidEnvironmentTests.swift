import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@Suite struct InvalidEnvironmentTests {
    /// The faults of an environment, with Batch's reasons.
    enum Fault: String, CaseIterable {
        case noProfile = "CLIENT_ERROR - Invalid IamInstanceProfile: absent"
        case emptyProfile = "none of the instances joined the underlying ECS Cluster"
        case noServiceRole =
            "CLIENT_ERROR - Not authorized to perform sts:AssumeRole (Service: AWSSecurityTokenService;"
        case wrongTrust = "sts:AssumeRole on resource: arn:aws:iam::123456789012:role/nodes"
        case otherNetwork = "CLIENT_ERROR - One or more security groups in the launch template are not linked"
        case noPolicies = "is not authorized to perform: ecs:DescribeClusters"
        case fleetRole = "CLIENT_ERROR - Parameter: SpotFleetRequestConfig.IamFleetRole is invalid"
        case userData = "CLIENT_ERROR - Launch Template UserData is not MIME multipart format"
    }

    @Test(arguments: Fault.allCases) func becomesInvalidWithItsReason(_ fault: Fault) async throws {
        let fixture = try await Fixture()
        var resources = fixture.resources()
        var serviceRole: String?
        switch fault {
        case .noProfile: resources.instanceRole = "absent"
        case .emptyProfile:
            _ = try await fixture.caller.call(
                IAM.RemoveRoleFromInstanceProfile(instanceProfileName: "nodes", roleName: "nodes"))
        case .noServiceRole: serviceRole = "arn:aws:iam::123456789012:role/absent"
        case .wrongTrust: serviceRole = "arn:aws:iam::123456789012:role/nodes"
        case .otherNetwork:
            let vpc = await fixture.account.addVPC(cidrBlock: "10.0.0.0/16", region: Fixture.region)
            let groups = await fixture.account.network(region: Fixture.region).groups.filter { $0.vpcId == vpc }
            resources.securityGroupIds = groups.compactMap(\.groupId)
        case .noPolicies:
            try await fixture.addServiceRole()
            _ = try await fixture.caller.call(
                IAM.DetachRolePolicy(
                    roleName: "service", policyArn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"))
            serviceRole = "service"
        case .fleetRole:
            resources.allocationStrategy = "BEST_FIT"
            resources.spotIamFleetRole = "arn:aws:iam::123456789012:role/nodes"
        case .userData:
            _ = try await fixture.caller.call(
                EC2.CreateLaunchTemplateVersion(
                    launchTemplateData: EC2.RequestLaunchTemplateData(userData: "IyEvYmluL3No"),
                    launchTemplateName: "nodes"))
            resources.launchTemplate?.version = "$Latest"
        }
        try await fixture.settled("work", resources, serviceRole: serviceRole)
        let detail = try #require(try await fixture.environment())
        #expect(detail.status == "INVALID")
        #expect(detail.statusReason?.contains(fault.rawValue) == true, "\(detail.statusReason ?? "")")
        let error = try await fixture.refusal { try await fixture.queue() }
        #expect(error?.message.contains("must be created and valid before attaching") == true)
    }

    @Test(arguments: [false, true]) func aProfileThatIsTooYoungIsNotSeen(refuses: Bool) async throws {
        var timings = Timings.consistent
        timings.identityPropagation = 5
        let fixture = try await Fixture(timings: timings) { $0.refusesYoungProfiles = refuses }
        _ = try await fixture.caller.call(IAM.CreateInstanceProfile(instanceProfileName: "young"))
        _ = try await fixture.caller.call(
            IAM.AddRoleToInstanceProfile(instanceProfileName: "young", roleName: "nodes"))
        await fixture.pass(4)
        var resources = fixture.resources()
        resources.instanceRole = "young"
        if refuses {
            let error = try await fixture.refusal { try await fixture.create("work", resources) }
            #expect(error?.message.contains("Invalid IamInstanceProfile: young") == true)
            await fixture.pass(1)
            try await fixture.create("work", resources)
        } else {
            try await fixture.settled("work", resources)
            #expect(try await fixture.status() == "INVALID")
            // Batch looks again, but not soon.
            await fixture.pass(1700)
            #expect(try await fixture.status() == "INVALID")
            await fixture.pass(200)
        }
        await fixture.pass(30)
        #expect(try await fixture.status() == "VALID")
    }

    @Test func aRepairedRoleMakesItValidWithTheNextUpdate() async throws {
        let fixture = try await Fixture()
        try await fixture.settled("work", serviceRole: "arn:aws:iam::123456789012:role/service")
        let invalid = try #require(try await fixture.environment())
        #expect(invalid.status == "INVALID" && invalid.uuid == nil && invalid.ecsClusterArn == nil)
        try await fixture.addServiceRole()
        try await fixture.update(serviceRole: "arn:aws:iam::123456789012:role/service")
        await fixture.pass(10)
        let valid = try #require(try await fixture.environment())
        #expect(valid.status == "VALID" && valid.uuid != nil)
        #expect(valid.ecsClusterArn?.contains(":cluster/work_Batch_") == true)
    }

    @Test func deletionFallsBackToInvalidWhileTheRoleIsGone() async throws {
        let fixture = try await Fixture()
        try await fixture.addServiceRole()
        try await fixture.settled("work", serviceRole: "service")
        await fixture.account.deleteRole("service")
        try await fixture.update(state: "DISABLED")
        await fixture.pass(10)
        #expect(try await fixture.status() == "INVALID")
        _ = try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
        #expect(try await fixture.status() == "DELETING")
        await fixture.pass(61)
        #expect(try await fixture.status() == "INVALID")
        try await fixture.addServiceRole()
        _ = try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
        await fixture.pass(61)
        #expect(try await fixture.status() == "DELETED")
    }

    @Test func fargateWithJobsFallsBackToInvalidWhenDeleted() async throws {
        let fixture = try await Fixture()
        try await fixture.settled("work", fixture.resources("FARGATE"))
        try await fixture.settled("other", fixture.resources("FARGATE"))
        try await fixture.queue("queue", ["work"])
        await fixture.pass(10)
        try await fixture.account.addJobs(queue: "queue", environment: "work", region: Fixture.region, duration: 300)
        _ = try await fixture.caller.call(
            Batch.UpdateJobQueue(
                jobQueue: "queue",
                computeEnvironmentOrder: [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: "other")]))
        try await fixture.update(state: "DISABLED")
        await fixture.pass(10)
        _ = try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
        await fixture.pass(61)
        #expect(try await fixture.status() == "INVALID")
        await fixture.pass(300)
        _ = try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
        await fixture.pass(61)
        #expect(try await fixture.status() == "DELETED")
    }

    @Test func hooksActBehindReconcilesBack() async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        try await fixture.account.changeComputeEnvironment("work", region: Fixture.region) {
            $0.computeResources?.maxvCpus = 7
        }
        #expect(try await fixture.environment()?.computeResources?.maxvCpus == 7)
        try await fixture.account.invalidateComputeEnvironment(
            "work", region: Fixture.region, reason: "CLIENT_ERROR - x")
        #expect(try await fixture.environment()?.statusReason == "CLIENT_ERROR - x")
        try await fixture.update(state: "ENABLED")
        await fixture.pass(10)
        #expect(try await fixture.status() == "VALID")
        try await fixture.account.deleteCluster(of: "work", region: Fixture.region)
        try await fixture.update(state: "ENABLED")
        await fixture.pass(10)
        #expect(try await fixture.environment()?.statusReason == "CLIENT_ERROR - Clusters can not be blank.")
        await #expect(throws: SimulatedAccount.NotThere.self) {
            try await fixture.account.setTasks(of: "absent", region: Fixture.region, running: 1)
        }
    }
}
