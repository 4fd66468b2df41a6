import AWSOperations

extension LifecycleScenario {
    static let jobQueue = LifecycleScenario("job-queue") { runner in
        let fixture = try await NetworkFixture.build(runner)
        for name in ["first", "second"] { try await fixture.create(name) }
        for name in ["first", "second"] { try await fixture.settle(name) }
        await runner.check("absent", try await fixture.queue("one") == nil)
        let actions = [
            Batch.JobStateTimeLimitAction(
                reason: "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", state: "RUNNABLE", maxTimeSeconds: 600,
                action: "CANCEL")
        ]
        var creation = fixture.queueCreation("one", ["first"])
        creation.jobStateTimeLimitActions = actions
        let arn = try await runner.call(creation).jobQueueArn ?? ""
        await runner.check(
            "ARN", arn == "arn:aws:batch:\(AccountUnderTest.region):123456789012:job-queue/\(runner.name("one"))")
        try await runner.refused("duplicate", code: "ClientException", says: "already exists", creation)
        try await runner.refused(
            "updated while CREATING", code: "ClientException", says: "is being modified",
            Batch.UpdateJobQueue(jobQueue: arn, priority: 2))
        try await runner.eventually("VALID") { try await fixture.queue("one")?.status == "VALID" }
        let seen = try await fixture.queue("one")
        let prefix = "arn:aws:batch:\(AccountUnderTest.region):123456789012:compute-environment/"
        await runner.check(
            "order by ARN",
            seen?.computeEnvironmentOrder
                == [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: prefix + runner.name("first"))],
            "\(String(describing: seen?.computeEnvironmentOrder))")
        await runner.check("actions as sent", seen?.jobStateTimeLimitActions == actions)
        await runner.check("tags as sent", seen?.tags == ["a": "1"])
        await runner.check("rest as sent", seen?.priority == 1 && seen?.state == "ENABLED")
        await runner.check("reason", seen?.statusReason == "JobQueue Healthy", seen?.statusReason ?? "")

        try await runner.call(
            Batch.UpdateJobQueue(
                jobQueue: arn, priority: 7, computeEnvironmentOrder: fixture.order(["second", "first"]),
                jobStateTimeLimitActions: []))
        try await runner.eventually("updated") {
            let queue = try await fixture.queue("one")
            return queue?.status == "VALID" && queue?.priority == 7
                && queue?.computeEnvironmentOrder?.map(\.computeEnvironment)
                    == ["second", "first"].map { prefix + runner.name($0) }
                && queue?.jobStateTimeLimitActions == []
        }
        try await runner.call(Batch.TagResource(resourceArn: arn, tags: ["b": "2"]))
        try await runner.call(Batch.UntagResource(resourceArn: arn, tagKeys: ["a"]))
        try await runner.eventually("tags") { try await fixture.queue("one")?.tags == ["b": "2"] }
        let jobs = try await runner.call(Batch.ListJobs(jobQueue: arn, jobStatus: "RUNNABLE")).jobSummaryList
        await runner.check("no jobs", jobs == [])

