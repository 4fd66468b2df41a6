import AWSOperations
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import TestScenarios
import Testing

/// Reads that another server answers in AWS's place. No plan is made from them, not even from reads that are optional.
struct UntrustedReadTests {
    /// Answers one call as a proxy does, and passes the others on.
    private struct ProxyCaller: Caller {
        let base: any Caller
        let operation: String
        let error: ServiceError

        func call<O: Operation>(_ call: O) async throws -> O.Output {
            guard O.qualifiedName == operation else { return try await base.call(call) }
            throw error
        }
    }

    private static let optionalReads = [
        "ecs:DescribeClusters", "batch:ListJobs", "tag:GetResources", "iam:ListInstanceProfiles",
        "iam:GetAccountAuthorizationDetails", "ec2:DescribeVpcs",
    ]

    private static func error(_ operation: String, status: Int) -> ServiceError {
        let code = status == 200 ? ServiceError.unreadableAnswer : "HTTP\(status)"
        return ServiceError(operation: operation, code: code, message: "blocked", status: status)
    }

    @Test(arguments: optionalReads, [200, 404])
    func `a page of a proxy is no answer, however optional the read`(operation: String, status: Int) async throws {
        let account = SimulatedAccount()
        _ = try await AccountFixture(account).apply([Scenarios.spot])
        let fixture = AccountFixture(account) {
            ProxyCaller(base: $0, operation: operation, error: Self.error(operation, status: status))
        }
        let commands: [Scenario.Command] = [
            .destroy([Scenarios.spot]), .apply([Scenarios.spot], prunes: true), .apply([Scenarios.wide]),
        ]
        var denied = 0
        for command in commands {
            do {
                _ = try await fixture.plan(command)
            } catch let error as ServiceError {
                #expect(error.operation == operation)
                denied += 1
            }
        }
        #expect(denied > 0)
    }

    @Test
    func `a list that lacks what a queue uses is read again and then refused`() async throws {
        let account = SimulatedAccount()
        _ = try await AccountFixture(account).apply([Scenarios.spot])
        let fixture = AccountFixture(account) { ShortListCaller(base: $0) }
        let error = try await #require(throws: ReconciliationError.self) { try await fixture.plan([Scenarios.spot]) }
        #expect(error.summary.hasPrefix("AWS's answers contradict each other"))
    }

    @Test func `a page in place of a bucket is no missing right`() async throws {
        let fixture = AccountFixture {
            ProxyCaller(base: $0, operation: "s3:HeadBucket", error: Self.error("s3:HeadBucket", status: 200))
        }
        let error = try await #require(throws: ServiceError.self) { try await fixture.plan([Scenarios.spot]) }
        #expect(error.operation == "s3:HeadBucket")
    }

    @Test func `an environment on two pages is no second one`() async throws {
        let account = SimulatedAccount()
        _ = try await AccountFixture(account).apply([Scenarios.spot])
        let plan = try await AccountFixture(account) { TwoPages(base: $0) }.plan([Scenarios.spot])
        #expect(plan.resources.allSatisfy { $0.action == .none })
    }

    /// Lists each compute environment on two pages.
    private struct TwoPages: Caller {
        let base: any Caller

        func call<O: Operation>(_ operation: O) async throws -> O.Output {
            guard let listing = operation as? Batch.DescribeComputeEnvironments else {
                return try await base.call(operation)
            }
            var page = try await base.call(Batch.DescribeComputeEnvironments())
            page.nextToken = listing.nextToken == nil ? "second" : nil
            guard let output = page as? O.Output else { return try await base.call(operation) }
            return output
        }
    }

    @Test func `a parameter that an answer has in neither list is not missing`() async throws {
        let fixture = AccountFixture { SilentParameters(base: $0) }
        let file = [AccountFixture.environment("one") { $0.image = .recommended }]
        let error = try await #require(throws: ServiceError.self) { try await fixture.plan(file) }
        #expect(error.isUntrusted && error.operation == "ssm:GetParameters")
    }

    /// Says nothing about parameters.
    private struct SilentParameters: Caller {
        let base: any Caller

        func call<O: Operation>(_ operation: O) async throws -> O.Output {
            let nothing = SSM.GetParameters.Output() as? O.Output
            guard O.self == SSM.GetParameters.self, let nothing else { return try await base.call(operation) }
            return nothing
        }
    }

    /// Leaves all but the first compute environment out.
    private struct ShortListCaller: Caller {
        let base: any Caller

        func call<O: Operation>(_ operation: O) async throws -> O.Output {
            let output = try await base.call(operation)
            guard var short = output as? Batch.DescribeComputeEnvironments.Output else { return output }
            short.computeEnvironments = Array((short.computeEnvironments ?? []).prefix(1))
            return short as? O.Output ?? output
        }
    }
}
