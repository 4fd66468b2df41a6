import Kinds
import Planning
import ResourceModel
import Testing

/// Plans for environments with jobs, as far as AWS reports them.
struct JobsAtRiskTests {
    private static let queue = Address(ClassificationTests.key, .jobQueue, "work")

    /// Returns a plan of other instance types, with a queue before the environment.
    private static func plan(
        placed: PlannedEnvironment.JobCounts?, queued: PlannedEnvironment.JobCounts?,
        _ policy: (inout EnvironmentRequest.Policy) -> Void = { _ in }
    ) -> PlannedEnvironment {
        var held = ClassificationTests.held()
        held.attributes["ecsClusterArn"] = .string("arn:cluster")
        let order = Value.map(["computeEnvironmentOrder": .list([.reference(ClassificationTests.address, "arn")])])
        let tags = [
            OwnershipTags.owner: ClassificationTests.key.owner,
            OwnershipTags.resource: OwnershipTags.resourceValue(.jobQueue, "q"),
        ]
        var observation = Observation(
            accountID: "1",
            resources: [
                ClassificationTests.address: [held],
                queue: [
                    ObservedResource(
                        queue, name: "q", properties: .map(["computeEnvironmentOrder": .strings(["arn:ce"])]),
                        tags: tags, status: .valid)
                ],
            ])
        observation.jobs[Observation.JobKey(region: "eu-west-1", name: held.name)] = placed
        observation.queuedJobs[Observation.JobKey(region: "eu-west-1", name: "q")] = queued
        var request = EnvironmentRequest(
            key: ClassificationTests.key,
            resources: [
                ClassificationTests.wanted { $0["instanceTypes"] = .strings(["r6id"]) },
                Resource(queue, name: "q", properties: order, tags: tags),
            ])
        policy(&request.policy)
        return Planner(observation, Kinds.catalog).plan(PlanRequest(.apply, [request])).environments[0]
    }

    @Test
    func `a job that starts is at risk as one that runs is`() {
        let starting = PlannedEnvironment.JobCounts(running: 0, waiting: 1, starting: 1)
        let refused = Self.plan(placed: starting, queued: nil)
        #expect(refused.refusals.map(\.kind) == [.jobsAtRisk])
        #expect(refused.refusals.map(\.fact) == [.jobsAtRisk(name: refused.resources[0].name, starting)])
        #expect(
            Self.plan(placed: starting, queued: nil) { $0.allowsReplacement = true }.resources[0].action == .replace)
    }

    @Test
    func `jobs that wait in the queue are not at risk, and are shown`() {
        let environment = Self.plan(
            placed: .init(running: 0, waiting: nil), queued: .init(running: 0, waiting: 7, starting: 0))
        #expect(environment.refusals == [])
        #expect(environment.resources[0].action == .update)
        #expect(environment.resources[0].idleCondition?.queues == ["q"])
        #expect(environment.jobs == .init(running: 0, waiting: 7))
    }

    @Test
    func `uses the queue when ECS is silent, and else assumes running jobs`() {
        #expect(Self.plan(placed: nil, queued: .init(running: 0, waiting: 2)).refusals == [])
        let running = Self.plan(placed: nil, queued: .init(running: 2, waiting: 0))
        guard case .jobsAtRisk(_, let jobs)? = running.refusals.first?.fact else {
            Issue.record("another refusal")
            return
        }
        #expect(jobs.running == 2)
        #expect(Self.plan(placed: nil, queued: nil).refusals.map(\.kind) == [.jobsAtRisk])
    }

    @Test
    func `what is updated in place whatever runs is not counted again`() {
        let none = PlannedEnvironment.JobCounts(running: 0, waiting: 0)
        #expect(Self.plan(placed: none, queued: nil) { $0.updateStrategy = .inPlace }.resources[0].idleCondition == nil)
    }
}
