import Diagnostics
import Testing

@testable import ReconcileCommands

/// The lines of `doctor`.
struct DoctorViewTests {
    private func view(_ results: CheckResult...) -> String {
        Self.report([Self.findings("123456789012", results)]).text
    }

    private static func findings(_ accountID: String, _ results: [CheckResult]) -> DoctorView.Findings {
        DoctorView.Findings(accountID: accountID, principal: "someone", results: results, others: [])
    }

    private static func report(_ accounts: [DoctorView.Findings]) -> DoctorView {
        DoctorView(accounts: accounts, style: Style(isColored: false), columns: 80)
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

    @Test func `several accounts are sections with one summary`() {
        let error = Diagnostic(.error, "reference-not-found", "the key pair 'ops' does not exist")
        let view = Self.report([
            Self.findings("1", [CheckResult("bucket 'a'", []), CheckResult("network of 'x'", [])]),
            Self.findings("2", [CheckResult("bucket 'a'", []), CheckResult("key pair 'ops'", [error])]),
        ])
        #expect(
            view.text == """
                Account 1 as someone

                ok       bucket 'a'
                ok       network of 'x'

                Account 2 as someone

                ok       bucket 'a'
                error    the key pair 'ops' does not exist [reference-not-found]

                3 ok, 0 warnings, 1 error
                """)
        #expect(view.hasErrors)
    }

    @Test func `JSON has an account id for each account only if there are several`() {
        let warning = Diagnostic(.warning, "wrong-region", "the bucket 'a' is in eu-west-2")
        let (fine, wrong) = (CheckResult("bucket 'a'", []), CheckResult("bucket 'a'", [warning]))
        let one = Self.findings("1", [fine])
        let start = #"{"format_version":"1.0","#
        #expect(
            Self.report([one]).json.text
                == start + #""account_id":"1","principal":"someone","ok":["bucket 'a'"],"diagnostics":[]}"#)
        let both = Self.report([one, Self.findings("2", [wrong])]).json.text
        // What is wrong in one account is not in order in the run.
        #expect(both.hasPrefix(start + #""account_id":null,"principal":null,"ok":[],"diagnostics":[{"#))
        #expect(both.contains(#""accounts":[{"account_id":"1","principal":"someone","ok":["bucket 'a'"],"#))
        #expect(both.contains(#"{"account_id":"2","principal":"someone","ok":[],"diagnostics":[{"#))
    }
}

extension String {
    /// The number of lines that are a text.
    fileprivate func count(ofLine line: String) -> Int { split(separator: "\n").count { $0 == line } }
}
