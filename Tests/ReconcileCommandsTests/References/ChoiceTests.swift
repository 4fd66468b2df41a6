import AWSOperations
import Diagnostics
import Kinds
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// Values that files leave open: each is chosen when an environment is made, and then kept as long as it is valid.
struct ChoiceTests {
    private let bench = ReferenceBench()
    private static let region = ReferenceBench.region
    private static let subnets = "computeResources.subnets"
    private static let groups = "computeResources.securityGroupIds"
    private let file = ReferenceBench.forge()

    private func held(_ path: KeyPath<Batch.ComputeResource, [String]?>) async -> Set<[String]> {
        let environments = await bench.account.computeEnvironments(region: Self.region)
        return Set(environments.compactMap { $0.computeResources?[keyPath: path]?.sorted() })
    }

    @Test func `takes default subnets of Availability Zones with free addresses`() async throws {
        let network = await bench.defaultNetwork()
        for zone in ["eu-west-1a", "eu-west-1-lon-1a", "eu-west-1-wl1-dub-wlz-1"] {
            await bench.account.addSubnet(vpc: network.vpc, zone: zone, region: Self.region)
        }
        await bench.account.changeSubnet(network.subnets[0], region: Self.region) { subnet in
            var subnet = subnet
            subnet.availableIpAddressCount = 0
            return subnet
        }
        let outcome = try await bench.plan(file)
        #expect(outcome.wanted(Self.subnets) == [Array(network.subnets.dropFirst())])
        #expect(outcome.wanted(Self.groups) == [[network.group]])
    }

    @Test func `takes all usable subnets of a VPC that is named`() async throws {
        let other = await bench.otherNetwork()
        await bench.account.addSubnet(vpc: other.vpc, zone: "eu-west-1-lon-1a", region: Self.region)
        let outcome = try await bench.plan(ReferenceBench.forge("one", "vpc-id: \(other.vpc)"))
        #expect(outcome.diagnostics == [])
        #expect(outcome.wanted(Self.subnets) == [other.subnets])
        #expect(outcome.wanted(Self.groups) == [[other.group]])
    }

    @Test func `a new subnet is noted once, and used only on demand`() async throws {
        try await bench.apply(file)
        let before = await held(\.subnets)
        let network = await bench.defaultNetwork()
        // An isolated one does not even come into question.
        await bench.account.addSubnet(vpc: network.vpc, zone: "eu-west-1a", region: Self.region)
        let silent = try await bench.plan(file)
        #expect(silent.actions == [] && silent.diagnostics == [])

        let added = await bench.account.addSubnet(vpc: network.vpc, zone: "eu-west-1d", region: Self.region)
        await bench.account.changeSubnet(added, region: Self.region) { subnet in
            var subnet = subnet
            subnet.defaultForAz = true
            return subnet
        }
        let noted = try await bench.plan(file)
        #expect(noted.actions == [])
        #expect(noted.diagnostics.map(\.kind) == ["kept-choice"])
        #expect(noted.diagnostics[0].summary.contains("+\(added)"))
        #expect(Drift(noted.plan, Kinds.catalog).isEmpty)
        try await bench.apply(file.replacing("max-cpus: 64", with: "max-cpus: 128"))
        #expect(await held(\.subnets) == before)
        #expect(Drift(try await bench.plan(file).plan, Kinds.catalog).isEmpty)
        // A new environment gets what is the default now.
        let second = try await bench.plan(ReferenceBench.forge("second"))
        #expect(second.wanted(Self.subnets) == [(network.subnets + [added]).sorted()])

        let wide = file.replacing("max-cpus: 64", with: "max-cpus: 128")
        let refreshed = try await bench.plan(wide, refreshes: [.network])
        #expect(refreshed.actions == ["update compute-environment.head", "update compute-environment.work"])
        try await bench.carryOut(refreshed.plan)
        #expect(await held(\.subnets) == [(network.subnets + [added]).sorted()])
        let settled = try await bench.plan(wide)
        #expect(settled.actions == [] && settled.diagnostics == [])
    }

