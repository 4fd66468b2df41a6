import Diagnostics
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Security groups between instances and the file systems that reconcile makes.
struct MadeFileSystemCheckTests {
    private static let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "env")

    /// A group that lets everything out and nothing in, and one that lets everything in.
    private static let network = NetworkState(groups: [
        "sg-closed": NetworkState.SecurityGroup(vpc: "vpc-a", isDefault: false, inbound: [], outbound: [everything]),
        "sg-open": NetworkState.SecurityGroup(
            vpc: "vpc-a", isDefault: false, inbound: [everything], outbound: [everything]),
    ])
    private static let everything = PortRule(ports: 0...65_535, groups: [], hasAddresses: true)

    /// Returns the problems of instances in the closed group with a file system.
    private static func problems(
        _ kind: ResourceKind, _ action: PlannedResource.Action, groups: Value
    ) -> [String] {
        func planned(_ address: Address, _ action: PlannedResource.Action, _ properties: Value) -> PlannedResource {
            var planned = PlannedResource(address, name: "env", action: action, reason: .matches)
            planned.desired = Resource(address, name: "env", properties: properties)
            if action != .create {
                planned.observed = ObservedResource(address, name: "env", properties: .map([:]))
            }
            return planned
        }
        let instances = Value.map(["computeResources": .map(["securityGroupIds": .strings(["sg-closed"])])])
        let environment = PlannedEnvironment(
            key,
            resources: [
                planned(Address(key, .computeEnvironment, "work"), .none, instances),
                planned(Address(key, kind), action, .map(["securityGroupIds": groups])),
            ])
        let places = ReferencePlaces(EnvironmentRequest(key: key, resources: []), nil)
        return MadeFileSystemCheck(planned: environment, network: network, places: places).diagnostics.map(\.kind)
    }

    @Test(arguments: [ResourceKind.elasticFileSystem, .lustreFileSystem])
    func `the groups of a new file system are those of the plan`(kind: ResourceKind) {
        #expect(Self.problems(kind, .create, groups: .strings(["sg-closed"])).contains("closed-port"))
        let network = Address(Self.key, .network)
        // They are not known yet, so any rule counts.
        #expect(Self.problems(kind, .create, groups: .reference(network, "securityGroupIds")) == [])
    }

    @Test func `a group that mount targets keep opens the port`() {
        #expect(Self.problems(.elasticFileSystem, .update, groups: .strings(["sg-closed", "sg-open"])) == [])
    }

    @Test func `an FSx file system keeps its groups, which FSx does not show`() {
        #expect(Self.problems(.lustreFileSystem, .none, groups: .strings(["sg-closed"])) == [])
    }
}
