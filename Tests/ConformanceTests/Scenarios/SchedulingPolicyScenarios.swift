import AWSOperations

extension LifecycleScenario {
    static let schedulingPolicy = LifecycleScenario("scheduling-policy") { runner in
        let fixture = try await NetworkFixture.build(runner)
        let prefix = "arn:aws:batch:\(AccountUnderTest.region):123456789012:scheduling-policy/"
        let (arn, other) = (prefix + runner.name("one"), prefix + runner.name("two"))
        await runner.check("absent", try await runner.schedulingPolicy(arn) == nil)
        let shares: [Batch.ShareAttributes] = [
            .init(shareIdentifier: "labA", weightFactor: 0.125),
            .init(shareIdentifier: "labB*", weightFactor: 999.9999),
        ]
        let policy = Batch.FairsharePolicy(shareDecaySeconds: 0, computeReservation: 0, shareDistribution: shares)
        let made = try await runner.call(policyCreation(runner.name("one"), policy))
        await runner.check("ARN", made.arn == arn && made.name == runner.name("one"))
        try await runner.eventually("shown as sent") {
            let seen = try await runner.schedulingPolicy(arn)
            return seen?.fairsharePolicy == policy && seen?.tags == ["a": "1"]
        }
        try await runner.call(policyCreation(runner.name("two"), policy))
        try await runner.eventually("listed") {
            let all = try await runner.call(Batch.ListSchedulingPolicies()).schedulingPolicies ?? []
            return Set([arn, other]).isSubset(of: all.map(\.arn))
        }
        let page = try await runner.call(Batch.ListSchedulingPolicies(maxResults: 1))
        await runner.check("first of two pages", page.schedulingPolicies?.count == 1 && page.nextToken != nil)

        try await runner.refused(
            "duplicate", code: "ClientException", says: "already exists", policyCreation(runner.name("two"), policy))
        var wrong = policy
        wrong.shareDistribution?[0].weightFactor = 0
        try await runner.refused("no weight", code: "ClientException", policyCreation(runner.name("bad"), wrong))
        wrong.shareDistribution = shares + [.init(shareIdentifier: "labB1", weightFactor: 1)]
        try await runner.refused(
            "overlapping shares", code: "ClientException", policyCreation(runner.name("bad"), wrong))
        try await runner.refused("bad name", code: "ClientException", policyCreation("bad name!", policy))

        let changed = Batch.FairsharePolicy(
            shareDecaySeconds: 0, computeReservation: 0, shareDistribution: [shares[1]])
        try await runner.call(Batch.UpdateSchedulingPolicy(arn: arn, fairsharePolicy: changed))
        try await runner.call(Batch.TagResource(resourceArn: arn, tags: ["b": "2"]))
        try await runner.call(Batch.UntagResource(resourceArn: arn, tagKeys: ["a"]))
        try await runner.eventually("updated") {
            let seen = try await runner.schedulingPolicy(arn)
            return seen?.fairsharePolicy == changed && seen?.tags == ["b": "2"]
        }
        try await runner.refused(
            "unknown policy updated", code: "ClientException", says: "does not exist",
            Batch.UpdateSchedulingPolicy(arn: prefix + "absent", fairsharePolicy: changed))

        // A queue has the policy from the beginning, takes another one, and keeps it from being deleted.
        try await fixture.create("env")
        try await fixture.settle("env")
        var queue = fixture.queueCreation("queue", ["env"])
        queue.schedulingPolicyArn = arn
        try await runner.call(queue)
        try await runner.eventually("queue VALID") { try await fixture.queue("queue")?.status == "VALID" }
        await runner.check("policy of the queue", try await fixture.queue("queue")?.schedulingPolicyArn == arn)
        try await runner.call(Batch.UpdateJobQueue(jobQueue: runner.name("queue"), schedulingPolicyArn: other))
        try await runner.eventually("another policy") {
            let seen = try await fixture.queue("queue")
            return seen?.status == "VALID" && seen?.schedulingPolicyArn == other
        }
        try await runner.call(Batch.DeleteSchedulingPolicy(arn: arn))
        try await runner.eventually("gone") { try await runner.schedulingPolicy(arn) == nil }
        try await runner.refused(
            "deleted while in use", code: "ClientException", Batch.DeleteSchedulingPolicy(arn: other))
        try await fixture.removeQueue("queue")
        try await runner.call(Batch.DeleteSchedulingPolicy(arn: other))
        try await runner.eventually("both gone") { try await runner.schedulingPolicy(other) == nil }
        await runner.check(
            "deleted twice", try await runner.answered("deleted again", Batch.DeleteSchedulingPolicy(arn: other)))
        try await fixture.removeEnvironment("env")
        try await fixture.strike()
    }

    private static func policyCreation(
        _ name: String, _ policy: Batch.FairsharePolicy
    ) -> Batch.CreateSchedulingPolicy {
        Batch.CreateSchedulingPolicy(name: name, fairsharePolicy: policy, tags: ["a": "1"])
    }
}

extension ScenarioRunner {
    /// A policy as Describe shows it; nil if there is none.
    fileprivate nonisolated func schedulingPolicy(_ arn: String) async throws -> Batch.SchedulingPolicyDetail? {
        try await call(Batch.DescribeSchedulingPolicies(arns: [arn])).schedulingPolicies?.first
    }
}
