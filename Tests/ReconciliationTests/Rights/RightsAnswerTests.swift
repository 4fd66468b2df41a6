import AWSOperations
import Testing

@testable import Reconciliation

/// Answers of IAM's simulation in the forms that AWS has.
struct RightsAnswerTests {
    private static let question = RightsQuestion(
        actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
        facts: ["aws:RequestedRegion": "eu-west-1", "s3:prefix": "x"])

    private static func result(
        _ decision: String, on resource: String? = nil, _ missing: [String] = [],
        _ change: (inout IAM.EvaluationResult) -> Void = { _ in }
    ) -> IAM.EvaluationResult {
        var result = IAM.EvaluationResult(
            evalActionName: "s3:getobject", evalResourceName: resource, evalDecision: decision,
            missingContextValues: missing)
        change(&result)
        return result
    }

    private static func single(_ decision: String, _ name: String, _ missing: [String] = [])
        -> IAM.ResourceSpecificResult
    {
        IAM.ResourceSpecificResult(
            evalResourceName: name, evalResourceDecision: decision, missingContextValues: missing)
    }

    private static func answer(_ results: IAM.EvaluationResult...) -> RightsAnswer { RightsAnswer(question, results) }

    private static func denied(_ resource: String, _ cause: DeniedRight.Cause = .notAllowed) -> DeniedRight {
        DeniedRight(action: "s3:GetObject", resource: resource, facts: ["s3:prefix": "x"], cause: cause)
    }

    @Test func `reads decisions on resources under the result of an action`() {
        let found = Self.answer(
            Self.result("implicitDeny", on: "*") {
                $0.resourceSpecificResults = [
                    Self.single("allowed", "arn:aws:s3:::a/example"),
                    Self.single("implicitDeny", "arn:aws:s3:::b/example"),
                ]
            })
        #expect(found.denied == [Self.denied("arn:aws:s3:::b/*")])
        #expect(found.unanswered == [] && found.undecided == [])
    }

    @Test func `reads one result for each resource`() {
        let found = Self.answer(
            Self.result("explicitDeny", on: "arn:aws:s3:::a/example"),
            Self.result("allowed", on: "arn:aws:s3:::b/example"))
        #expect(found.denied == [Self.denied("arn:aws:s3:::a/*", .denied)] && found.unanswered == [])
    }

    @Test func `one decision for all resources is about all`() {
        #expect(Self.answer(Self.result("allowed")).denied == [])
        let found = Self.answer(Self.result("implicitDeny", on: "arn:${Partition}:s3:::${BucketName}"))
        #expect(found.denied == [Self.denied("arn:aws:s3:::a/*, arn:aws:s3:::b/*")] && found.unanswered == [])
    }

    @Test func `a denial with missing facts is none`() {
        let found = Self.answer(
            Self.result("explicitDeny", on: "*") {
                $0.resourceSpecificResults = [
                    Self.single("explicitDeny", "arn:aws:s3:::a/example", ["aws:SourceIp"]),
                    Self.single("allowed", "arn:aws:s3:::b/example", ["aws:SourceVpc"]),
                ]
            })
        #expect(found.denied == [] && found.undecided == ["s3:GetObject"] && found.missingKeys == ["aws:SourceIp"])
    }

    @Test func `says what the answer lacks`() {
        #expect(Self.answer().unanswered == ["s3:GetObject"])
        #expect(Self.answer(Self.result("perhaps")).unanswered == ["s3:GetObject"])
        let part = Self.answer(
            Self.result("allowed") { $0.resourceSpecificResults = [Self.single("allowed", "arn:aws:s3:::a/example")] })
        #expect(part.unanswered == ["s3:GetObject"])
    }

    @Test func `names the policy that denies`() {
        let organization = Self.answer(
            Self.result("implicitDeny") { $0.organizationsDecisionDetail = .init(allowedByOrganizations: false) })
        let boundary = Self.answer(
            Self.result("implicitDeny") {
                $0.permissionsBoundaryDecisionDetail = .init(allowedByPermissionsBoundary: false)
            })
        #expect(organization.denied.map(\.cause) == [.organization] && boundary.denied.map(\.cause) == [.boundary])
    }
}
