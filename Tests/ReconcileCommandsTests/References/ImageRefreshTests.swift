import AWSOperations
import Diagnostics
import Kinds
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// Images that AWS Batch chooses: a refresh takes the newest one.
struct ImageRefreshTests {
    private let bench = ReferenceBench()
    private static let region = ReferenceBench.region
    private static let both = ["update compute-environment.head", "update compute-environment.work"]
    private let file = ReferenceBench.forge()

    /// Lets each environment start instances that end soon.
    private func startInstances() async throws {
        for queue in await bench.account.jobQueues(region: Self.region) {
            let host = queue.computeEnvironmentOrder?.first?.computeEnvironment
            try await bench.account.addJobs(
                queue: queue.jobQueueName ?? "", environment: host?.split(separator: "/").last.map(String.init),
                region: Self.region, duration: 10)
        }
        await bench.account.clock.advance(by: 600)
    }

    private func statuses() async -> Set<String?> {
        let environments = await bench.account.computeEnvironments(region: Self.region)
        return Set(environments.map { $0.computeResources?.ec2Configuration?.first?.batchImageStatus })
    }

    private func reasons(_ outcome: ReferenceBench.Outcome) -> Set<Reason> {
        Set(outcome.plan.resources.filter { $0.action == .update }.map(\.reason))
    }

    @Test func `takes a newer image, says so before, and has nothing to do afterwards`() async throws {
        try await bench.apply(file)
        try await startInstances()
        #expect(try await bench.plan(file, refreshes: [.image]).actions == [])
        await bench.account.publishImages(region: Self.region)
        let noted = try await bench.plan(file)
        #expect(noted.actions == [])
        #expect(noted.diagnostics.map(\.kind) == ["kept-choice"])
        let refreshed = try await bench.plan(file, refreshes: [.image])
        #expect(refreshed.actions == Self.both && refreshed.diagnostics == [])
        #expect(reasons(refreshed) == [.imageRefresh(isKnown: true)])
        let before = await bench.account.log.count
        try await bench.carryOut(refreshed.plan)
        let updates = await bench.account.log.dropFirst(before).map(\.operation)
        #expect(updates.filter { $0 == "batch:UpdateComputeEnvironment" }.count == 2)
        // Apply does not wait for the end of the update here.
        await bench.account.clock.advance(by: 600)
        #expect(await statuses() == ["LATEST"])
        #expect(try await bench.plan(file, refreshes: [.image]).actions == [])
    }

    @Test func `refreshes what Batch says nothing of, and says that`() async throws {
        try await bench.apply(file)
        let outcome = try await bench.plan(file, refreshes: [.image])
        #expect(outcome.actions == Self.both)
        #expect(reasons(outcome) == [.imageRefresh(isKnown: false)])
        #expect(try await bench.plan(file).diagnostics == [])
    }

    @Test func `jobs that run are protected as with every such update`() async throws {
        try await bench.apply(file)
        try await startInstances()
        await bench.account.publishImages(region: Self.region)
        let queues = await bench.account.jobQueues(region: Self.region)
        let work = try #require(queues.first { $0.jobQueueName?.hasSuffix("work") == true })
        let host = work.computeEnvironmentOrder?.first?.computeEnvironment.split(separator: "/").last.map(String.init)
        try await bench.account.addJobs(queue: work.jobQueueName ?? "", environment: host, region: Self.region)
        let refused = try await bench.plan(file, refreshes: [.image])
        #expect(refused.plan.refusals.map(\.kind) == [.jobsAtRisk])
        let replacing = try await bench.plan(file + "    overwrite: True\n", refreshes: [.image])
        #expect(replacing.actions.contains("replace compute-environment.work"))
    }

    @Test func `Fargate and an AMI of the file have no image to refresh`() async throws {
        let fields = ["wave: True", "fusion-v2: True", "fargate: True"]
        let fargate = ReferenceBench.forge() + fields.map { "    \($0)\n" }.joined()
        try await bench.apply(fargate)
        let outcome = try await bench.plan(fargate, refreshes: [.image])
        #expect(outcome.actions == ["update compute-environment.work"])

        let other = ReferenceBench()
        let id = "ami-0123456789abcdef0"
        await other.account.provideImage(id, architecture: "x86_64", region: Self.region)
        let fixed = ReferenceBench.forge("one", "ami-id: \(id)")
        try await other.apply(fixed)
        #expect(try await other.plan(fixed, refreshes: [.image]).actions == [])
    }

    @Test func `status tells the image that the tasks start from`() async throws {
        try await bench.apply(file)
        #expect(try await image(file) == nil)
        try await startInstances()
        #expect(try await image(file) == ImageState(id: nil, hasUpdate: false))
        await bench.account.publishImages(region: Self.region)
        #expect(try await image(file) == ImageState(id: nil, hasUpdate: true))

        let recommended = ReferenceBench.forge("two", "ami-id: recommended")
        try await bench.apply(recommended)
        let taken = try #require(try await image(recommended))
        #expect(taken.parameter == "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended")
        #expect(taken.hasUpdate == false && taken.id?.hasPrefix("ami-") == true)
        #expect(taken.days(at: await bench.account.clock.now()) == 0)
        await bench.account.clock.advance(by: 40 * 86_400)
        await bench.account.publishImages(region: Self.region)
        let aged = try #require(try await image(recommended))
        #expect(aged.hasUpdate == true && aged.id == taken.id)
        #expect(aged.days(at: await bench.account.clock.now()) == 40)
        await bench.deny("ssm:GetParameters", "ec2:DescribeImages")
        #expect(
            try await image(recommended)
                == ImageState(id: taken.id, parameter: taken.parameter))
    }

    private func image(_ file: String) async throws -> ImageState? {
        let outcome = try await bench.plan(file, lookup: .queues)
        let observation = try await bench.reader.lookingIntoUses(outcome.observation)
        return EnvironmentStatus(outcome.intent.environments[0], in: observation, Kinds.catalog).image
    }
}
