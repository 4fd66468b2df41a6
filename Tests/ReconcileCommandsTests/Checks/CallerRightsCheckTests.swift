import Diagnostics
import Testing

@testable import ReconcileCommands
@testable import Reconciliation

/// The lines of `doctor` about the caller's rights.
struct CallerRightsCheckTests {
    private static let caller = "arn:aws:iam::123456789012:user/ann"
    private static let queue = "arn:aws:batch:eu-west-1:123456789012:job-queue/x-*"
    private static let role = "arn:aws:iam::123456789012:role/x-*"

    private static func right(
        _ action: String, on resource: String = Self.queue, _ facts: [String: String] = [:],
        _ cause: DeniedRight.Cause = .notAllowed
    ) -> DeniedRight {
        DeniedRight(action: action, resource: resource, facts: facts, cause: cause)
    }

    private static func result(_ change: (inout CallerRights.Findings) -> Void) -> CheckResult {
        var findings = CallerRights.Findings()
        findings.actions = 48
        change(&findings)
        return CallerRightsCheck.result(.known(findings), caller)
    }

    private static func text(_ result: CheckResult) -> String {
        DoctorView(
            accounts: [.init(accountID: "123456789012", principal: caller, results: [result], others: [])],
            style: Style(isColored: false), columns: 1000
        ).text
    }

    @Test func `is one ok line if nothing is lacking`() {
        let result = Self.result { _ in }
        #expect(result.isInOrder && result.diagnostics.isEmpty)
        #expect(Self.text(result).contains("ok       the caller may do all that apply needs: 48 actions\n"))
    }

    @Test func `is a warning for each action, with resources and the remedy`() throws {
        let result = Self.result {
            $0.denied = [
                Self.right("iam:PassRole", on: Self.role, ["iam:PassedToService": "ec2.amazonaws.com"]),
                Self.right("batch:DeleteJobQueue"), Self.right("batch:DeleteJobQueue"),
            ]
        }
        #expect(result.diagnostics.map(\.severity) == [.warning, .warning] && !result.isInOrder)
        #expect(
            result.diagnostics.map(\.summary) == [
                "IAM's simulation says that the caller may not do 'batch:DeleteJobQueue' on \(Self.queue)",
                "IAM's simulation says that the caller may not do 'iam:PassRole' on \(Self.role) "
                    + "(iam:PassedToService 'ec2.amazonaws.com')",
            ])
        let detail = try #require(result.diagnostics.first?.detail)
        #expect(detail.contains(Self.caller) && detail.contains("reconcile iam-policy FILE… --for apply"))
        #expect(!Self.text(result).contains("ok       the caller"))
    }

    @Test func `lists three resources and the number of the others`() {
        let result = Self.result { findings in
            findings.denied = (1...5).map { Self.right("batch:TagResource", on: "q\($0)") }
        }
        #expect(result.diagnostics.first?.summary.hasSuffix("on q1, q2, q3 and 2 more") == true)
    }

    @Test(
        arguments: [
            (DeniedRight.Cause.organization, "administrator of your organization"),
            (DeniedRight.Cause.boundary, "permissions boundary"),
            (DeniedRight.Cause.denied, "denies it: change that policy"),
        ])
    func `the remedy is for the policy that denies`(cause: DeniedRight.Cause, words: String) {
        let result = Self.result { $0.denied = [Self.right("batch:TagResource", [:], cause)] }
        #expect(result.diagnostics.first?.detail.contains(words) == true)
    }

    @Test func `what is not decided is a note, and is not in order`() {
        let result = Self.result {
            $0.undecided = ["batch:TagResource"]
            $0.missingKeys = ["aws:SourceIp"]
            $0.unanswered = ["iam:GetRole"]
            $0.isCut = true
        }
        #expect(result.diagnostics.map(\.kind) == ["rights-unknown", "rights-unknown", "rights-unknown"])
        #expect(result.diagnostics.allSatisfy { $0.severity == .note } && !result.isInOrder)
        #expect(result.diagnostics.first?.detail.contains("aws:SourceIp") == true)
    }

    @Test(arguments: [
        CallerRights.Result.impossible("the caller is the root user"), CallerRights.Result.failed("AccessDenied"),
    ])
    func `is one note if IAM does not say`(found: CallerRights.Result) {
        let result = CallerRightsCheck.result(found, Self.caller)
        #expect(result.diagnostics.map(\.kind) == ["rights-unknown"] && result.diagnostics.first?.severity == .note)
        #expect(Self.text(result).contains("0 ok, 0 warnings, 0 errors"))
    }

    @Test(arguments: ["missing-right", "rights-unknown"])
    func `explain has a page`(kind: String) {
        #expect(DiagnosticPages.page(of: kind) != nil)
    }
}
