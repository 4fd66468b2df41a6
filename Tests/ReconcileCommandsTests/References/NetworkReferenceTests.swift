import AWSOperations
import Diagnostics
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// Networks that files name: what does not exist or does not belong together is an error at its value.
struct NetworkReferenceTests {
    private let bench = ReferenceBench()

    @Test func `takes networks that belong together`() async throws {
        let (own, other) = (await bench.defaultNetwork(), await bench.otherNetwork())
        for network in [own, other] {
            let named = ReferenceBench.forge(
                "one", "vpc-id: \(network.vpc)", "subnets: \(network.subnets.joined(separator: ","))",
                "security-groups: \(network.group)")
            #expect(try await bench.plan(named).diagnostics == [])
            let inferred = ReferenceBench.forge("one", "subnets: \(network.subnets[0])")
            let outcome = try await bench.plan(inferred)
            #expect(outcome.diagnostics == [])
            #expect(outcome.wanted("computeResources.securityGroupIds") == [[network.group]])
        }
    }

    @Test func `refuses ids that do not exist, each at its place in a list`() async throws {
        let network = await bench.defaultNetwork()
        let outcome = try await bench.plan(
            ReferenceBench.forge(
                "one", "vpc-id: vpc-0aaaaaaaaaaaaaaa1",
                "subnets: \(network.subnets[0]),subnet-0aaaaaaaaaaaaaaa2,subnet-0aaaaaaaaaaaaaaa3",
                "security-groups: [sg-0aaaaaaaaaaaaaaa4]"))
        let first = 14 + network.subnets[0].count + 1
        #expect(
            outcome.problems.prefix(4) == [
                "reference-not-found 9:13", "reference-not-found 10:\(first)", "reference-not-found 10:\(first + 25)",
                "reference-not-found 11:23",
            ])
        #expect(outcome.diagnostics[1].summary == "the subnet 'subnet-0aaaaaaaaaaaaaaa2' does not exist in eu-west-1")
    }

    @Test func `refuses subnets and groups of other VPCs at what differs`() async throws {
        let (own, other) = (await bench.defaultNetwork(), await bench.otherNetwork())
        func problems(_ vpc: String?, _ subnets: [String], _ group: String?) async throws -> [String] {
            try await bench.plan(
                ReferenceBench.forge(
                    "one", vpc.map { "vpc-id: \($0)" } ?? "wave: False",
                    "subnets: \(subnets.joined(separator: ","))",
                    group.map { "security-groups: \($0)" } ?? "gpu: False")
            ).problems
        }
        let mixed = [own.subnets[0], other.subnets[0]]
        #expect(try await problems(other.vpc, [own.subnets[0]], other.group) == ["network-mismatch 10:14"])
        #expect(try await problems(other.vpc, [other.subnets[0]], own.group) == ["network-mismatch 11:22"])
        #expect(try await problems(nil, mixed, nil) == ["network-mismatch 10:\(14 + mixed[0].count + 1)"])
        #expect(try await problems(nil, [own.subnets[0]], other.group) == ["network-mismatch 11:22"])
        #expect(try await problems(own.vpc, [other.subnets[0]], other.group).count == 2)
    }

    @Test func `refuses a group that is not of the VPC whose subnets are chosen`() async throws {
        let other = await bench.otherNetwork()
        let outcome = try await bench.plan(ReferenceBench.forge("one", "security-groups: \(other.group)"))
        #expect(outcome.problems == ["network-mismatch 9:22"])
    }

    @Test func `refuses full subnets where instances are to start, and only there`() async throws {
        let network = await bench.defaultNetwork()
        let full = await bench.account.addSubnet(vpc: network.vpc, zone: "eu-west-1a", region: ReferenceBench.region)
        let file = ReferenceBench.forge("one", "subnets: \(network.subnets[0]),\(full)")
        try await bench.apply(file)
        await bench.account.changeSubnet(full, region: ReferenceBench.region) { subnet in
            var subnet = subnet
            subnet.availableIpAddressCount = 0
            return subnet
        }
        let unchanged = try await bench.plan(file)
        #expect(unchanged.problems == [] && unchanged.actions == [])
        #expect(unchanged.places(of: unchanged.diagnostics) == ["no-free-addresses 9:\(14 + full.count + 1)"])
        let edited = try await bench.plan(file.replacing("max-cpus: 64", with: "max-cpus: 128"))
        #expect(edited.problems == [])
        let new = try await bench.plan(file, ReferenceBench.forge("two", "subnets: \(full)"))
        #expect(new.problems == ["no-free-addresses 17:14"])
    }

    @Test func `refuses a subnet that is not available`() async throws {
        let network = await bench.defaultNetwork()
        await bench.account.changeSubnet(network.subnets[0], region: ReferenceBench.region) { subnet in
            var subnet = subnet
            subnet.state = "pending"
            return subnet
        }
        let outcome = try await bench.plan(ReferenceBench.forge("one", "subnets: \(network.subnets[0])"))
        #expect(outcome.problems == ["reference-not-usable 9:14"])
    }

    @Test func `says once what several environments name by an anchor`() async throws {
        let item = ReferenceBench.forge("one", "vpc-id: &vpc vpc-0aaaaaaaaaaaaaaa1")
        let second = ReferenceBench.forge("two", "vpc-id: *vpc")
        #expect(try await bench.plan(item, second).problems == ["reference-not-found 9:18"])
    }

    @Test func `reports a note if an unreadable network is named by the file`() async throws {
        let network = await bench.defaultNetwork()
        await bench.deny("ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups")
        let outcome = try await bench.plan(
            ReferenceBench.forge(
                "one", "vpc-id: \(network.vpc)", "subnets: \(network.subnets[0])",
                "security-groups: \(network.group)"))
        #expect(outcome.problems == [])
        #expect(outcome.diagnostics.map(\.kind) == ["not-read", "not-read", "not-read"])
        #expect(outcome.diagnostics.contains { $0.detail.contains("grant ec2:DescribeSubnets") })
        #expect(outcome.actions.contains("create compute-environment.work"))
    }

    @Test func `refuses to make what no network could be chosen for`() async throws {
        let file = ReferenceBench.forge()
        await bench.deny("ec2:DescribeSubnets")
        #expect(try await bench.plan(file).problems == ["no-default-network 4:11"])
        await bench.account.setFaultHook(nil)
        await bench.account.removeDefaultVPC(region: ReferenceBench.region)
        let outcome = try await bench.plan(file)
        #expect(outcome.problems == ["no-default-network 4:11"])
        #expect(outcome.diagnostics[0].summary == "eu-west-1 has no default VPC, and 'one' names no other")
    }
}
