import Diagnostics
import Testing
import YAMLSyntax

@testable import ReconcileCommands

/// The changes of formatted files.
struct UnifiedDiffTests {
    private static func diff(_ text: String) -> String {
        let result = YAMLFormatter { _ in false }.format(SourceText(filename: "envs.yml", text: text))
        return UnifiedDiff(path: "envs.yml", lines: result.lines).text
    }

    @Test func `is empty if nothing changes`() { #expect(Self.diff("a: 1\n") == "") }

    @Test func `shows changes with three lines around them`() {
        let text = (1...12).map { "k\($0): \($0)" }.joined(separator: "\n") + "\n\n\nlast:   1"
        #expect(
            Self.diff(text.replacing("k2: 2", with: "k2:  2")) == """
                --- envs.yml
                +++ envs.yml
                @@ -1,5 +1,5 @@
                 k1: 1
                -k2:  2
                +k2: 2
                 k3: 3
                 k4: 4
                 k5: 5
                @@ -11,5 +11,4 @@
                 k11: 11
                 k12: 12
                \(" ")
                -
                -last:   1
                \\ No newline at end of file
                +last: 1
                """)
    }
}
