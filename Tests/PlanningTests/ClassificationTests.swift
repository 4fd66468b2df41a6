import Kinds
import Planning
import ResourceModel
import Testing

/// Tests of the class of each field's change.
struct ClassificationTests {
    static let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: "bench")
    static let address = Address(key, .computeEnvironment, "work")
    static let linkedRole =
        "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch"

    /// Returns an environment as AWS shows it, with AWS's forms of values.
    static func held(
        strategy: String = "SPOT_PRICE_CAPACITY_OPTIMIZED", role: String = linkedRole,
        _ change: (inout [String: Value]) -> Void = { _ in }
    ) -> ObservedResource {
        var resources: [String: Value] = [
            "type": .string("SPOT"), "allocationStrategy": .string(strategy), "minvCpus": .integer(0),
            "maxvCpus": .integer(1000), "instanceTypes": .strings(["c6id", "m6id"]), "bidPercentage": .integer(100),
            "subnets": .strings(["subnet-b", "subnet-a"]), "securityGroupIds": .strings(["sg-1"]),
            "instanceRole": .string("arn:aws:iam::123456789012:instance-profile/p"),
            "launchTemplate": .map([
                "launchTemplateId": .string("lt-1"), "version": .string("1"), "overrides": .list([]),
            ]),
            "ec2Configuration": .list([.map(["imageType": .string("ECS_AL2023")])]),
            "tags": .strings(["Name": "bench"]),
        ]
        change(&resources)
        return ObservedResource(
            address, name: "bench-g1",
            properties: .map([
                "type": .string("MANAGED"), "state": .string("ENABLED"), "serviceRole": .string(role),
                "computeResources": .map(resources),
            ]),
            tags: [
                OwnershipTags.owner: key.owner,
                OwnershipTags.resource: OwnershipTags.resourceValue(.computeEnvironment, "bench-g1"),
            ], attributes: ["arn": .string("arn:ce")], status: .valid)
    }

    /// The same environment as the file wants it, after an edit.
    static func wanted(_ change: (inout [String: Value]) -> Void = { _ in }) -> Resource {
        var resources: [String: Value] = [
            "type": .string("SPOT"), "allocationStrategy": .string("SPOT_PRICE_CAPACITY_OPTIMIZED"),
            "minvCpus": .integer(0), "maxvCpus": .integer(1000), "instanceTypes": .strings(["m6id", "c6id"]),
            "subnets": .strings(["subnet-a", "subnet-b"]), "securityGroupIds": .strings(["sg-1"]),
            "instanceRole": .string("p"),
            "launchTemplate": .map(["launchTemplateId": .string("lt-1"), "version": .string("1")]),
            "ec2Configuration": .list([.map(["imageType": .string("ECS_AL2023")])]),
            "tags": .strings(["Name": "bench"]),
        ]
        change(&resources)
        return Resource(
            address, name: "bench",
            properties: .map([
                "type": .string("MANAGED"), "state": .string("ENABLED"), "serviceRole": .string(linkedRole),
                "computeResources": .map(resources),
                "updatePolicy": .map([
                    "terminateJobsOnUpdate": .boolean(false), "jobExecutionTimeoutMinutes": .integer(30),
                ]),
            ]), tags: [OwnershipTags.owner: key.owner, OwnershipTags.resource: ""])
    }

    static func plan(
        _ held: ObservedResource, _ wanted: Resource, jobs: Int = 0,
        _ policy: (inout EnvironmentRequest.Policy) -> Void = { _ in }
    ) -> PlannedEnvironment {
        var observation = Observation(accountID: "123456789012", resources: [address: [held]])
        observation.jobs[Observation.JobKey(region: key.region, name: held.name)] = .init(running: jobs, waiting: 0)
        var request = EnvironmentRequest(key: key, resources: [wanted])
        policy(&request.policy)
        return Planner(observation, Kinds.catalog).plan(PlanRequest(.apply, [request])).environments[0]
    }

    @Test
    func `what AWS fills in and reorders is no change`() {
        let resource = Self.plan(Self.held(), Self.wanted()).resources[0]
        #expect(resource.action == .none, "\(resource.changes)")
    }

    @Test(arguments: [
        ("maxvCpus", Value.integer(1200), UpdateClass.scaling),
        ("minvCpus", .integer(4), .scaling),
        ("instanceTypes", .strings(["c6id"]), .infrastructure),
        ("subnets", .strings(["subnet-a"]), .infrastructure),
        ("securityGroupIds", .strings(["sg-2"]), .infrastructure),
        ("allocationStrategy", .string("SPOT_CAPACITY_OPTIMIZED"), .infrastructure),
        ("bidPercentage", .integer(60), .infrastructure),
        ("ec2KeyPair", .string("debug"), .infrastructure),
        ("tags", .strings(["Name": "bench", "project": "x"]), .infrastructure),
        ("launchTemplate", .map(["launchTemplateId": .string("lt-1"), "version": .string("2")]), .infrastructure),
        ("ec2Configuration", .list([.map(["imageType": .string("ECS_AL2023_NVIDIA")])]), .infrastructure),
        ("type", .string("EC2"), .infrastructure),
    ])
    func `each field makes the update that AWS documents`(field: String, value: Value, update: UpdateClass) {
        let planned = Self.plan(Self.held(), Self.wanted { $0[field] = value }).resources[0]
        #expect(planned.action == .update)
        #expect(planned.update == update)
        #expect(planned.changes.map(\.path) == ["computeResources.\(field)"])
    }

    @Test(arguments: [(nil, 0), (.list([]), 1), (.list([.string("a")]), 0)] as [(Value?, Int)])
    func `limit actions that AWS does not show are not taken for none`(shown: Value?, changes: Int) {
        let address = Address(Self.key, .jobQueue, "work")
        let tags = [
            OwnershipTags.owner: Self.key.owner, OwnershipTags.resource: OwnershipTags.resourceValue(.jobQueue, "q"),
        ]
        var properties: [String: Value] = ["state": .string("ENABLED")]
        let wanted = properties.merging(["jobStateTimeLimitActions": .list([.string("a")])]) { old, _ in old }
        properties["jobStateTimeLimitActions"] = shown
        let held = ObservedResource(address, name: "q", properties: .map(properties), tags: tags, status: .valid)
        let request = EnvironmentRequest(
            key: Self.key, resources: [Resource(address, name: "q", properties: .map(wanted), tags: tags)])
        let plan = Planner(Observation(accountID: "1", resources: [address: [held]]), Kinds.catalog).plan(
            PlanRequest(.apply, [request]))
        #expect(plan.resources[0].changes.count == changes)
    }

    @Test(arguments: [
        held(strategy: "BEST_FIT"), held(role: "arn:aws:iam::123456789012:role/TowerForge-ServiceRole"),
        held(role: "arn:aws:iam::123456789012:role/AWSServiceRoleForBatch"),
    ])
    func `replaces without the linked role or an updatable strategy`(held: ObservedResource) {
        let edited = Self.wanted { $0["instanceTypes"] = .strings(["r6id"]) }
        let refused = Self.plan(held, edited)
        #expect(refused.refusals.map(\.kind) == [.replacementRefused])
        let allowed = Self.plan(held, edited) { $0.allowsReplacement = true }
        #expect(allowed.refusals == [])
        #expect(allowed.resources[0].action == .replace)
        #expect(allowed.resources[0].name == "bench-g2")
    }

    @Test
    func `leaves what exists as it is if the file says so, and keeps the differences`() {
        let edited = Self.wanted { $0["maxvCpus"] = .integer(1200) }
        let left = Self.plan(Self.held(), edited) { $0.leavesExisting = true }.resources[0]
        #expect(left.action == .none && left.changes.isEmpty && left.reason == .leftAsIs)
        #expect(left.differences.map(\.path) == ["computeResources.maxvCpus"])
        let same = Self.plan(Self.held(), Self.wanted()) { $0.leavesExisting = true }.resources[0]
        #expect(same.reason == .matches && same.differences.isEmpty)
    }

    @Test
    func `refuses or replaces when an update could end running jobs`() {
        let edited = Self.wanted { $0["instanceTypes"] = .strings(["r6id"]) }
        #expect(Self.plan(Self.held(), edited, jobs: 3).refusals.map(\.kind) == [.jobsAtRisk])
        let behind = Self.plan(Self.held(), edited, jobs: 3) { $0.allowsReplacement = true }
        #expect(behind.resources[0].action == .replace)
        let paths = ["computeResources.instanceTypes"]
        #expect(behind.resources[0].reason == .jobsRun(paths: paths, isCertain: true))
        let protected = Self.plan(Self.held(), edited, jobs: 3) {
            $0.allowsReplacement = true
            $0.isProtected = true
        }
        #expect(protected.refusals.map(\.fact) == [.protected(.jobsRun)])
        let inPlace = Self.plan(Self.held(), edited, jobs: 3) { $0.updateStrategy = .inPlace }
        #expect(inPlace.resources[0].action == .update && inPlace.refusals == [])
        let scaling = Self.plan(Self.held(), Self.wanted { $0["maxvCpus"] = .integer(5) }, jobs: 3)
        #expect(scaling.resources[0].update == .scaling && scaling.refusals == [])
    }

    @Test
    func `blue-green replaces, or is refused with that reason`() {
        let edited = Self.wanted { $0["instanceTypes"] = .strings(["r6id"]) }
        let paths = ["computeResources.instanceTypes"]
        let replaced = Self.plan(Self.held(), edited) {
            $0.updateStrategy = .blueGreen
            $0.allowsReplacement = true
        }
        #expect(replaced.resources[0].action == .replace && replaced.resources[0].reason == .blueGreen(paths: paths))
        let refused = Self.plan(Self.held(), edited) { $0.updateStrategy = .blueGreen }
        #expect(refused.refusals.map(\.fact) == [.blueGreenRefused(name: "bench-g1")])
        #expect(refused.refusals.map(\.kind) == [.replacementRefused] && refused.refusals[0].paths == paths)
        let protected = Self.plan(Self.held(), edited) {
            $0.updateStrategy = .blueGreen
            $0.isProtected = true
        }
        #expect(protected.refusals.map(\.fact) == [.protected(.blueGreen)])
        // A change that AWS cannot make in place is one, whatever the strategy.
        let fixed = Self.plan(Self.held(strategy: "BEST_FIT"), edited) { $0.updateStrategy = .blueGreen }
        #expect(fixed.refusals.map(\.fact) == [.replacementRefused(name: "bench-g1", isPossible: true)])
    }

    @Test
    func `refuses what is not owned, whatever tags were copied to it`() {
        for tags in [[:], [OwnershipTags.owner: Self.key.owner, OwnershipTags.resource: "job-queue/other"]] {
            var held = Self.held()
            held.tags = tags
            let planned = Self.plan(held, Self.wanted { $0["maxvCpus"] = .integer(5) })
            #expect(planned.refusals.map(\.kind) == [.foreignResource])
            #expect(planned.resources.allSatisfy { $0.action == .none })
        }
    }

    @Test
    func `the plan id follows the plan and the live state`() {
        func id(_ held: ObservedResource, _ wanted: Resource) -> String {
            Plan(accountID: "1", environments: [Self.plan(held, wanted)]).id
        }
        let base = id(Self.held(), Self.wanted())
        #expect(base == id(Self.held(), Self.wanted()))
        #expect(base != id(Self.held { $0["maxvCpus"] = .integer(5) }, Self.wanted()))
        #expect(base != id(Self.held(), Self.wanted { $0["maxvCpus"] = .integer(5) }))
    }

    @Test
    func `the plan id follows what guards refuse, but no figures of jobs`() {
        func plan(_ refusals: [Refusal.Fact]) -> Plan {
            var environment = Self.plan(Self.held(), Self.wanted())
            environment.refusals = refusals.map { Refusal($0, environment: Self.key) }
            return Plan(accountID: "1", environments: [environment])
        }
        func jobs(_ running: Int) -> Refusal.Fact {
            .jobsAtRisk(name: "bench-g1", PlannedEnvironment.JobCounts(running: running, waiting: 0))
        }
        let base = plan([])
        #expect(plan([jobs(1)]).id != base.id && plan([jobs(1)]).idWithoutRefusals == base.id)
        #expect(plan([jobs(1)]).id == plan([jobs(2)]).id)
        #expect(plan([jobs(1)]).id != plan([.protected(.jobsRun)]).id)
        // The options of a command, and a person who is asked, decide on these.
        let settled: [Refusal.Fact] = [
            .tooManyDeletions(count: 1, allowed: nil), .dataLoss(names: ["fs-1"], isPruned: true),
        ]
        #expect(plan(settled).id == base.id)
    }
}
