import AWSOperations
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

/// Denials of one round are reported together, and every failure names AWS's request once.
struct DeniedCallsTests {
    /// Reads an account that denies some calls.
    static func error(denying denied: [String: String], for count: Int = 1) async throws -> (any Error)? {
        let account = SimulatedAccount()
        await account.setFaultHook { _, operation in
            denied[operation].map { message in
                let code = message.contains("expired") ? "ExpiredTokenException" : "AccessDeniedException"
                return Fault.refused(code: code, message: message, status: 403)
            }
        }
        do {
            _ = try await AccountFixture(account).plan((0..<count).map { AccountFixture.environment("e\($0)") })
            return nil
        } catch { return error }
    }

    static func denial(_ action: String, _ reason: String = "no identity-based policy allows the action") -> String {
        "User: arn:aws:sts::123456789012:assumed-role/ci/run is not authorized to perform: \(action) on resource: "
            + "* because \(reason)"
    }

    @Test
    func `all that was denied in a round is told at once`() async throws {
        let denied = [
            "batch:DescribeComputeEnvironments", "batch:DescribeJobQueues", "iam:GetRole", "iam:ListRolePolicies",
            "iam:ListAttachedRolePolicies", "iam:GetInstanceProfile", "ec2:DescribeLaunchTemplates",
        ]
        let messages = Dictionary(uniqueKeysWithValues: denied.map { ($0, Self.denial($0)) })
        let error = try #require(try await Self.error(denying: messages) as? DeniedCalls)
        #expect(Set(error.errors.map(\.operation)) == Set(denied))
        let failure = StepFailure(explaining: error)
        #expect(failure.summary == "AWS denied 7 actions" && failure.isDefinite)
        for action in denied {
            #expect(failure.detail.components(of: "allow \(action) on *") == 1, "\(action)")
        }
        let statement = failure.detail.split(separator: "\n").last ?? ""
        #expect(statement.hasPrefix(#"a statement that allows them: {"Effect":"Allow","Action":[""#))
        #expect(denied.allSatisfy { statement.contains("\"\($0)\"") })
    }

    @Test
    func `one denial stays the service's error`() async throws {
        let error = try await Self.error(denying: ["iam:GetRole": Self.denial("iam:GetRole")])
        #expect((error as? ServiceError)?.operation == "iam:GetRole")
    }

    @Test
    func `another failure goes before denials`() async throws {
        let error = try await Self.error(denying: [
            "iam:GetRole": Self.denial("iam:GetRole"), "batch:DescribeJobQueues": "The security token is expired",
        ])
        let found = try #require(error)
        let failure = StepFailure(explaining: found)
        #expect(failure.operation == "batch:DescribeJobQueues" && failure.detail.contains("expired"))
    }

    @Test
    func `what a policy denies by name is in no statement that allows`() async throws {
        let error = try await Self.error(denying: [
            "batch:DescribeJobQueues": Self.denial(
                "batch:DescribeJobQueues", "an explicit deny in a service control policy"),
            "iam:GetRole": Self.denial("iam:GetRole"),
        ])
        let detail = try #require(error as? DeniedCalls).detail
        #expect(detail.contains("service control policy of the organisation"))
        #expect(detail.hasSuffix(#"{"Effect":"Allow","Action":["iam:GetRole"],"Resource":"*"}"#))
    }

    /// Sentences that name no resource, and the resource that the remedy names.
    @Test(
        arguments: [
            ("batch:TagResource", "allow batch:TagResource on TowerForge-x-work"),
            ("batch:createjobqueue", "allow batch:CreateJobQueue on TowerForge-x-work"),
            ("iam:PassRole", "allow iam:PassRole on what the call names"),
        ])
    func `what the call is about is named if AWS's sentence does not`(action: String, remedy: String) async throws {
        let denied = ServiceError(
            operation: "batch:CreateJobQueue", code: "AccessDeniedException",
            message: "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: \(action)", status: 403)
        let access = AWSAccess(globalRegion: AccountFixture.region, clock: SimulatedAccount().clock) { _ in
            RefusingCaller(error: denied)
        }
        let call = Batch.CreateJobQueue(
            jobQueueName: "TowerForge-x-work", priority: 1, computeEnvironmentOrder: [])
        let error = await #expect(throws: ServiceError.self) { try await access.caller("eu-west-1").call(call) }
        let failure = StepFailure(explaining: try #require(error))
        #expect(failure.detail.hasPrefix(remedy), "\(failure.detail)")
        let named = action == "batch:createjobqueue" ? "batch:CreateJobQueue" : action
        #expect(failure.summary.hasPrefix("\(named): AccessDeniedException: "))
    }

    /// A destruction planned when all was allowed, and its messages when two reads of its steps are denied.
    private static func preflighted(_ file: EnvironmentDefinition) async throws -> (
        check: (any Error)?, outcome: ApplyOutcome, writes: [String]
    ) {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([file]).failures == [])
        await fixture.account.clock.advance(by: 60)
        let plan = try await fixture.destructionPlan([file])
        await fixture.account.setFaultHook { _, operation in
            guard ["ecs:DescribeClusters", "batch:ListJobs"].contains(operation) else { return nil }
            return .refused(code: "AccessDeniedException", message: Self.denial(operation), status: 403)
        }
        let before = await fixture.account.log.count
        var found: (any Error)?
        do { try await Preflight(fixture.access).check(plan) } catch { found = error }
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        return (found, outcome, await fixture.calls(since: before, mutating: true))
    }

