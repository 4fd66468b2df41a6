import Testing

@testable import Kinds
@testable import Reconciliation

/// Descriptions of roles.
struct RoleDescriptionTests {
    @Test(arguments: [
        ("acme/x/one", "acme/x/one"), ("Ünïv/é/one", "Ünïv/é/one"), ("研究/β\u{A0}\u{301}/one", "??/???/one"), ("", ""),
    ])
    func `what IAM does not take is a question mark`(owner: String, shown: String) {
        #expect(RoleDescription.text(owner: owner) == "Made for Batch environment " + shown)
    }
}
