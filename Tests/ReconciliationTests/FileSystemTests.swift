import AWSOperations
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// File systems that are made for an environment.
struct FileSystemTests {
    private static let region = AccountFixture.region

    private static func userData(_ fixture: AccountFixture) async -> [String] {
        let view = await fixture.account.view()
        return view.computeEnvironments(region: region).map {
            view.userData(of: $0.computeResources?.launchTemplate, region: region)
        }
    }

    @Test func `EFS has a mount target in each zone before instances mount it`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.elastic]).failures == [])
        let view = await fixture.account.view()
        let system = try #require(view.elasticFileSystems(region: Self.region).first)
        #expect(system.encrypted == true && system.throughputMode == "elastic")
        #expect(system.creationToken == system.name)
        let targets = view.mountTargets(of: system.fileSystemId ?? "", region: Self.region)
        #expect(Set(targets.map(\.detail.availabilityZoneName)).count == 3 && targets.count == 3)
        #expect(targets.allSatisfy { $0.detail.lifeCycleState == "available" && $0.groups.count == 1 })
        let id = try #require(system.fileSystemId)
        #expect(await Self.userData(fixture).allSatisfy { $0.contains("-t efs -o tls \(id):/") })
        #expect(try await fixture.plan([Scenarios.elastic]).summary.hasChanges == false)
    }

    @Test func `FSx is mounted by the names that AWS gave it`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.lustre]).failures == [])
        let system = try #require(await fixture.account.view().lustreFileSystems(region: Self.region).first?.detail)
        #expect(system.storageCapacity == 2400 && system.fileSystemTypeVersion == "2.15")
        #expect(system.lustreConfiguration?.deploymentType == "SCRATCH_2" && system.subnetIds?.count == 1)
        let source = "\(system.dnsName ?? "-")@tcp:/\(system.lustreConfiguration?.mountName ?? "-")"
        #expect(
            await Self.userData(fixture).allSatisfy { $0.contains(source) && !$0.contains("describe-file-systems") })
        #expect(try await fixture.plan([Scenarios.lustre]).summary.hasChanges == false)
    }

    @Test func `a file without file systems makes no call about them`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.onDemand]).failures == [])
        let before = await fixture.account.log.count
        _ = try await fixture.plan([Scenarios.onDemand])
        let calls = await fixture.calls(since: before)
        #expect(calls.filter { $0.hasPrefix("elasticfilesystem:") || $0.hasPrefix("fsx:") } == [])
    }

    @Test(arguments: [Scenarios.elastic, Scenarios.lustre])
    func `a file system that the file has no more stays, and each plan says so`(
        before: EnvironmentDefinition
    ) async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([before]).failures == [])
        #expect(try await fixture.apply([Scenarios.onDemand]).failures == [])
        for _ in 1...2 {
            let plan = try await fixture.plan([Scenarios.onDemand])
            #expect(plan.summary.hasChanges == false)
            let stays = plan.environments[0].warnings.compactMap { warning in
                if case .obsolete(let names, .untilPruned) = warning { names } else { nil }
            }
            #expect(stays.first?.count == 1 && stays.first?.first?.contains("-file-system") == true)
        }
        let pruned = try await fixture.run(.apply([Scenarios.onDemand], prunes: true))
        #expect(pruned.failures == [])
        let view = await fixture.account.view()
        #expect(view.elasticFileSystems(region: Self.region).isEmpty)
        #expect(view.lustreFileSystems(region: Self.region).isEmpty)
        #expect(try await fixture.plan([Scenarios.onDemand]).environments[0].warnings == [])
    }

    @Test func `a new zone gets a mount target, and none is taken away`() async throws {
        let fixture = AccountFixture()
        let subnets = try await fixture.account.caller(region: Self.region).call(EC2.DescribeSubnets()).subnets ?? []
        let ids = subnets.compactMap(\.subnetId)
        let narrow = Scenarios.elasticBench { $0.subnets = [ids[0]] }
        let wide = Scenarios.elasticBench { $0.subnets = [ids[1], ids[2]] }
        #expect(try await fixture.apply([narrow]).failures == [])
        #expect(try await fixture.apply([wide]).failures == [])
        let view = await fixture.account.view()
        let system = try #require(view.elasticFileSystems(region: Self.region).first?.fileSystemId)
        #expect(Set(view.mountTargets(of: system, region: Self.region).map(\.detail.subnetId)) == Set(ids))
        #expect(try await fixture.plan([wide]).summary.hasChanges == false)
    }

    @Test func `another security group is added to the mount targets`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.elastic]).failures == [])
        let vpc = try await fixture.account.caller(region: Self.region).call(EC2.DescribeVpcs()).vpcs?.first?.vpcId
        let group = await fixture.account.addSecurityGroup(named: "second", vpc: vpc ?? "", region: Self.region)
        let edited = Scenarios.elasticBench { $0.securityGroups = [group] }
        let planned = try await fixture.plan([edited]).resources.first { $0.address.kind == .elasticFileSystem }
        let change = try #require(planned?.changes.first)
        let held = try #require(change.before?.strings)
        // The plan shows no group as removed, because none is.
        #expect(change.path == "securityGroupIds" && change.after == .strings((held + [group]).sorted()))
        #expect(try await fixture.apply([edited]).failures == [])
        let view = await fixture.account.view()
        let system = try #require(view.elasticFileSystems(region: Self.region).first?.fileSystemId)
        let groups = view.mountTargets(of: system, region: Self.region).map(\.groups)
        #expect(groups.count == 3 && groups.allSatisfy { $0.contains(group) && $0.count == 2 })
        #expect(try await fixture.plan([edited]).summary.hasChanges == false)
    }

    @Test(arguments: [(2400, 4800, true), (1200, 2400, true), (2400, 1200, false), (4800, 2400, false)])
    func `FSx grows and does not shrink`(before: Int, after: Int, isPossible: Bool) async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.lustreBench(size: before)]).failures == [])
        let plan = try await fixture.plan([Scenarios.lustreBench(size: after)])
        #expect(plan.refusals.map(\.kind) == (isPossible ? [] : [.replacementRefused]))
        guard isPossible else { return }
        #expect(plan.resources.filter { $0.action != .none }.map(\.address.kind) == [.lustreFileSystem])
        #expect(try await fixture.apply([Scenarios.lustreBench(size: after)]).failures == [])
        let systems = await fixture.account.view().lustreFileSystems(region: Self.region)
        #expect(systems.map(\.detail.storageCapacity) == [after])
    }

    @Test func `a copy of the tags on another file system claims nothing`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.lustre]).failures == [])
        let ours = try #require(await fixture.account.view().lustreFileSystems(region: Self.region).first?.detail)
        let tags = Dictionary((ours.tags ?? []).map { ($0.key, $0.value) }) { _, last in last }
        #expect(tags[OwnershipTags.id] == ours.fileSystemId)
        try await OtherOwner(fixture.account).lustreFileSystem("theirs", tags: tags)
        #expect(try await fixture.plan([Scenarios.lustre]).summary.hasChanges == false)
        #expect(try await fixture.destroy([Scenarios.lustre]).failures == [])
        #expect(await fixture.account.view().lustreFileSystems(region: Self.region).map(\.token) == ["theirs"])
    }

    @Test(arguments: [Scenarios.elastic, Scenarios.lustre])
    func `a file system that AWS could not make is an error with a remedy`(file: EnvironmentDefinition) async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([file]).failures == [])
        await fixture.account.failFileSystems(region: Self.region)
        let plan = try await fixture.plan([file])
        #expect(plan.environments[0].warnings.contains { $0.kind == "invalid" })
        let failure = try #require(try await fixture.apply([file]).failures.first)
        #expect(failure.contains("cannot be used"), "\(failure)")
    }

    @Test(arguments: [Scenarios.elastic, Scenarios.lustre])
    func `destroy deletes a file system after the compute environments`(file: EnvironmentDefinition) async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([file]).failures == [])
        let plan = try await fixture.destructionPlan([file])
        let lost = plan.environments[0].lostData
        #expect(lost.count == 1 && lost.first?.id.hasPrefix("fs-") == true)
        let before = await fixture.account.log.count
        #expect(try await fixture.destroy([file]).failures == [])
        let calls = await fixture.calls(since: before, mutating: true)
        let environment = try #require(calls.lastIndex(of: "batch:DeleteComputeEnvironment"))
        let system = try #require(calls.firstIndex { $0.hasSuffix(":DeleteFileSystem") })
        #expect(environment < system)
        #expect(await fixture.leftovers() == [])
    }

    @Test func `another VPC is refused`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.elastic]).failures == [])
        let vpc = await fixture.account.addVPC(cidrBlock: "10.1.0.0/16", region: Self.region)
        let plan = try await fixture.plan([Scenarios.elasticBench { $0.vpcID = vpc }])
        #expect(plan.refusals.contains { $0.kind == .replacementRefused && $0.address?.kind == .elasticFileSystem })
    }
}
