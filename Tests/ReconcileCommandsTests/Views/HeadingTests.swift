import ResourceModel
import Testing

@testable import ReconcileCommands

/// Names of environments at the beginning of lines.
struct HeadingTests {
    @Test(arguments: [
        ("acme/research", "acme/research/one"), (nil, "one"), ("12", "12/one"),
        ("Zürich/Größe_2", "Zürich/Größe_2/one"),
        ("Plan: 0 to create/ws", "'Plan: 0 to create/ws/one'"), ("error: x/y", "'error: x/y/one'"),
        ("Account 123456789012", "'Account 123456789012/one'"),
    ])
    func `a workspace looks like no line of reconcile's`(workspace: String?, heading: String) {
        #expect(EnvironmentKey(region: "eu-west-1", workspace: workspace, name: "one").heading == heading)
    }
}
