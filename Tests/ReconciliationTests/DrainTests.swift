import AWSOperations
import ManifestLoading
import Planning
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// A drain waits for jobs, and never for a resource that does not exist any more.
struct DrainTests {
    /// The changes of an environment or queue that another caller makes while it is drained.
    enum End: String, CaseIterable {
        case environmentGone, environmentDeleting, anotherEnvironment, queueGone, queueDeleting

        var isOfQueue: Bool { rawValue.hasPrefix("queue") }
    }

    @Test(arguments: End.allCases)
    func `a drain ends when Batch no longer has what is drained`(end: End) async throws {
        let account = try await Scenario(name: "", before: [Scenarios.onDemand], command: .destroy([])).prepared()
        await account.clock.advance(by: 60)
        let names = try await Names(account)
        let rounds = Rounds { try await Self.bring(end, names, account) }
        let fixture = AccountFixture(account) { StubbornCaller(base: $0, rounds: rounds, isOfQueue: end.isOfQueue) }
        let start = await account.clock.now()
        let outcome = try await fixture.destroy([Scenarios.onDemand])
        // The resource that has the name now uses the resources of its predecessor.
        let others = ["still uses it", "was not done"]
        let unexpected = outcome.failures.filter { failure in
            end != .anotherEnvironment || !others.contains { failure.contains($0) }
        }
        #expect(unexpected == [])
        // The longest wait for jobs is half an hour.
        #expect(await account.clock.now() - start < 600)
        #expect(await rounds.count < 20)
        let kept = end == .anotherEnvironment ? [names.environment] : []
        #expect(
            await account.computeEnvironments(region: AccountFixture.region).compactMap(\.computeEnvironmentName)
                == kept)
    }

    private static func bring(_ end: End, _ names: Names, _ account: SimulatedAccount) async throws {
        let caller = account.caller(region: AccountFixture.region)
        switch end {
        case .environmentGone: await account.vanish(environment: names.environment, region: AccountFixture.region)
        case .environmentDeleting:
            _ = try await caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: names.environment))
        case .anotherEnvironment:
            try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) {
                $0.uuid = "other"
            }
        case .queueGone: await account.vanish(queue: names.queue, region: AccountFixture.region)
        case .queueDeleting: _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: names.queue))
        }
    }
}

/// Counts the reads of the jobs that are left, and ends the drain after some.
private actor Rounds {
    private(set) var count = 0
    private let happen: @Sendable () async throws -> Void

    init(_ happen: @escaping @Sendable () async throws -> Void) { self.happen = happen }

    func note() async throws {
        count += 1
        if count == 6 { try await happen() }
    }
}

/// Returns answers without a cluster, or with the same job again and again.
private struct StubbornCaller: Caller {
    let base: any Caller
    let rounds: Rounds
    let isOfQueue: Bool

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        if !isOfQueue, O.self == ECS.DescribeClusters.self, let answer = ECS.DescribeClusters.Output() as? O.Output {
            try await rounds.note()
            return answer
        }
        if isOfQueue, let call = operation as? Batch.ListJobs, call.jobStatus == "RUNNING",
            let answer = Batch.ListJobs.Output(
                jobSummaryList: [Batch.JobSummary(jobId: "job", jobName: "job", status: "RUNNING")]) as? O.Output
        {
            try await rounds.note()
            return answer
        }
        return try await base.call(operation)
    }
}
