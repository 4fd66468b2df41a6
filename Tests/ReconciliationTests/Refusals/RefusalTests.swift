import AWSOperations
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Refusals that name another resource as missing, or that name one as existing.
struct RefusalTests {
    /// Refuses the first calls of a kind, or all of them, and counts them.
    private final class Refuser: Sendable {
        let operation: String
        let message: String
        let times: Int

        init(_ operation: String, _ message: String, times: Int = .max) {
            self.operation = operation
            self.message = "Error executing request, Exception : \(message), RequestId: 0"
            self.times = times
        }
    }

    /// An account in which `first` was applied and calls are refused from here on.
    private func fixture(refusing refuser: Refuser) async throws -> (AccountFixture, begin: Int) {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        let begin = await account.log.count
        let seen = Counter()
        await account.setFaultHook { _, operation in
            guard operation == refuser.operation, seen.next() <= refuser.times else { return nil }
            return .refused(code: "ClientException", message: refuser.message, status: 400)
        }
        return (AccountFixture(account), begin)
    }

    private func creations(_ fixture: AccountFixture, since begin: Int) async -> Int {
        await fixture.calls(since: begin).count { $0 == "batch:CreateComputeEnvironment" }
    }

    @Test func `an update that names a version made moments ago is made again`() async throws {
        let refuser = Refuser(
            "batch:UpdateComputeEnvironment", "The specified launch template version 2 does not exist", times: 2)
        let (fixture, begin) = try await fixture(refusing: refuser)
        #expect(try await fixture.apply([Scenarios.biggerDisk]).failures == [])
        #expect(await creations(fixture, since: begin) == 0)
        await fixture.account.clock.advance(by: 60)
        #expect(try await fixture.plan([Scenarios.biggerDisk]).summary.hasChanges == false)
    }

    @Test(arguments: [
        "The key pair 'gone-key' does not exist", "The specified launch template version 7 does not exist",
        "The specified launch template, with template ID lt-0123456789abcdef0, does not exist.",
        "Instance profile arn:aws:iam::123456789012:instance-profile/other does not exist",
        "The subnet ID 'subnet-9' does not exist", "The security group 'sg-9' does not exist",
        "arn:aws:batch:eu-west-1:123456789012:compute-environment/another does not exist",
        "User: x is not authorized to perform: iam:PassRole on resource: y with an explicit deny in an identity-based policy",
    ]) func `an update that is refused is a failure, and creates nothing`(_ message: String) async throws {
        let (fixture, begin) = try await fixture(refusing: Refuser("batch:UpdateComputeEnvironment", message))
        let outcome = try await fixture.apply([Scenarios.wide])
        #expect(!outcome.isComplete)
        #expect(outcome.failures.contains { $0.replacing("\\'", with: "'").contains(message) })
        #expect(await creations(fixture, since: begin) == 0)
        // The next plan shows the steps that were not done.
        await fixture.account.setFaultHook(nil)
        await fixture.account.clock.advance(by: 60)
        #expect(try await fixture.plan([Scenarios.wide]).summary.hasChanges)
    }

    @Test func `an update creates nothing when its environment still exists`() async throws {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        let name = try await Names(account).environment
        let (fixture, begin) = try await fixture(
            refusing: Refuser(
                "batch:UpdateComputeEnvironment",
                "arn:aws:batch:eu-west-1:123456789012:compute-environment/\(name) does not exist"))
        let outcome = try await fixture.apply([Scenarios.wide])
        #expect(!outcome.isComplete)
        #expect(await creations(fixture, since: begin) == 0)
    }

    @Test(arguments: ["batch:UpdateComputeEnvironment", "batch:DeleteComputeEnvironment"])
    func `a refused deletion deletes nothing that is in use`(_ operation: String)
        async throws
    {
        let (fixture, _) = try await fixture(refusing: Refuser(operation, "The key pair 'gone-key' does not exist"))
        let outcome = try await fixture.destroy([Scenarios.spot])
        #expect(!outcome.isComplete)
        let left = await fixture.leftovers()
        #expect(left.contains { $0.contains("compute-environment") })
        #expect(left.contains { $0.contains("launch-template") })
        #expect(left.contains { $0.hasPrefix("role/") } && left.contains { $0.hasPrefix("instance-profile/") })
        // After the repair the same command goes on.
        await fixture.account.setFaultHook(nil)
        await fixture.account.clock.advance(by: 60)
        #expect(try await fixture.destroy([Scenarios.spot]).isComplete)
        #expect(await fixture.leftovers() == [])
    }

    @Test func `a refusal that stays is told apart from one that passes`() {
        func failure(_ code: String, _ message: String, _ status: Int) -> StepFailure {
            StepFailure(explaining: ServiceError(operation: "batch:X", code: code, message: message, status: status))
        }
        #expect(failure("ClientException", "The key pair 'k' does not exist", 400).isDefinite)
        #expect(failure("ClientException", "The key pair 'k' does not exist", 400).cause?.kind == .keyPairMissing)
        #expect(!failure("ClientException", "Cannot delete, resource is being modified", 400).isDefinite)
        #expect(!failure("TooManyRequestsException", "Too Many Requests", 429).isDefinite)
        #expect(!failure("ServerException", "x", 500).isDefinite)
    }
}

/// Counts calls.
private final class Counter: @unchecked Sendable {  // One account, which is an actor, calls it.
    private var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}