    @Test
    func `reports all denied reads of steps before the first write`() async throws {
        let (check, outcome, writes) = try await Self.preflighted(Scenarios.spot)
        let denied = try #require(check as? DeniedCalls)
        #expect(Set(denied.errors.map(\.operation)) == ["ecs:DescribeClusters", "batch:ListJobs"])
        #expect(writes == [] && !outcome.isComplete && !outcome.isPartial)
        #expect(outcome.failures.count { $0.contains("allow ecs:DescribeClusters") } == 2)
        #expect(outcome.failures.count { $0.contains("allow batch:ListJobs") } == 2)
    }

    @Test
    func `what no step reads may be denied`() async throws {
        var file = Scenarios.spot
        file.settings.drain = false
        let (check, outcome, _) = try await Self.preflighted(file)
        #expect(check == nil && outcome.failures == [])
    }

    @Test(
        arguments: [
            ("it is bad", "id-1", "batch:X: C: it is bad (request id id-1)"),
            ("it is bad", nil, "batch:X: C: it is bad"),
            ("it is bad, RequestId: id-1", "id-1", "batch:X: C: it is bad (request id id-1)"),
            ("it is bad, RequestId: id-1", nil, "batch:X: C: it is bad (request id id-1)"),
            (
                "bad (Service: AmazonECS; Request ID: id-1; Proxy: null)", "id-1",
                "batch:X: C: bad (Service: AmazonECS; Request ID: id-1; Proxy: null)"
            ),
            ("bad, RequestId: id-1 and more", nil, "batch:X: C: bad, RequestId: id-1 and more"),
        ] as [(String, String?, String)])
    func `the request id is said once`(message: String, id: String?, text: String) {
        let error = ServiceError(operation: "batch:X", code: "C", message: message, status: 400, requestID: id)
        #expect(error.description == text)
        #expect(StepFailure(explaining: error).fullSummary == text)
    }

    /// A text of AWS for each reason of a 403, and the names that its remedy must have.
    @Test(
        arguments: [
            ("ExpiredTokenException", "The security token included in the request is expired", "expired"),
            (
                "SignatureDoesNotMatch",
                "Signature expired: 20261129T084000Z is now earlier than 20261129T085000Z (20261129T085500Z - 5 min.)",
                "clock"
            ),
            (
                "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.",
                "clock"
            ),
            ("InvalidClientTokenId", "The security token included in the request is invalid.", "access key"),
            (
                "AccessDeniedException", denial("batch:TagResource", "no service control policy allows the action"),
                "service control policy"
            ),
            (
                "AccessDenied", denial("iam:PassRole", "an explicit deny in an identity-based policy"),
                "denies iam:PassRole"
            ),
            ("AccessDenied", denial("iam:PassRole"), "allow iam:PassRole"),
            ("ClientException", denial("batch:TagResource"), "allow batch:TagResource"),
        ] as [(String, String, String)])
    func `each reason of a refusal has a separate remedy`(code: String, message: String, words: String) {
        let error = ServiceError(operation: "batch:CreateJobQueue", code: code, message: message, status: 403)
        let failure = StepFailure(explaining: error)
        #expect(failure.detail.contains(words), "\(failure.detail)")
        // The action that AWS names takes precedence over the call.
        let action = try? #/perform: (\S+)/#.firstMatch(in: message)?.output.1
        #expect(failure.isDefinite && failure.summary.hasPrefix("\(action ?? "batch:CreateJobQueue"): \(code): "))
        #expect(!failure.detail.contains("batch:CreateJobQueue"))
    }
}

extension String {
    /// Returns the number of times that a part occurs.
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}

/// Refuses every call in the same way.
private struct RefusingCaller: Caller {
    let error: ServiceError

    func call<O: Operation>(_ operation: O) async throws -> O.Output { throw error }
}
