import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

/// The answers of IAM's simulation, in the form of botocore's model.
struct SimulationTests {
    private static let caller = "arn:aws:iam::123456789012:user/sandbox"
    private static let policy =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*","#
        + #""Condition":{"StringEquals":{"s3:prefix":"1"}}},{"Effect":"Deny","Action":"s3:PutObject","Resource":"*"}]}"#

    private static func answer(
        _ actions: [String], on resources: [String]? = nil, _ context: [String: String] = [:],
        source: String = Self.caller,
        after marker: String? = nil, size: Int? = nil
    ) async throws -> IAM.SimulatePrincipalPolicy.Output {
        let account = SimulatedAccount()
        await account.setCallerPolicy(policy)
        return try await account.caller(region: "us-east-1").call(
            IAM.SimulatePrincipalPolicy(
                policySourceArn: source, actionNames: actions, resourceArns: resources,
                contextEntries: context.map {
                    IAM.ContextEntry(contextKeyName: $0.key, contextKeyValues: [$0.value], contextKeyType: "string")
                }, maxItems: size, marker: marker))
    }

    @Test
    func `one result for each action has one for each resource under it`() async throws {
        let results = try await Self.answer(
            ["s3:GetObject", "s3:PutObject"], on: ["arn:aws:s3:::a/x", "arn:aws:s3:::b/x"], ["s3:prefix": "1"]
        ).evaluationResults
        #expect(results?.map(\.evalActionName) == ["s3:GetObject", "s3:PutObject"])
        #expect(results?.map(\.evalDecision) == ["implicitDeny", "explicitDeny"])
        #expect(
            results?.first?.resourceSpecificResults?.map(\.evalResourceDecision) == ["allowed", "implicitDeny"])
    }

    @Test
    func `without resources the result is of all, and missing keys are named`() async throws {
        let result = try await Self.answer(["s3:PutObject"]).evaluationResults?.first
        #expect(result?.resourceSpecificResults == nil && result?.evalResourceName == "*")
        let missing = try await Self.answer(["s3:GetObject"], on: ["arn:aws:s3:::a/x"]).evaluationResults?.first
        #expect(missing?.missingContextValues == ["s3:prefix"] && missing?.evalDecision == "implicitDeny")
        #expect(missing?.resourceSpecificResults?.first?.missingContextValues == ["s3:prefix"])
    }

    @Test
    func `an answer has pages`() async throws {
        let first = try await Self.answer(["s3:GetObject", "s3:PutObject"], size: 1)
        #expect(first.isTruncated == true && first.evaluationResults?.count == 1)
        let second = try await Self.answer(["s3:GetObject", "s3:PutObject"], after: first.marker, size: 1)
        #expect(second.isTruncated == false && second.evaluationResults?.first?.evalActionName == "s3:PutObject")
    }

    @Test(
        arguments: [
            ("arn:aws:sts::123456789012:assumed-role/a/b", "InvalidInput"),
            ("arn:aws:iam::123456789012:root", "InvalidInput"),
            ("arn:aws:iam::123456789012:role/none", "NoSuchEntity"),
        ])
    func `an identity that has no policies is refused`(source: String, code: String) async {
        await #expect { try await Self.answer(["s3:GetObject"], source: source) } throws: {
            ($0 as? ServiceError)?.code == code
        }
    }
}
