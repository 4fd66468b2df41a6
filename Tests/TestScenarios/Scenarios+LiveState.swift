import AWSOperations
import ManifestLoading
import SimulatedAWS
import SimulatedAWSHooks

/// Decisions of AWS's that depend on how things are at the moment: capacity in use, INVALID, DISABLED, DELETING, gone.
extension Scenarios {
    static var liveState: [Scenario] { capacity + invalid + disabled + leaving + fargateEnds }

    // MARK: Capacity

    private static var capacity: [Scenario] {
        let narrow = single { $0.maxCPUs = 500 }
        let impatient = single({ $0.maxCPUs = 500 }, settings: { $0.settings.waitTimeoutSeconds = 60 })
        // Whatever the run does first, the jobs are there.
        var obstacle = Obstacle([], lasts: false, end: .told("vCPUs are in use")) { _ in nil }
        obstacle.isMet = { _ in true }
        obstacle.lift = { account in
            await account.endJobs(queue: try await Names(account).queue, region: AccountFixture.region)
        }
        return [
            Scenario(name: "a lower maximum, waited for", before: [onDemand], command: .apply([narrow])) {
                try await addWideJobs(lasting: 240, in: $0)
            },
            meeting(
                obstacle,
                Scenario(name: "a lower maximum in vain", before: [onDemand], command: .apply([impatient])) {
                    try await addWideJobs(lasting: nil, in: $0)
                }),
        ]
    }

    /// Two jobs of 300 vCPUs.
    private static func addWideJobs(lasting seconds: Double?, in account: SimulatedAccount) async throws {
        let names = try await Names(account)
        try await account.addJobs(
            2, queue: names.queue, environment: names.environment, region: AccountFixture.region, duration: seconds,
            vcpus: 300)
    }

    // MARK: INVALID

    private static var invalid: [Scenario] {
        let spread = Scenario(
            name: "INVALID for a profile that had not spread", before: [onDemand], command: .apply([onDemand])
        ) { account in
            let names = try await Names(account)
            try await account.invalidateComputeEnvironment(
                names.environment, region: AccountFixture.region,
                reason:
                    "CLIENT_ERROR - Instance profile arn:aws:iam::\(account.accountID):instance-profile/\(names.profile)"
                    + " does not exist")
        }
        let denied = "with an explicit deny in a permissions boundary"
        return [
            spread,
            staying(
                "INVALID for an explicit deny", told: denied,
                "CLIENT_ERROR - User: arn:aws:sts::123456789012:assumed-role/custom-batch-role/aws-batch is not authorized "
                    + "to perform: autoscaling:CreateAutoScalingGroup on resource: arn:aws:autoscaling:eu-west-1:"
                    + "123456789012:autoScalingGroup:*:autoScalingGroupName/asg \(denied)"),
            staying(
                "INVALID for a denial that looks like a young role", told: denied,
                "CLIENT_ERROR - User: arn:aws:sts::123456789012:assumed-role/custom-batch-role/aws-batch is not authorized "
                    + "to perform: ecs:DescribeClusters on resource: arn:aws:ecs:eu-west-1:123456789012:cluster/AWSBatch "
                    + denied),
        ]
    }

    /// An environment that stays INVALID until its cause is fixed: reported with AWS's reason, and not tried twice.
    private static func staying(_ name: String, told words: String, _ reason: String) -> Scenario {
        var obstacle = Obstacle(["batch:UpdateComputeEnvironment"], lasts: true, end: .told(words)) { _ in nil }
        obstacle.limit = 1
        obstacle.lift = { account in
            for environment in await account.computeEnvironments(region: AccountFixture.region) {
                await account.keepInvalid(
                    false, environment.computeEnvironmentName ?? "", region: AccountFixture.region)
            }
        }
        return meeting(
            obstacle,
            Scenario(name: name, before: [onDemand], command: .apply([onDemand])) { account in
                let environment = try await Names(account).environment
                try await account.invalidateComputeEnvironment(
                    environment, region: AccountFixture.region, reason: reason)
                await account.keepInvalid(true, environment, region: AccountFixture.region)
            })
    }

    // MARK: DISABLED

    private static var disabled: [Scenario] {
        [
            Scenario(
                name: "repair: everything DISABLED", before: [spot], command: .apply([spot]), disturbance: disableAll),
            Scenario(
                name: "scale what is DISABLED", before: [onDemand], command: .apply([single { $0.maxCPUs = 2000 }]),
                disturbance: disableAll),
            Scenario(
                name: "destroy what is DISABLED", before: [onDemand], command: .destroy([onDemand]),
                disturbance: disableAll),
        ]
    }

    private static var disableAll: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            let caller = account.caller(region: AccountFixture.region)
            for queue in await account.jobQueues(region: AccountFixture.region)
            where queue.jobQueueName?.hasPrefix("TowerForge") == true {
                _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: queue.jobQueueName ?? "", state: "DISABLED"))
            }
            for environment in await account.computeEnvironments(region: AccountFixture.region)
            where environment.computeEnvironmentName?.hasSuffix("-g1") == true {
                let name = environment.computeEnvironmentName ?? ""
                _ = try await caller.call(Batch.UpdateComputeEnvironment(computeEnvironment: name, state: "DISABLED"))
            }
            try await account.clock.sleep(for: .seconds(30))
        }
    }

    // MARK: Going and gone

    private static var leaving: [Scenario] {
        let deleting: @Sendable (SimulatedAccount) async throws -> Void = { account in
            try await ExternalChange.deleteEnvironment(Names(account), account)
        }
        var beside = Scenario(
            name: "make one beside one that stays DELETING", before: [onDemand], command: .apply([onDemand]),
            disturbance: deleting)
        beside.weather = { $0.timings.environmentDelete = 20_000 }
        let scale = Scenario(
            name: "an environment goes before its update", before: [onDemand],
            command: .apply([single { $0.maxCPUs = 2000 }]))
        let destroy = Scenario(
            name: "an environment goes before its deletion", before: [onDemand], command: .destroy([onDemand]))
        return [
            Scenario(
                name: "destroy what is DELETING", before: [onDemand], command: .destroy([onDemand]),
                disturbance: deleting),
            beside, meeting(vanishing(before: "batch:UpdateComputeEnvironment"), scale),
            meeting(vanishing(before: "batch:DeleteComputeEnvironment"), destroy),
        ]
    }

    /// Deletes the environment and its queue just before a call, as another owner would.
    private static func vanishing(before call: String) -> Obstacle {
        var obstacle = Obstacle([call], lasts: false, end: .open) { _ in nil }
        obstacle.happen = { _, account in
            let names = try await Names(account)
            await account.vanish(queue: names.queue, region: AccountFixture.region)
            await account.vanish(environment: names.environment, region: AccountFixture.region)
            return true
        }
        obstacle.endsService = true
        obstacle.excuses = ["does not exist"]
        return obstacle
    }

    // MARK: Fargate

    private static var fargateEnds: [Scenario] {
        let old = AccountFixture.environment("old") { $0.fargate = true }
        return [
            Scenario(
                name: "prune with a head on Fargate", before: [onDemand, old], command: .apply([onDemand], prunes: true)
            ),
            Scenario(name: "destroy with a head on Fargate", before: [old], command: .destroy([old])),
        ]
    }
}
