import Diagnostics
import Planning
import Testing

@testable import ReconcileCommands

/// Security groups between instances and file systems.
struct PortCheckTests {
    private static let all = 0...65_535

    private static func rule(_ ports: ClosedRange<Int>, _ groups: Set<String> = [], addresses: Bool = false) -> PortRule
    {
        PortRule(ports: ports, groups: groups, hasAddresses: addresses)
    }

    private static func details(
        _ system: PortCheck.FileSystem, servers: Set<String>?, _ groups: [String: NetworkState.SecurityGroup]
    ) -> [String] {
        PortCheck(
            system: system, name: "the file system", instances: ["sg-a"], servers: servers,
            network: NetworkState(groups: groups), range: nil
        ).diagnostics.map { "\($0.severity) \($0.kind) \($0.detail)" }
    }

    private static func group(_ inbound: [PortRule]?, _ outbound: [PortRule]?) -> NetworkState.SecurityGroup {
        NetworkState.SecurityGroup(vpc: "vpc-a", isDefault: false, inbound: inbound, outbound: outbound)
    }

    @Test func `the group that a VPC comes with is enough`() {
        let own = Self.group([Self.rule(Self.all, ["sg-a"])], [Self.rule(Self.all, addresses: true)])
        #expect(Self.details(.elastic, servers: ["sg-a"], ["sg-a": own]) == [])
        #expect(Self.details(.lustre, servers: ["sg-a"], ["sg-a": own]) == [])
    }

    @Test func `a missing rule is named with its way, port and groups`() {
        let closed = Self.group([Self.rule(22...22, addresses: true)], [Self.rule(443...443, addresses: true)])
        #expect(
            Self.details(.elastic, servers: ["sg-b"], ["sg-a": closed, "sg-b": closed]) == [
                "warning closed-port add to one of them: outbound TCP 2049 to sg-b, in sg-a",
                "warning closed-port add to one of them: inbound TCP 2049 from sg-a, in sg-b",
            ])
        let half = Self.group([Self.rule(988...988, ["sg-a"])], [Self.rule(Self.all, addresses: true)])
        #expect(
            Self.details(.lustre, servers: ["sg-a"], ["sg-a": half]) == [
                "warning closed-port add to one of them: inbound TCP 1018-1023 from sg-a, in sg-a"
            ])
    }

    @Test func `what was not read is not reported`() {
        let unread = Self.group(nil, nil)
        #expect(Self.details(.elastic, servers: ["sg-a"], ["sg-a": unread]) == [])
        #expect(Self.details(.elastic, servers: ["sg-a"], [:]) == [])
        let open = Self.group([], [Self.rule(2049...2049, ["sg-x"])])
        // The groups of the other side are not known, so any rule for the port counts.
        #expect(Self.details(.elastic, servers: nil, ["sg-a": open]) == [])
    }
}
