import AWSOperations

extension Story {
    static let jobQueue = Story("job-queue") { teller in
        let stage = try await Stage.build(teller)
        for name in ["first", "second"] { try await stage.create(name) }
        for name in ["first", "second"] { try await stage.settle(name) }
        await teller.check("absent", try await stage.queue("one") == nil)
        let actions = [
            Batch.JobStateTimeLimitAction(
                reason: "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", state: "RUNNABLE", maxTimeSeconds: 600,
                action: "CANCEL")
        ]
        var creation = stage.queueCreation("one", ["first"])
        creation.jobStateTimeLimitActions = actions
        let arn = try await teller.call(creation).jobQueueArn ?? ""
        await teller.check(
            "ARN", arn == "arn:aws:batch:\(AccountUnderTest.region):123456789012:job-queue/\(teller.name("one"))")
        try await teller.refused("duplicate", code: "ClientException", says: "already exists", creation)
        try await teller.refused(
            "updated while CREATING", code: "ClientException", says: "is being modified",
            Batch.UpdateJobQueue(jobQueue: arn, priority: 2))
        try await teller.eventually("VALID") { try await stage.queue("one")?.status == "VALID" }
        let seen = try await stage.queue("one")
        let prefix = "arn:aws:batch:\(AccountUnderTest.region):123456789012:compute-environment/"
        await teller.check(
            "order by ARN",
            seen?.computeEnvironmentOrder
                == [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: prefix + teller.name("first"))],
            "\(String(describing: seen?.computeEnvironmentOrder))")
        await teller.check("actions as sent", seen?.jobStateTimeLimitActions == actions)
        await teller.check("tags as sent", seen?.tags == ["a": "1"])
        await teller.check("rest as sent", seen?.priority == 1 && seen?.state == "ENABLED")
        await teller.check("reason", seen?.statusReason == "JobQueue Healthy", seen?.statusReason ?? "")

        try await teller.call(
            Batch.UpdateJobQueue(
                jobQueue: arn, priority: 7, computeEnvironmentOrder: stage.order(["second", "first"]),
                jobStateTimeLimitActions: []))
        try await teller.eventually("updated") {
            let queue = try await stage.queue("one")
            return queue?.status == "VALID" && queue?.priority == 7
                && queue?.computeEnvironmentOrder?.map(\.computeEnvironment)
                    == ["second", "first"].map { prefix + teller.name($0) }
                && queue?.jobStateTimeLimitActions == []
        }
        try await teller.call(Batch.TagResource(resourceArn: arn, tags: ["b": "2"]))
        try await teller.call(Batch.UntagResource(resourceArn: arn, tagKeys: ["a"]))
        try await teller.eventually("tags") { try await stage.queue("one")?.tags == ["b": "2"] }
        let jobs = try await teller.call(Batch.ListJobs(jobQueue: arn, jobStatus: "RUNNABLE")).jobSummaryList
        await teller.check("no jobs", jobs == [])

