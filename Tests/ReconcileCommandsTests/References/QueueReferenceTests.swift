import AWSOperations
import Diagnostics
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// Manual environments on queues that a forge environment of the same run makes.
struct QueueReferenceTests {
    private let bench = ReferenceBench()
    private static let region = ReferenceBench.region
    private let forge = ReferenceBench.forge("one")

    /// The names of the environment's queues.
    private func queues() async throws -> (head: String, work: String) {
        let wanted = try await bench.plan(forge).plan.resources.filter { $0.address.kind == .jobQueue }
        return (wanted[0].name, wanted[1].name)
    }

    @Test func `takes queues that the same run makes: by name, by ARN and by reference`() async throws {
        let (head, work) = try await queues()
        let arn = "arn:aws:batch:eu-west-1:123456789012:job-queue/"
        let ways = [
            (head, work), (arn + head, arn + work), ("@{one.head-queue}", "@{one.compute-queue}"),
            ("@{acme/demo/one.head-queue}", "@{one.work-queue}"),
        ]
        for (first, second) in ways {
            let manual = ReferenceBench.manual(head: first, work: second)
            for items in [forge + manual, manual + forge] {
                let outcome = try await bench.plan(items)
                #expect(outcome.diagnostics == [])
                #expect(outcome.actions.contains("create job-queue.head"))
                let external = outcome.intent.environments.flatMap(\.resources)
                    .filter { $0.address.kind == .externalJobQueue }
                #expect(external.map { $0.name.split(separator: "/").last.map(String.init) } == [head, work])
            }
        }
    }

    @Test func `waits for the queues that a manual environment wants available`() async throws {
        let manual = ReferenceBench.manual(head: "@{one.head-queue}", work: "@{one.work-queue}", "wait: AVAILABLE")
        let outcome = try await bench.plan(forge, manual)
        #expect(outcome.plan.environments.map(\.waitsForAvailable) == [true, true])
        #expect(try await bench.plan(forge).plan.environments.map(\.waitsForAvailable) == [false])
    }

    @Test func `an environment on demand has one queue for both`() async throws {
        let onDemand = ReferenceBench.forge("one", "provisioning-model: EC2")
        let manual = ReferenceBench.manual(head: "@{one.head-queue}", work: "@{one.work-queue}")
        let outcome = try await bench.plan(onDemand, manual)
        #expect(outcome.diagnostics == [])
        let names = outcome.intent.environments[1].resources.filter { $0.address.kind == .externalJobQueue }.map(\.name)
        #expect(Set(names).count == 1 && names[0].hasSuffix("-work"))
    }

    @Test func `misses queues that neither AWS has nor the run makes`() async throws {
        let (head, work) = try await queues()
        let manual = ReferenceBench.manual(head: head, work: "no-such-queue")
        let outcome = try await bench.plan(forge, manual)
        #expect(outcome.problems == ["queue-not-found 16:20"])
        let alone = try await bench.plan(forge, ReferenceBench.manual(head: head, work: work), targets: ["two"])
        #expect(alone.problems == ["queue-not-found 15:17", "queue-not-found 16:20"])
        try await bench.apply(forge)
        let after = try await bench.plan(forge, ReferenceBench.manual(head: head, work: work), targets: ["two"])
        #expect(after.diagnostics == [] && after.actions == [])
    }

    @Test func `refuses an ARN of another account`() async throws {
        let (head, work) = try await queues()
        let arn = "arn:aws:batch:eu-west-1:210987654321:job-queue/\(head)"
        let outcome = try await bench.plan(forge, ReferenceBench.manual(head: arn, work: work))
        #expect(outcome.problems == ["queue-not-found 15:17"])
        #expect(outcome.diagnostics[0].detail.contains("account 210987654321"))
    }

    @Test func `refuses a disabled or INVALID queue, not one that is updating`() async throws {
        try await bench.apply(forge)
        let (head, work) = try await queues()
        let manual = ReferenceBench.manual(head: head, work: work)
        _ = try await bench.account.caller(region: Self.region).call(
            Batch.UpdateJobQueue(jobQueue: head, state: "DISABLED"))
        let outcome = try await bench.plan(manual)
        #expect(outcome.problems == ["queue-not-usable 8:17"])
        // In one run with its own environment the plan enables it.
        let both = try await bench.plan(forge, manual)
        #expect(both.problems == [] && both.actions == ["update job-queue.head"])
    }

    @Test func `warns of a queue whose status is unknown`() async throws {
        try await bench.apply(forge)
        let (head, work) = try await queues()
        try await bench.account.changeJobQueue(head, region: Self.region) { $0.status = "PAUSED" }
        let outcome = try await bench.plan(ReferenceBench.manual(head: head, work: work))
        #expect(outcome.problems == ["queue-not-usable 8:17"])
        #expect(outcome.diagnostics.map(\.severity) == [.warning])
        #expect(outcome.diagnostics[0].summary.contains("is PAUSED and ENABLED"))
    }

    @Test func `status, drift and destroy of a manual environment need no queue`() async throws {
        let manual = ReferenceBench.manual(head: "no-such-queue", work: "nor-such-queue")
        for lookup in [PlanRequest.Lookup.queues, .networks] {
            #expect(try await bench.plan(manual, lookup: lookup).actions == [])
        }
        let before = await bench.account.log.count
        #expect(try await bench.plan(manual, goal: .destroy, lookup: .nothing).actions == [])
        #expect(await bench.account.log.dropFirst(before).map(\.operation) == ["sts:GetCallerIdentity"])
    }
}
