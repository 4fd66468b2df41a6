import AWSOperations
import Diagnostics
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// Things in regions that environments depend on: AWS makes environments without them, and jobs do not start.
struct SurroundingsTests {
    private let bench = ReferenceBench()
    private static let region = ReferenceBench.region

    private func problems(_ fields: String...) async throws -> [Diagnostic] {
        try await bench.plan(ReferenceBench.forge("one", fields.joined(separator: "\n    "))).diagnostics
    }

    /// A main route table of the default VPC.
    private func setRoutes(_ routes: EC2.Route...) async -> String {
        let vpc = await bench.defaultNetwork().vpc
        await bench.account.setRouteTables(
            [
                EC2.RouteTable(
                    routeTableId: "rtb-1", vpcId: vpc, associations: [EC2.RouteTableAssociation(main: true)],
                    routes: routes)
            ], region: Self.region)
        return vpc
    }

    private func endpoints(_ services: String..., in vpc: String) -> [EC2.VpcEndpoint] {
        services.map { service in
            EC2.VpcEndpoint(
                vpcId: vpc, serviceName: "com.amazonaws.\(Self.region).\(service)",
                vpcEndpointType: service == "s3" ? "Gateway" : "Interface", state: "available",
                routeTableIds: service == "s3" ? ["rtb-1"] : [])
        }
    }

    @Test func `says nothing about an account in which all is in order`() async throws {
        #expect(try await problems("provisioning-model: EC2", "instance-types: c6id,m6id.large") == [])
    }

    // MARK: Ways out

    @Test func `warns about subnets without a way out, and names the endpoints that are missing`() async throws {
        let vpc = await setRoutes(EC2.Route(destinationCidrBlock: "10.0.0.0/16", gatewayId: "local", state: "active"))
        let found = try await problems("instance-types: c6id")
        #expect(found.map(\.kind) == ["no-way-out"] && found[0].severity == .warning)
        #expect(found[0].detail.contains("ecs, ecs-agent, ecs-telemetry, ecr.api, ecr.dkr, logs, s3"))
        let some = endpoints("ecs", "ecs-agent", "ecs-telemetry", "ecr.api", "ecr.dkr", "logs", in: vpc)
        await bench.account.setEndpoints(some, region: Self.region)
        #expect(try await problems("instance-types: c6id").first?.detail.contains("do not reach s3,") == true)
        await bench.account.setEndpoints(some + endpoints("s3", in: vpc), region: Self.region)
        #expect(try await problems("instance-types: c6id") == [])
    }

