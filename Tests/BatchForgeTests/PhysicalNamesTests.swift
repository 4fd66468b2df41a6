import BatchForge
import ResourceModel
import Testing

/// Names in AWS.
struct PhysicalNamesTests {
    static func names(_ name: String, workspace: String? = "acme/research", region: String = "eu-west-1")
        -> PhysicalNames
    {
        PhysicalNames(EnvironmentKey(region: region, workspace: workspace, name: name), prefix: "TowerForge")
    }

    @Test
    func `the same environment has the same names on any machine`() {
        // This value must never change: a change would orphan the resources of users.
        #expect(Self.names("bench_fusion").base == "TowerForge-bench_fusion-7d3d4756")
    }

    @Test
    func `workspace, name and region each make other names`() {
        let all = [
            Self.names("a"), Self.names("b"), Self.names("a", workspace: "acme/other"), Self.names("a", workspace: nil),
            Self.names("a", region: "us-east-1"),
        ]
        #expect(Set(all.map(\.base)).count == all.count)
    }

    @Test(arguments: ["x", "a name with spaces", String(repeating: "long", count: 30), "ünïcode.dots"])
    func `names keep to what AWS takes`(name: String) {
        let names = Self.names(name)
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
        #expect(names.base.allSatisfy { allowed.contains($0) })
        #expect(names.instanceRole.utf8.count <= 64)
    }
}
