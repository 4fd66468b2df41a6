import Kinds
import Planning
import ResourceModel
import Testing

/// The owned environments that a prune may delete.
struct PruneScopeTests {
    private static func key(_ region: String, _ workspace: String?, _ name: String) -> EnvironmentKey {
        EnvironmentKey(region: region, workspace: workspace, name: name)
    }

    /// Returns a claim of each environment's work compute environment.
    private static func claims(_ keys: [EnvironmentKey]) throws -> [OwnershipClaim] {
        try keys.map {
            try PruningTests.claim(
                .computeEnvironment, "\($0.region)-\($0.name)-work-g1", in: $0.region, owner: $0.owner)
        }
    }

    private static func prune(
        _ existing: [EnvironmentKey], files: [EnvironmentKey], scope: PruneScope = .workspaces
    ) throws -> (pruned: [EnvironmentKey], excluded: [PruneExclusion]) {
        var intent = PlanRequest(.apply, files.map { EnvironmentRequest(key: $0, resources: []) })
        let excluded = intent.prune(
            try claims(existing), scope: scope, namePrefix: "TowerForge", kinds: Kinds.catalog,
            remains: PruningTests.remains)
        return (intent.pruned.map(\.key), excluded)
    }

    private let live = key("eu-west-1", "acme/a", "live")
    private let gone = key("eu-west-1", "acme/a", "gone")

    @Test(arguments: [
        key("eu-west-1", "acme/b", "x"), key("eu-west-1", nil, "x"), key("eu-west-1", "acme", "x"),
        key("eu-west-1", "acme/a/b", "x"), key("eu-west-1", "ACME/a", "x"),
    ])
    func `leaves other workspaces alone`(other: EnvironmentKey) throws {
        let result = try Self.prune([live, gone, other], files: [live])
        #expect(result.pruned == [gone])
        #expect(result.excluded == [PruneExclusion(environment: other, reason: .otherWorkspace)])
        #expect(try Self.prune([live, gone, other], files: [live], scope: .all).pruned == [gone, other].sorted())
    }

    @Test
    func `reaches a workspace only in its own regions`() throws {
        let second = Self.key("us-east-1", "acme/b", "live")
        let other = Self.key("us-east-1", "acme/a", "old")
        let result = try Self.prune([live, second, other], files: [live, second])
        #expect(result.pruned == [])
        #expect(result.excluded == [PruneExclusion(environment: other, reason: .otherWorkspace)])
    }

    @Test
    func `leaves a region alone that the files only begin to use`() throws {
        let added = Self.key("us-east-1", "acme/a", "added")
        let existing = Self.key("us-east-1", "acme/a", "existing")
        let first = try Self.prune([live, existing], files: [live, added])
        #expect(first.pruned == [])
        #expect(first.excluded == [PruneExclusion(environment: existing, reason: .newRegion)])
        #expect(try Self.prune([live, existing, added], files: [live, added]).pruned == [existing])
    }

    @Test
    func `deletes the old environment when the only one gets a new name`() throws {
        let result = try Self.prune([gone], files: [live])
        #expect(result.pruned == [gone])
    }

    @Test(
        arguments: [
            ("/prod/payments", [], false), ("TowerForge-logs", [], true), ("/TowerForge-logs", [], false),
            ("TowerForgery", [], false), ("/prod/payments", ["eu-west-1-gone"], true),
            ("/prod/payments", ["eu-west-1-live"], false), ("/prod/payments", ["other"], false),
        ] as [(String, Set<String>, Bool)])
    func `deletes a log group only if it is provably owned`(name: String, templates: Set<String>, isDeleted: Bool)
        throws
    {
        var claim = try PruningTests.claim(.logGroup, name, in: "eu-west-1", owner: gone.owner)
        claim.namedBy = templates
        var intent = PlanRequest(.apply, [EnvironmentRequest(key: live, resources: [])])
        intent.prune([claim], namePrefix: "TowerForge", kinds: Kinds.catalog, remains: PruningTests.remains)
        #expect(intent.pruned.map(\.key) == (isDeleted ? [gone] : []))
    }

    @Test
    func `orders a log group after its writers and before its proof`() throws {
        var claim = try PruningTests.claim(.logGroup, "/logs", in: "eu-west-1", owner: gone.owner)
        claim.namedBy = ["eu-west-1-gone"]
        var intent = PlanRequest(.apply, [EnvironmentRequest(key: live, resources: [])])
        intent.prune([claim], namePrefix: "TowerForge", kinds: Kinds.catalog, remains: PruningTests.remains)
        var observation = Observation(accountID: "1")
        for resource in intent.pruned[0].resources {
            let tags = PruningTests.tags(resource.address.kind, resource.name, owner: gone.owner)
            observation.resources[resource.address] = [
                ObservedResource(resource.address, name: resource.name, properties: .map([:]), tags: tags)
            ]
        }
        let deleted = try #require(Planner(observation, Kinds.catalog).plan(intent).environments.last).resources
        #expect(
            deleted.map(\.address.local) == [
                "compute-environment.work", "log-group./logs", "launch-template", "role.instance",
            ])
        let (group, template) = (deleted[1], deleted[2])
        #expect(group.dependsOn.map(\.kind) == [.computeEnvironment])
        #expect(template.dependsOn.contains(group.address))
    }

    @Test
    func `takes no claim of a log group whose hash is not its own`() throws {
        let own = PruningTests.tags(.logGroup, "/x", owner: "acme/a/gone")
        #expect(OwnershipClaim(.logGroup, "/x", in: "eu-west-1", tags: own) != nil)
        #expect(OwnershipClaim(.logGroup, "/x", in: "eu-west-1", tags: own.merging(["team": "x"]) { $1 }) != nil)
        let copied = PruningTests.tags(.logGroup, "/other", owner: "acme/a/gone")[OwnershipTags.form]
        for form in [nil, "", "0123456789abcdef", copied] {
            var tags = own
            tags[OwnershipTags.form] = form
            #expect(OwnershipClaim(.logGroup, "/x", in: "eu-west-1", tags: tags) == nil)
        }
    }
}
