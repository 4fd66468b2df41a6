import Diagnostics
import Testing

@testable import ReconcileCommands

/// The reasons why a run has no result, as Markdown.
struct FailureViewTests {
    private static func view(_ diagnostics: [Diagnostic], bytes: Int = 65_000) -> FailureView {
        FailureView(
            command: "plan", diagnostics: diagnostics, sources: Sources(), isRefused: false, maximumBytes: bytes)
    }

    @Test func `errors come first and no text ends the block or the header`() {
        let text = Self.view([
            Diagnostic(.warning, "b", "a warning"), Diagnostic(.error, "k-->", "bad ```` value"),
        ]).markdown
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[0] == #"<!-- reconcile {"error":"k--\u003e","refused":false} -->"#)
        #expect(
            lines[1] == "### plan failed: 1 error, 1 warning" && lines.last == "**plan failed: 1 error, 1 warning**")
        #expect(lines[2] == "`````" && lines[3].hasPrefix("error: bad") && lines.contains("`````"))
    }

    @Test func `what does not fit is counted`() {
        let many = (0..<500).map { Diagnostic(.error, "k", "error number \($0) of many") }
        let text = Self.view(many, bytes: 2000).markdown
        #expect(text.utf8.count <= 2000 && text.contains("more: the log of the run has all."))
        #expect(text.hasSuffix("**plan failed: 500 errors**") && text.contains("error number 0"))
    }
}
