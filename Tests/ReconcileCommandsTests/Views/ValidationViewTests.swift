import Diagnostics
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// The counts and the JSON of `validate`.
struct ValidationViewTests {
    private static func view(_ severities: [Diagnostic.Severity], environments: Int = 2) -> ValidationView {
        ValidationView(
            diagnostics: severities.map { Diagnostic($0, "cost", "'a\n\u{1B}[2J' is dear") },
            environmentCount: environments)
    }

    @Test(
        arguments: [
            ([], 0, "Valid: 0 environments, 0 errors, 0 warnings"),
            ([.note], 1, "Valid: 1 environment, 0 errors, 0 warnings"),
            ([.warning], 2, "Valid: 2 environments, 0 errors, 1 warning"),
            ([.error], 1, "Not valid: 1 error, 0 warnings"),
            ([.error, .warning, .error, .note, .warning], 9, "Not valid: 2 errors, 2 warnings"),
        ] as [([Diagnostic.Severity], Int, String)])
    func `counts errors and warnings, and notes are neither`(
        severities: [Diagnostic.Severity], environments: Int, summary: String
    ) {
        let view = Self.view(severities, environments: environments)
        #expect(view.summary == summary)
        let errors = severities.count { $0 == .error }
        #expect(
            view.json.text.hasPrefix(
                #"{"format_version":"1.0","valid":\#(errors == 0),"error_count":\#(errors),"warning_count":"#))
    }

    @Test func `a diagnostic stays one JSON string whatever it quotes`() {
        #expect(Self.view([]).json.text.hasSuffix(#""diagnostics":[]}"#))
        let text = Self.view([.error]).json.text
        #expect(!text.contains("\n") && !text.contains("\u{1B}"))
        #expect(text.contains(#"'a\n\u001b[2J' is dear"#) || text.contains(#"'a\n\u001B[2J' is dear"#))
    }
}