        let delete = Batch.DeleteJobQueue(jobQueue: arn)
        try await teller.refused("deleted while ENABLED", code: "ClientException", says: "DISABLED", delete)
        try await teller.call(Batch.UpdateJobQueue(jobQueue: arn, state: "DISABLED"))
        try await teller.refused(
            "deleted while UPDATING", code: "ClientException", says: "Cannot delete, resource is being modified", delete
        )
        try await teller.eventually("DISABLED") {
            let queue = try await stage.queue("one")
            return queue?.state == "DISABLED" && queue?.status == "VALID"
        }
        try await teller.call(delete)
        try await teller.eventually("DELETING") { try await stage.queue("one")?.status == "DELETING" }
        try await teller.eventually("gone") { try await stage.queue("one") == nil }
        try await teller.call(delete)
        try await teller.refused(
            "updated when gone", code: "ClientException", says: "does not exist",
            Batch.UpdateJobQueue(jobQueue: arn, priority: 2))
        for name in ["first", "second"] { try await stage.removeEnvironment(name) }
        try await stage.strike()
    }

    static let queueRefusals = Story("queue-refusals") { teller in
        let stage = try await Stage.build(teller)
        for name in ["w1", "w2", "w3", "w4"] { try await stage.create(name) }
        try await stage.create("fargate", stage.resources("FARGATE"))
        var arm = stage.resources()
        arm.instanceTypes = ["c7gd"]
        try await stage.create("arm", arm)
        let all = ["w1", "w2", "w3", "w4", "fargate", "arm"]
        for name in all { try await stage.settle(name) }
        try await stage.create("new")
        var accepted: [String] = []
        func refused(
            _ name: String, _ environments: [String] = ["w1"], says words: String = "",
            _ change: (inout Batch.CreateJobQueue) -> Void = { _ in }
        ) async throws {
            let suffix = Teller.suffix(name)
            var creation = stage.queueCreation(suffix, environments)
            change(&creation)
            let isRefused = try await teller.refused(name, code: "ClientException", says: words, creation)
            if !isRefused { accepted.append(suffix) }
        }
        try await refused("environment that is CREATING", ["new"], says: "must be created and valid before attaching")
        try await refused("unknown environment", ["absent"], says: "does not exist")
        try await refused("no environment", [], says: "At least 1 compute environment must be provided")
        try await refused("four environments", ["w1", "w2", "w3", "w4"], says: "at most 3 compute environments")
        try await refused("Fargate beside instances", ["w1", "fargate"], says: "can't be mixed")
        try await refused("two architectures", ["w1", "arm"])
        try await refused("one order twice") {
            $0.computeEnvironmentOrder = stage.order(["w1", "w2"]).map {
                Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: $0.computeEnvironment)
            }
        }
        try await refused("negative priority") { $0.priority = -1 }
        try await refused("bad name") { $0.jobQueueName = "bad name!" }
        // The simulated account does not know scheduling policies by name; only their Region matters.
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

        try await stage.createQueue("one", ["w1"])
        try await teller.refused(
            "policy for a FIFO queue", code: "ClientException", says: "Only fairshare queue can have scheduling policy",
            Batch.UpdateJobQueue(
                jobQueue: teller.name("one"),
                schedulingPolicyArn: "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/absent"))
        try await teller.refused(
            "emptied", code: "ClientException", says: "At least 1 compute environment must be provided",
            Batch.UpdateJobQueue(jobQueue: teller.name("one"), computeEnvironmentOrder: []))
        try await eachAtOnce(accepted + ["one"]) { try await stage.removeQueue($0) }
        try await stage.settle("new")
        try await eachAtOnce(all + ["new"]) { try await stage.removeEnvironment($0) }
        try await stage.strike()
    }

    static let deletionOrder = Story("deletion-order") { teller in
        let stage = try await Stage.build(teller)
        for name in ["old", "new"] { try await stage.create(name) }
        for name in ["old", "new"] { try await stage.settle(name) }
        try await stage.createQueue("one", ["old"])
        let old = teller.name("old")
        try await teller.call(Batch.UpdateComputeEnvironment(computeEnvironment: old, state: "DISABLED"))
        try await stage.settle("old") { $0.state == "DISABLED" }
        let delete = Batch.DeleteComputeEnvironment(computeEnvironment: old)
        try await teller.refused(
            "deleted while a queue names it", code: "ClientException",
            says: "Cannot delete, found existing JobQueue relationship", delete)
        try await teller.call(
            Batch.UpdateJobQueue(jobQueue: teller.name("one"), computeEnvironmentOrder: stage.order(["new"])))
        let isRepointed = try await teller.until {
            let queue = try await stage.queue("one")
            return queue?.status == "VALID"
                && queue?.computeEnvironmentOrder?.first?.computeEnvironment.hasSuffix("/" + teller.name("new")) == true
        }
        await teller.check("repointed", isRepointed)
        // Batch may go on seeing the relationship for a while.
        try await teller.retrying(delete, while: "JobQueue relationship")
        try await teller.eventually("gone") { try await stage.environment("old") == nil }
        try await stage.removeQueue("one")
        try await stage.removeEnvironment("new")
        try await stage.strike()
    }

    static let pages = Story("pages") { teller in
        let stage = try await Stage.build(teller)
        let names = ["a", "b", "c"]
        for name in names { try await stage.create(name, stage.resources("FARGATE")) }
        for name in names { try await stage.settle(name) }
        for name in names { try await stage.createQueue("queue-" + name, ["a"]) }
        // Other stories' environments come and go meanwhile, and a page may begin one too far.
        try await teller.eventually("all environments") {
            var found: Set<String> = []
            var token: String?
            repeat {
                let page = try await teller.call(Batch.DescribeComputeEnvironments(maxResults: 2, nextToken: token))
                found.formUnion(page.computeEnvironments?.compactMap(\.computeEnvironmentName) ?? [])
                token = page.nextToken
            } while token != nil
            return found.isSuperset(of: names.map(teller.name))
        }
        try await teller.eventually("all queues") {
            var found: Set<String> = []
            var token: String?
            repeat {
                let page = try await teller.call(Batch.DescribeJobQueues(maxResults: 2, nextToken: token))
                found.formUnion(page.jobQueues?.compactMap(\.jobQueueName) ?? [])
                token = page.nextToken
            } while token != nil
            return found.isSuperset(of: names.map { teller.name("queue-" + $0) })
        }
        try await teller.refused(
            "names and a size", code: "ClientException", says: "ComputeEnvironments and MaxResults cannot both be set",
            Batch.DescribeComputeEnvironments(computeEnvironments: ["a"], maxResults: 1))
        try await teller.refused(
            "queue names and a size", code: "ClientException", says: "JobQueues and MaxResults cannot both be set",
            Batch.DescribeJobQueues(jobQueues: ["a"], maxResults: 1))
        let many = (0..<101).map { "n\($0)" }
        try await teller.refused(
            "101 environments", code: "ClientException", Batch.DescribeComputeEnvironments(computeEnvironments: many))
        try await teller.refused("101 queues", code: "ClientException", Batch.DescribeJobQueues(jobQueues: many))
        try await eachAtOnce(names) { try await stage.removeQueue("queue-" + $0) }
        try await eachAtOnce(names) { try await stage.removeEnvironment($0) }
        try await stage.strike()
    }
}