        let delete = Batch.DeleteJobQueue(jobQueue: arn)
        try await runner.refused("deleted while ENABLED", code: "ClientException", says: "DISABLED", delete)
        try await runner.call(Batch.UpdateJobQueue(jobQueue: arn, state: "DISABLED"))
        try await runner.refused(
            "deleted while UPDATING", code: "ClientException", says: "Cannot delete, resource is being modified", delete
        )
        try await runner.eventually("DISABLED") {
            let queue = try await fixture.queue("one")
            return queue?.state == "DISABLED" && queue?.status == "VALID"
        }
        try await runner.call(delete)
        try await runner.eventually("DELETING") { try await fixture.queue("one")?.status == "DELETING" }
        try await runner.eventually("gone") { try await fixture.queue("one") == nil }
        try await runner.call(delete)
        try await runner.refused(
            "updated when gone", code: "ClientException", says: "does not exist",
            Batch.UpdateJobQueue(jobQueue: arn, priority: 2))
        for name in ["first", "second"] { try await fixture.removeEnvironment(name) }
        try await fixture.strike()
    }

    static let queueRefusals = LifecycleScenario("queue-refusals") { runner in
        let fixture = try await NetworkFixture.build(runner)
        for name in ["w1", "w2", "w3", "w4"] { try await fixture.create(name) }
        try await fixture.create("fargate", fixture.resources("FARGATE"))
        var arm = fixture.resources()
        arm.instanceTypes = ["c7gd"]
        try await fixture.create("arm", arm)
        let all = ["w1", "w2", "w3", "w4", "fargate", "arm"]
        for name in all { try await fixture.settle(name) }
        try await fixture.create("new")
        var accepted: [String] = []
        func refused(
            _ name: String, _ environments: [String] = ["w1"], says words: String = "",
            _ change: (inout Batch.CreateJobQueue) -> Void = { _ in }
        ) async throws {
            let suffix = ScenarioRunner.suffix(name)
            var creation = fixture.queueCreation(suffix, environments)
            change(&creation)
            let isRefused = try await runner.refused(name, code: "ClientException", says: words, creation)
            if !isRefused { accepted.append(suffix) }
        }
        try await refused("environment that is CREATING", ["new"], says: "must be created and valid before attaching")
        try await refused("unknown environment", ["absent"], says: "does not exist")
        try await refused("no environment", [], says: "At least 1 compute environment must be provided")
        try await refused("four environments", ["w1", "w2", "w3", "w4"], says: "at most 3 compute environments")
        try await refused("Fargate beside instances", ["w1", "fargate"], says: "can't be mixed")
        try await refused("two architectures", ["w1", "arm"])
        try await refused("one order twice") {
            $0.computeEnvironmentOrder = fixture.order(["w1", "w2"]).map {
                Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: $0.computeEnvironment)
            }
        }
        try await refused("negative priority") { $0.priority = -1 }
        try await refused("bad name") { $0.jobQueueName = "bad name!" }
        try await refused("scheduling policy of another region") {
            $0.schedulingPolicyArn = "arn:aws:batch:us-east-1:123456789012:scheduling-policy/absent"
        }
        try await refused("reserved tag", says: "reserved") { $0.tags = ["aws:x": "y"] }
        func action(
            reason: String = "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", seconds: Int = 600, state: String = "RUNNABLE"
        )
            -> [Batch.JobStateTimeLimitAction]
        {
            [Batch.JobStateTimeLimitAction(reason: reason, state: state, maxTimeSeconds: seconds, action: "CANCEL")]
        }
        try await refused("free text as a reason") { $0.jobStateTimeLimitActions = action(reason: "too slow") }
        try await refused("too short a limit") { $0.jobStateTimeLimitActions = action(seconds: 599) }
        try await refused("limit on RUNNING") { $0.jobStateTimeLimitActions = action(state: "RUNNING") }

        try await fixture.createQueue("one", ["w1"])
        try await runner.refused(
            "policy for a FIFO queue", code: "ClientException", says: "Only fairshare queue can have scheduling policy",
            Batch.UpdateJobQueue(
                jobQueue: runner.name("one"),
                schedulingPolicyArn: "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/absent"))
        try await runner.refused(
            "emptied", code: "ClientException", says: "At least 1 compute environment must be provided",
            Batch.UpdateJobQueue(jobQueue: runner.name("one"), computeEnvironmentOrder: []))
        try await eachAtOnce(accepted + ["one"]) { try await fixture.removeQueue($0) }
        try await fixture.settle("new")
        try await eachAtOnce(all + ["new"]) { try await fixture.removeEnvironment($0) }
        try await fixture.strike()
    }

    static let deletionOrder = LifecycleScenario("deletion-order") { runner in
        let fixture = try await NetworkFixture.build(runner)
        for name in ["old", "new"] { try await fixture.create(name) }
        for name in ["old", "new"] { try await fixture.settle(name) }
        try await fixture.createQueue("one", ["old"])
        let old = runner.name("old")
        try await runner.call(Batch.UpdateComputeEnvironment(computeEnvironment: old, state: "DISABLED"))
        try await fixture.settle("old") { $0.state == "DISABLED" }
        let delete = Batch.DeleteComputeEnvironment(computeEnvironment: old)
        try await runner.refused(
            "deleted while a queue names it", code: "ClientException",
            says: "Cannot delete, found existing JobQueue relationship", delete)
        try await runner.call(
            Batch.UpdateJobQueue(jobQueue: runner.name("one"), computeEnvironmentOrder: fixture.order(["new"])))
        let isRepointed = try await runner.until {
            let queue = try await fixture.queue("one")
            return queue?.status == "VALID"
                && queue?.computeEnvironmentOrder?.first?.computeEnvironment.hasSuffix("/" + runner.name("new")) == true
        }
        await runner.check("repointed", isRepointed)
        // Batch may go on seeing the relationship for a while.
        try await runner.retrying(delete, while: "JobQueue relationship")
        try await runner.eventually("gone") { try await fixture.environment("old") == nil }
        try await fixture.removeQueue("one")
        try await fixture.removeEnvironment("new")
        try await fixture.strike()
    }

    static let pages = LifecycleScenario("pages") { runner in
        let fixture = try await NetworkFixture.build(runner)
        let names = ["a", "b", "c"]
        for name in names { try await fixture.create(name, fixture.resources("FARGATE")) }
        for name in names { try await fixture.settle(name) }
        for name in names { try await fixture.createQueue("queue-" + name, ["a"]) }
        // Other scenarios' environments come and go meanwhile, and a page may begin one too far.
        try await runner.eventually("all environments") {
            var found: Set<String> = []
            var token: String?
            repeat {
                let page = try await runner.call(Batch.DescribeComputeEnvironments(maxResults: 2, nextToken: token))
                found.formUnion(page.computeEnvironments?.compactMap(\.computeEnvironmentName) ?? [])
                token = page.nextToken
            } while token != nil
            return found.isSuperset(of: names.map(runner.name))
        }
        try await runner.eventually("all queues") {
            var found: Set<String> = []
            var token: String?
            repeat {
                let page = try await runner.call(Batch.DescribeJobQueues(maxResults: 2, nextToken: token))
                found.formUnion(page.jobQueues?.compactMap(\.jobQueueName) ?? [])
                token = page.nextToken
            } while token != nil
            return found.isSuperset(of: names.map { runner.name("queue-" + $0) })
        }
        try await runner.refused(
            "names and a size", code: "ClientException", says: "ComputeEnvironments and MaxResults cannot both be set",
            Batch.DescribeComputeEnvironments(computeEnvironments: ["a"], maxResults: 1))
        try await runner.refused(
            "queue names and a size", code: "ClientException", says: "JobQueues and MaxResults cannot both be set",
            Batch.DescribeJobQueues(jobQueues: ["a"], maxResults: 1))
        let many = (0..<101).map { "n\($0)" }
        try await runner.refused(
            "101 environments", code: "ClientException", Batch.DescribeComputeEnvironments(computeEnvironments: many))
        try await runner.refused("101 queues", code: "ClientException", Batch.DescribeJobQueues(jobQueues: many))
        try await eachAtOnce(names) { try await fixture.removeQueue("queue-" + $0) }
        try await eachAtOnce(names) { try await fixture.removeEnvironment($0) }
        try await fixture.strike()
    }
}