    @Test(arguments: ["blackhole", "active"])
    func `takes a NAT gateway that exists, with a note on its cost`(state: String) async throws {
        let vpc = await setRoutes(EC2.Route(destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1", state: state))
        let found = try await problems("instance-types: c6id")
        #expect(found.map(\.kind) == [state == "active" ? "no-storage-endpoint" : "no-way-out"])
        #expect(found[0].severity == (state == "active" ? .note : .warning))
        guard state == "active" else { return }
        await bench.account.setEndpoints(endpoints("s3", in: vpc), region: Self.region)
        #expect(try await problems("instance-types: c6id") == [])
    }

    @Test func `warns about an internet gateway for instances without public addresses`() async throws {
        let network = await bench.defaultNetwork()
        let own = await bench.account.addSubnet(
            vpc: network.vpc, zone: "eu-west-1a", givesPublicAddresses: false, region: Self.region)
        let found = try await problems("subnets: \(own)")
        #expect(found.map(\.kind) == ["no-way-out"] && found[0].summary.contains("'\(own)' get no public address"))
        #expect(found[0].range?.start.line == 9)
    }

    @Test func `warns about groups that let nothing out`() async throws {
        let network = await bench.defaultNetwork()
        let closed = await bench.account.addSecurityGroup(
            named: "closed", vpc: network.vpc, letsOut: false, region: Self.region)
        #expect(try await problems("security-groups: \(closed)").map(\.kind) == ["no-egress"])
        #expect(try await problems("security-groups: [\(closed), \(network.group)]") == [])
    }

    // MARK: Types and quotas

    @Test func `warns about types that no zone of the subnets has`() async throws {
        let network = await bench.defaultNetwork()
        let zone = await bench.account.network(region: Self.region).subnets.first { $0.subnetId == network.subnets[0] }
        await bench.account.removeOffering(
            of: "m6id.large", in: [zone?.availabilityZone ?? ""], region: Self.region)
        let file = ["subnets: \(network.subnets[0])", "instance-types: m6id.large,m6id.xlarge"]
        let found = try await problems(file[0], file[1])
        #expect(found.map(\.kind) == ["instance-type-not-offered"])
        #expect(found[0].summary.contains("'m6id.large'") && found[0].severity == .warning)
        #expect(try await problems("instance-types: m6id.large") == [])
    }

    @Test(arguments: [("SPOT", "L-34B43A08"), ("EC2", "L-1216C47A")])
    func `warns about more vCPUs than the account may run`(model: String, code: String) async throws {
        await bench.account.setQuota(code, to: 32, region: Self.region)
        let found = try await problems("provisioning-model: \(model)", "instance-types: c6id")
        #expect(found.map(\.kind) == ["vcpu-quota"] && found[0].range?.start.line == 8)
        #expect(found[0].summary.contains("may use 64 vCPUs, and the account has 32") && found[0].detail.contains(code))
        await bench.account.setQuota(code, to: 64, region: Self.region)
        #expect(try await problems("provisioning-model: \(model)", "instance-types: c6id") == [])
    }

    @Test func `any quota is taken`() async throws {
        await bench.account.setQuota("L-1216C47A", to: .max, region: Self.region)
        #expect(try await problems("provisioning-model: EC2", "instance-types: c6id") == [])
    }

    @Test func `each class of types has its quota, and classes add up`() async throws {
        await bench.account.setQuota("L-DB2E81BA", to: 0, region: Self.region)
        await bench.account.setQuota("L-1216C47A", to: 60, region: Self.region)
        let model = "provisioning-model: EC2"
        #expect(
            try await problems(model, "gpu: True", "instance-types: g5").first?.detail.contains("L-DB2E81BA") == true)
        #expect(try await problems(model, "instance-types: c6id,r6id").map(\.kind) == ["vcpu-quota"])
    }

    // MARK: Denials

    @Test func `all that may not be read is one note`() async throws {
        await bench.deny(
            "ec2:DescribeRouteTables", "ec2:DescribeVpcEndpoints", "ec2:DescribeInstanceTypeOfferings",
            "servicequotas:GetServiceQuota")
        let found = try await problems("instance-types: c6id")
        #expect(found.map(\.kind) == ["not-read"] && found[0].severity == .note)
        for action in [
            "DescribeRouteTables", "DescribeVpcEndpoints", "DescribeInstanceTypeOfferings", "GetServiceQuota",
        ] {
            #expect(found[0].detail.contains(action))
        }
    }
    @Test func `nothing that needs a network which was not read is in order`() async throws {
        let network = await bench.defaultNetwork()
        let file = ReferenceBench.forge(
            "one", "subnets: \(network.subnets[0])", "security-groups: \(network.group)", "instance-types: c6id",
            "create-efs: True")
        for (action, subjects) in [
            (
                "ec2:DescribeSubnets",
                ["ways out of the subnets of 'one'", "zones of the instance types of 'one'"]
            ), ("ec2:DescribeSecurityGroups", ["security groups of 'one'", "file systems of 'one'"]),
        ] {
            await bench.deny(action)
            let found = try await bench.plan(file)
            let check = ReferenceCheck(intent: found.intent, observation: found.observation, plan: found.plan)
            let unread = check.results([]).filter { $0.isUnread && !$0.isInOrder }.map(\.subject)
            #expect(subjects.allSatisfy(unread.contains), "\(unread)")
        }
    }
}
