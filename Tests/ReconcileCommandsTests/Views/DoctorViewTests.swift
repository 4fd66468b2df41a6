import Diagnostics
import Testing

@testable import ReconcileCommands

/// The lines of `doctor`.
struct DoctorViewTests {
    private func view(_ results: CheckResult...) -> String {
        DoctorView(
            accountID: "123456789012", principal: "someone", results: results, others: [],
            style: Style(isColored: false), columns: 80
        ).text
    }

    @Test func `names once what is in order`() {
        let text = view(CheckResult("bucket 'a'", []), CheckResult("bucket 'a'", []))
        #expect(text.count(ofLine: "ok       bucket 'a'") == 1 && text.hasSuffix("1 ok, 0 warnings, 0 errors"))
    }

    @Test func `what is wrong for one environment is not in order for another`() {
        let warning = Diagnostic(.warning, "wrong-region", "the bucket 'a' is in eu-west-2")
        let fine = CheckResult("bucket 'a'", [])
        for other in [CheckResult("bucket 'a'", [warning]), CheckResult("bucket 'a'", [], isUnread: true)] {
            #expect(!view(fine, other).contains("ok       ") && !view(other, fine).contains("ok       "))
        }
    }
}

extension String {
    /// The number of lines that are a text.
    fileprivate func count(ofLine line: String) -> Int { split(separator: "\n").count { $0 == line } }
}