    @Test func `chooses again when a chosen subnet is gone`() async throws {
        try await bench.apply(file)
        let network = await bench.defaultNetwork()
        await bench.account.changeSubnet(network.subnets[1], region: Self.region) { _ in nil }
        let outcome = try await bench.plan(file)
        #expect(outcome.actions == ["update compute-environment.head", "update compute-environment.work"])
        #expect(outcome.wanted(Self.subnets) == [[network.subnets[0], network.subnets[2]]])
        #expect(outcome.plan.resources.flatMap(\.changes).allSatisfy { $0.path == Self.subnets })
    }

    @Test func `keeps its network if that is unreadable or the default VPC changes`() async throws {
        try await bench.apply(file)
        await bench.deny("ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups")
        let denied = try await bench.plan(file)
        #expect(denied.actions == [] && denied.problems == [])
        #expect(denied.diagnostics.map(\.kind) == ["not-read", "not-read", "not-read"])
        await bench.account.setFaultHook(nil)
        for command in [PlanRequest.Lookup.queues, .networks] {
            #expect(try await bench.plan(file, lookup: command).actions == [])
        }
    }

    @Test func `keeps a security group that exists, whatever the default one is`() async throws {
        let network = await bench.defaultNetwork()
        try await bench.apply(file)
        let other = await bench.account.addSecurityGroup(named: "other", vpc: network.vpc, region: Self.region)
        for environment in await bench.account.computeEnvironments(region: Self.region) {
            try await bench.account.changeComputeEnvironment(
                environment.computeEnvironmentName ?? "", region: Self.region
            ) { $0.computeResources?.securityGroupIds = [other] }
        }
        let outcome = try await bench.plan(file)
        #expect(outcome.actions == ["update compute-environment.head", "update compute-environment.work"])
        let updates = outcome.plan.resources.filter { $0.action == .update }
        #expect(updates.allSatisfy { $0.reason == .choiceKept(paths: [Self.groups]) && $0.changes.isEmpty })
        #expect(updates.allSatisfy { $0.update == .tags } && outcome.plan.summary.update == 2)
        #expect(outcome.diagnostics.map(\.kind) == ["kept-choice"])
        // The change from outside is drift until the next apply, which keeps it.
        let drift = Drift(outcome.plan, Kinds.catalog)
        #expect(
            drift.resources.map(\.planned.address.local) == ["compute-environment.head", "compute-environment.work"])
        let change = try #require(drift.resources[0].planned.changes.first)
        #expect(change.path == Self.groups)
        #expect(change.before == .strings([other]) && change.after == .strings([network.group]))
        let view = DriftView(drift: drift, principal: "", style: Style(isColored: false), columns: 80).text
        #expect(!view.contains("puts it back") && view.contains("keeps them as they are now"))
        try await bench.carryOut(outcome.plan)
        #expect(await held(\.securityGroupIds) == [[other]])
        let settled = try await bench.plan(file)
        #expect(settled.actions == [] && settled.diagnostics.map(\.kind) == ["kept-choice"])
        #expect(Drift(settled.plan, Kinds.catalog).isEmpty)
        try await bench.apply(file, refreshes: [.network])
        #expect(await held(\.securityGroupIds) == [[network.group]])
        #expect(Drift(try await bench.plan(file).plan, Kinds.catalog).isEmpty)
    }

    @Test func `an environment that is left as it is records no choice`() async throws {
        let ignored = ReferenceBench.forge("one", "on_exists: ignore")
        try await bench.apply(ignored)
        for environment in await bench.account.computeEnvironments(region: Self.region) {
            try await bench.account.changeComputeEnvironment(
                environment.computeEnvironmentName ?? "", region: Self.region
            ) { $0.computeResources?.subnets?.removeLast() }
        }
        for _ in 1...2 {
            let outcome = try await bench.plan(ignored)
            let drift = Drift(outcome.plan, Kinds.catalog)
            #expect(outcome.actions == [] && drift.resources.count == 2 && drift.resources.allSatisfy(\.isLeft))
            let view = DriftView(drift: drift, principal: "", style: Style(isColored: false), columns: 80).text
            #expect(view.contains("records nothing") && !view.contains("keeps them as they are now"))
            try await bench.carryOut(outcome.plan)
        }
    }

    @Test func `a subnet that was removed outside is one alarm`() async throws {
        try await bench.apply(file)
        for environment in await bench.account.computeEnvironments(region: Self.region) {
            try await bench.account.changeComputeEnvironment(
                environment.computeEnvironmentName ?? "", region: Self.region
            ) { $0.computeResources?.subnets?.removeLast() }
        }
        #expect(Drift(try await bench.plan(file).plan, Kinds.catalog).resources.count == 2)
        // An apply for another reason records it as well, and its plan says so.
        let wide = file.replacing("max-cpus: 64", with: "max-cpus: 128")
        let plan = try await bench.plan(wide).plan
        let changed = plan.resources.filter { $0.observed != nil && $0.reason != .choiceKept(paths: [Self.subnets]) }
        let noted = plan.environments.flatMap(\.warnings)
        let expected = changed.filter { $0.address.kind == .computeEnvironment }.map {
            Warning.choiceKept(name: $0.name, paths: [Self.subnets])
        }
        #expect(!expected.isEmpty && noted == expected)
        try await bench.apply(wide)
        let settled = try await bench.plan(wide)
        #expect(Drift(settled.plan, Kinds.catalog).isEmpty && settled.actions == [])
    }

    @Test func `a replacement and a part that is added keep the choice`() async throws {
        let onDemand = ReferenceBench.forge("one", "provisioning-model: EC2", "overwrite: True")
        try await bench.apply(onDemand)
        let before = await held(\.subnets)
        let network = await bench.defaultNetwork()
        let added = await bench.account.addSubnet(vpc: network.vpc, zone: "eu-west-1d", region: Self.region)
        await bench.account.changeSubnet(added, region: Self.region) { subnet in
            var subnet = subnet
            subnet.defaultForAz = true
            return subnet
        }
        let spot = ReferenceBench.forge("one", "provisioning-model: SPOT", "overwrite: True")
        let outcome = try await bench.plan(spot)
        #expect(outcome.actions.contains("create compute-environment.head"))
        #expect(outcome.wanted(Self.subnets) == before)
    }

    @Test func `what the file names wins over what the environment has`() async throws {
        try await bench.apply(file)
        let other = await bench.otherNetwork()
        let named = ReferenceBench.forge("one", "subnets: \(other.subnets[0])")
        let outcome = try await bench.plan(named)
        #expect(outcome.wanted(Self.subnets) == [[other.subnets[0]]])
        // The group that it has is of another VPC, and so is not kept.
        #expect(outcome.wanted(Self.groups) == [[other.group]])
    }

    @Test func `a head job on Fargate has the addresses of kept subnets`() async throws {
        let network = await bench.defaultNetwork()
        let hidden = await bench.account.addSubnet(
            vpc: network.vpc, zone: "eu-west-1a", givesPublicAddresses: false, region: Self.region)
        let fargate = ReferenceBench.forge("one", "fargate: True", "wave: True", "fusion-v2: True")
        try await bench.apply(fargate + "    subnets: \(hidden)\n")
        // The default subnets give public addresses, and the environment stays where it is.
        let kept = try await bench.plan(fargate)
        #expect(kept.actions == [] && kept.wanted(Self.subnets) == [[hidden]])
        let refreshed = try await bench.plan(fargate, refreshes: [.network])
        #expect(refreshed.wanted(Self.subnets) == [network.subnets])
        #expect(refreshed.actions.contains("update job-definition.head"))
    }

    @Test func `destroy reads no network and works without one`() async throws {
        try await bench.apply(file)
        await bench.account.removeDefaultVPC(region: Self.region)
        let before = await bench.account.log.count
        let outcome = try await bench.plan(file, goal: .destroy, lookup: .nothing)
        let calls = await bench.account.log.dropFirst(before).map(\.operation)
        #expect(!calls.contains { $0.hasPrefix("ec2:") && !$0.contains("LaunchTemplate") })
        try await bench.carryOut(outcome.plan)
        #expect(await bench.account.computeEnvironments(region: Self.region).isEmpty)
    }
}
