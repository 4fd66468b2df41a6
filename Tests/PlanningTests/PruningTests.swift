import Kinds
import Planning
import ResourceModel
import Testing

/// The environments that are deleted because the files no longer name them, and the limits of their number.
struct PruningTests {
    static let live = EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: "live")

    static func remains(_ key: EnvironmentKey) -> [Resource] {
        [
            Resource(Address(key, .role, "instance"), name: "\(key.region)-\(key.name)-role", properties: .map([:])),
            Resource(Address(key, .launchTemplate), name: "\(key.region)-\(key.name)", properties: .map([:])),
            Resource(
                Address(key, .computeEnvironment, "work"), name: "\(key.region)-\(key.name)-work",
                properties: .map([:])),
        ]
    }

    static func claim(_ kind: ResourceKind, _ name: String, in region: String?, owner: String) throws -> OwnershipClaim
    {
        try #require(OwnershipClaim(kind, name, in: region, tags: tags(kind, name, owner: owner)))
    }

    static func tags(_ kind: ResourceKind, _ name: String, owner: String) -> [String: String] {
        var tags = [OwnershipTags.owner: owner, OwnershipTags.resource: OwnershipTags.resourceValue(kind, name)]
        tags[OwnershipTags.form] = OwnershipTags.formValue(properties: .map([:]), tags: tags)
        return tags
    }

    static func pruned(
        _ claims: [OwnershipClaim], logGroup: String? = nil, scope: PruneScope = .workspaces
    ) -> PlanRequest {
        var resources: [Resource] = []
        if let logGroup {
            resources = [Resource(Address(live, .logGroup), name: logGroup, properties: .map([:]))]
        }
        var intent = PlanRequest(.apply, [EnvironmentRequest(key: live, resources: resources)])
        intent.prune(claims, scope: scope, namePrefix: "TowerForge", kinds: Kinds.catalog, remains: remains)
        return intent
    }

    @Test
    func `a claim counts if the name is that of the owner's environment`() throws {
        let intent = Self.pruned(
            [
                try Self.claim(
                    .computeEnvironment, "eu-west-1-gone-work-g3", in: "eu-west-1", owner: "acme/research/gone"),
                try Self.claim(.role, "eu-west-1-past-role", in: nil, owner: "past"),
                try Self.claim(
                    .computeEnvironment, "eu-west-1-gone-work", in: "eu-west-1", owner: "acme/research/copied"),
                try Self.claim(.role, "us-east-1-far-role", in: nil, owner: "far"),
                try Self.claim(.jobQueue, "eu-west-1-other-work", in: "eu-west-1", owner: "other"),
            ], scope: .all)
        #expect(
            intent.pruned.map(\.key) == [
                EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: "gone"),
                EnvironmentKey(region: "eu-west-1", workspace: nil, name: "past"),
            ])
    }

    @Test
    func `tags that name another resource are no claim`() {
        let tags = [OwnershipTags.owner: "past", OwnershipTags.resource: "role/other"]
        #expect(OwnershipClaim(.role, "eu-west-1-past-role", in: nil, tags: tags) == nil)
        #expect(OwnershipClaim(.role, "x", in: nil, tags: [OwnershipTags.resource: "role/x"]) == nil)
    }

    @Test
    func `finds the slash of a workspace by the resource's name`() throws {
        let intent = Self.pruned(
            [try Self.claim(.role, "eu-west-1-a/b-role", in: nil, owner: "acme/research/a/b")])
        #expect(intent.pruned.map(\.key.name) == ["a/b"])
    }

    @Test
    func `retires only unwanted resources of environments in the files`() throws {
        let intent = Self.pruned(
            [
                try Self.claim(.role, "eu-west-1-live-role", in: nil, owner: Self.live.owner),
                try Self.claim(.logGroup, "TowerForge-mine", in: "eu-west-1", owner: Self.live.owner),
                try Self.claim(.logGroup, "TowerForge-before", in: "eu-west-1", owner: Self.live.owner),
            ], logGroup: "TowerForge-mine")
        #expect(intent.pruned == [])
        #expect(
            intent.environments[0].retired.map(\.address.local) == [
                "role.instance", "launch-template", "compute-environment.work", "log-group.TowerForge-before",
            ])
    }

    @Test
    func `checks the account also for environments that left the files`() throws {
        var request = EnvironmentRequest(key: Self.live, resources: [])
        request.policy.accountID = "111111111111"
        var intent = PlanRequest(.apply, [request])
        intent.prune(
            [try Self.claim(.role, "eu-west-1-past-role", in: nil, owner: "acme/research/past")],
            namePrefix: "TowerForge", kinds: Kinds.catalog,
            remains: Self.remains)
        let plan = Planner(Observation(accountID: "222222222222"), Kinds.catalog).plan(intent)
        #expect(plan.refusals.map(\.kind).contains(.wrongAccount))
        #expect(intent.pruned.map(\.policy.accountID) == ["111111111111"])
    }

    /// Returns a plan that deletes `count` environments.
    static func plan(pruning count: Int) -> Plan {
        let environments = (0..<count).map { number in
            let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "gone\(number)")
            var environment = PlannedEnvironment(
                key, resources: [PlannedResource(Address(key, .role), name: "r", action: .delete)])
            environment.isPruned = true
            return environment
        }
        return Plan(accountID: "1", environments: environments)
    }

    @Test(
        arguments: [
            (0, nil, false, true), (0, 3, false, true), (1, nil, false, false), (1, nil, true, true),
            (1, 1, false, true),
            (1, 2, false, true), (1, 0, false, false),
            (2, nil, false, false), (2, 2, false, true), (2, 1, false, false), (2, 3, false, true),
            (2, nil, true, true),
            (2, 1, true, false),
        ] as [(Int, Int?, Bool, Bool)])
    func `needs a number or a person for every deletion`(
        count: Int, allowed: Int?, isAsked: Bool, passes: Bool
    ) {
        var plan = Self.plan(pruning: count)
        plan.limitDeletions(to: allowed, isAsked: isAsked)
        #expect(plan.refusals.map(\.kind) == (passes ? [] : [.tooManyDeletions]))
    }

    @Test(
        arguments: [(0, 2, true), (1, 2, true), (2, 2, true), (3, 2, false), (3, nil, true), (1, 0, false)]
            as [(Int, Int?, Bool)])
    func `a destruction may be run again after a part was done`(count: Int, allowed: Int?, passes: Bool) {
        var plan = Self.plan(pruning: count)
        for index in plan.environments.indices { plan.environments[index].isPruned = false }
        let gone = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "deleted before")
        plan.environments.append(PlannedEnvironment(gone, resources: []))
        plan.limitDestruction(to: allowed)
        #expect(plan.refusals.map(\.kind) == (passes ? [] : [.tooManyDeletions]))
        #expect(plan.refusals.allSatisfy { $0.environment != nil })
    }

    @Test(arguments: [(48, 2, false), (49, 2, true), (50, 1, true)])
    func `what does not fit into a region's quota is refused`(existing: Int, more: Int, refuses: Bool) {
        let requests = (0..<more).map { number in
            let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "new\(number)")
            return EnvironmentRequest(
                key: key,
                resources: [
                    Resource(Address(key, .computeEnvironment, "work"), name: "n\(number)", properties: .map([:]))
                ])
        }
        var observation = Observation(accountID: "1")
        observation.usage["eu-west-1"] = RegionUsage(counts: [.computeEnvironment: existing, .jobQueue: 3])
        let refusals = Planner(observation, Kinds.catalog).plan(PlanRequest(.apply, requests)).refusals
        #expect(refusals.map(\.kind) == (refuses ? [.quotaExceeded] : []))
        for refusal in refusals {
            guard case .quotaExceeded(let shortage) = refusal.fact else { continue }
            #expect(shortage.existing == existing && shortage.created == more && shortage.needed == existing + more)
            #expect(shortage.limit == 50 && shortage.accountID == "1")
        }
    }

    @Test
    func `a queue that the files name elsewhere is not pruned`() throws {
        let gone = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "gone")
        let queue = Resource(Address(gone, .jobQueue, "work"), name: "gone-work", properties: .map([:]))
        var intent = PlanRequest(
            .apply,
            [
                EnvironmentRequest(
                    key: Self.live,
                    resources: [
                        Resource(
                            Address(Self.live, .externalJobQueue, "work"), name: "gone-work", properties: .map([:]),
                            management: .external)
                    ])
            ])
        intent.pruned = [EnvironmentRequest(key: gone, resources: [queue])]
        let tags = [OwnershipTags.owner: "gone", OwnershipTags.resource: "job-queue/gone-work"]
        let held = ObservedResource(
            queue.address, name: "gone-work", properties: .map([:]), tags: tags, status: .valid)
        let plan = Planner(Observation(accountID: "1", resources: [queue.address: [held]]), Kinds.catalog).plan(intent)
        #expect(plan.refusals.map(\.kind) == [.foreignQueue])
        #expect(plan.refusals[0].fact == .namedElsewhere(name: "gone-work", owner: Self.live.owner))
    }
}
