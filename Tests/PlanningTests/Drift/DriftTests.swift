import Kinds
import Planning
import ResourceModel
import Testing

/// Tests that tell changes in AWS from edits of the file.
struct DriftTests {
    static let key = ClassificationTests.key
    static let address = ClassificationTests.address

    /// Returns a resource as the file wants it, with a form that follows the file as the forge's does.
    static func wanted(
        _ labels: [String: String] = ["project": "x"], _ change: (inout [String: Value]) -> Void = { _ in }
    ) -> Resource {
        var resource = ClassificationTests.wanted(change)
        resource.tags = labels
        resource.tags[OwnershipTags.owner] = key.owner
        resource.tags[OwnershipTags.resource] = ""
        resource.tags[OwnershipTags.labels] = OwnershipTags.labelsValue(labels.keys)
        resource.tags[OwnershipTags.form] =
            Value.map([
                "properties": resource.properties, "tags": .strings(resource.tags),
            ]).digest
        return resource
    }

    /// Returns the state in AWS after an apply of a resource and a change outside of the file.
    static func held(
        after applied: Resource, _ change: (inout [String: Value], inout [String: String]) -> Void = { _, _ in }
    ) -> ObservedResource {
        let plan = Planner(Observation(accountID: "1"), Kinds.catalog).plan(
            PlanRequest(.apply, [EnvironmentRequest(key: key, resources: [applied])]))
        let planned = plan.resources[0]
        let written = planned.recording(planned.desired ?? applied, Kinds.catalog).resource
        var resources = written.properties["computeResources"]?.map ?? [:]
        // AWS's forms: another order, ARNs for names, members filled in.
        resources["subnets"] = .strings(["subnet-b", "subnet-a"])
        resources["instanceRole"] = .string("arn:aws:iam::123456789012:instance-profile/p")
        resources["bidPercentage"] = .integer(100)
        var tags = written.tags
        change(&resources, &tags)
        var properties = written.properties.map ?? [:]
        properties["computeResources"] = .map(resources)
        return ObservedResource(
            address, name: written.name, properties: .map(properties), tags: tags,
            attributes: ["arn": .string("arn:ce")], status: .valid)
    }

    static func drift(_ held: [ObservedResource], _ file: [Resource], leavesExisting: Bool = false) -> Drift {
        let observation = Observation(
            accountID: "1", resources: Dictionary(grouping: held) { $0.address })
        var request = EnvironmentRequest(key: key, resources: file)
        request.policy.leavesExisting = leavesExisting
        return Drift(Planner(observation, Kinds.catalog).plan(PlanRequest(.apply, [request])), Kinds.catalog)
    }

    static func paths(_ held: ObservedResource, _ file: Resource) -> [String] {
        drift([held], [file]).resources.flatMap(\.planned.changes).map(\.path)
    }

    /// An edit of the file, a change in AWS, and the fields that drifted.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var edit: @Sendable (inout [String: Value]) -> Void = { _ in }
        var outside: @Sendable (inout [String: Value]) -> Void = { _ in }
        let drifted: [String]
    }

    static var cases: [Case] {
        let other = Value.strings(["r6id"])
        return [
            Case(testDescription: "nothing", drifted: []),
            Case(
                testDescription: "AWS changed", outside: { $0["maxvCpus"] = .integer(7) },
                drifted: ["computeResources.maxvCpus"]),
            Case(testDescription: "the file was edited", edit: { $0["maxvCpus"] = .integer(1200) }, drifted: []),
            Case(
                testDescription: "both, the same field", edit: { $0["maxvCpus"] = .integer(1200) },
                outside: { $0["maxvCpus"] = .integer(7) }, drifted: ["computeResources.maxvCpus"]),
            Case(
                testDescription: "both, to the same value", edit: { $0["maxvCpus"] = .integer(7) },
                outside: { $0["maxvCpus"] = .integer(7) }, drifted: []),
            Case(
                testDescription: "both, different fields", edit: { $0["maxvCpus"] = .integer(1200) },
                outside: { $0["instanceTypes"] = other }, drifted: ["computeResources.instanceTypes"]),
            Case(
                testDescription: "the order of a set", edit: { $0["maxvCpus"] = .integer(1200) },
                outside: { $0["instanceTypes"] = .strings(["c6id", "m6id"]) }, drifted: []),
            Case(
                testDescription: "a field that the file never had", outside: { $0["ec2KeyPair"] = .string("k") },
                drifted: ["computeResources.ec2KeyPair"]),
            Case(
                testDescription: "a field that the file has now", edit: { $0["ec2KeyPair"] = .string("k") }, drifted: []
            ),
            Case(
                testDescription: "a field that left the file", edit: { $0["minvCpus"] = nil },
                outside: { $0["minvCpus"] = .integer(3) }, drifted: ["computeResources.minvCpus"]),
            Case(
                testDescription: "members that AWS fills in",
                outside: {
                    $0["ec2Configuration"] = .list([
                        .map(["imageType": .string("ECS_AL2023"), "imageKubernetesVersion": .string("1")])
                    ])
                }, drifted: []),
            Case(
                testDescription: "named members changed",
                outside: { $0["ec2Configuration"] = .list([.map(["imageType": .string("ECS_AL2")])]) },
                drifted: ["computeResources.ec2Configuration"]),
            Case(
                testDescription: "named members edited, AWS's own beside them",
                edit: { $0["ec2Configuration"] = .list([.map(["imageType": .string("ECS_AL2023_NVIDIA")])]) },
                outside: {
                    $0["ec2Configuration"] = .list([
                        .map(["imageType": .string("ECS_AL2023"), "imageKubernetesVersion": .string("1")])
                    ])
                }, drifted: []),
            Case(
                testDescription: "another version of the template",
                outside: {
                    $0["launchTemplate"] = .map(["launchTemplateId": .string("lt-1"), "version": .string("9")])
                }, drifted: ["computeResources.launchTemplate"]),
        ]
    }

    @Test(arguments: cases)
    func `only what changed outside the file drifts`(example: Case) {
        let held = Self.held(after: Self.wanted()) { resources, _ in example.outside(&resources) }
        #expect(Self.paths(held, Self.wanted(["project": "x"], example.edit)) == example.drifted)
    }

    @Test
    func `a field that was edited as well is marked so`() {
        let held = Self.held(after: Self.wanted()) { resources, _ in resources["maxvCpus"] = .integer(7) }
        #expect(Self.drift([held], [Self.wanted()]).resources[0].edited == [])
        let edited = Self.wanted(["project": "x"]) { $0["maxvCpus"] = .integer(1200) }
        #expect(Self.drift([held], [edited]).resources[0].edited == ["computeResources.maxvCpus"])
    }

    @Test
    func `a change is drift also if apply leaves it`() throws {
        let held = Self.held(after: Self.wanted()) { resources, _ in resources["maxvCpus"] = .integer(7) }
        let drift = Self.drift([held], [Self.wanted()], leavesExisting: true)
        let left = try #require(drift.resources.first)
        #expect(left.isLeft && left.planned.changes.map(\.path) == ["computeResources.maxvCpus"])
        #expect(Self.drift([held], [Self.wanted()]).resources.allSatisfy { !$0.isLeft })
        let edited = Self.wanted(["project": "x"]) { $0["maxvCpus"] = .integer(1200) }
        #expect(Self.drift([Self.held(after: Self.wanted())], [edited], leavesExisting: true).isEmpty)
    }

    @Test(
        arguments: [
            (["project": "x"], ["project": "y"], ["tags.project"]),
            (["project": "x"], ["project": nil], ["tags.project"]),
            (["project": "y"], [:], []),
            (["project": "x", "team": "rna"], [:], []),
            ([:], [:], []),
            (["project": "x", "team": "rna"], ["project": nil], ["tags.project"]),
            (["project": "x"], ["somebodys": "own"], []),
            (["project": "x"], [OwnershipTags.form: "tampered"], []),
            (["project": "x"], [OwnershipTags.labels: "tampered"], []),
            (["project": "x"], [OwnershipTags.fields: "tampered"], []),
            (["project": "x"], [OwnershipTags.fields: nil], []),
        ] as [([String: String], [String: String?], [String])])
    func `tags drift when another owner changed them`(
        labels: [String: String], outside: [String: String?], drifted: [String]
    ) {
        let held = Self.held(after: Self.wanted()) { _, tags in
            for (key, value) in outside { tags[key] = value }
        }
        #expect(Self.paths(held, Self.wanted(labels)) == drifted)
    }

    @Test
    func `counts every difference as outside if no hashes were recorded`() {
        let held = Self.held(after: Self.wanted()) { _, tags in tags[OwnershipTags.fields] = nil }
        let edited = Self.wanted(["project": "x"]) { $0["maxvCpus"] = .integer(1200) }
        #expect(Self.paths(held, edited).contains("computeResources.maxvCpus"))
    }

    @Test
    func `a status that an update repairs is no drift`() {
        var held = Self.held(after: Self.wanted())
        held.status = .invalid
        #expect(Self.drift([held], [Self.wanted()]).isEmpty)
    }

    static let queue = Address(key, .jobQueue, "work")

    static func queue(named name: String = "q") -> Resource {
        var queue = Resource(
            queue, name: name, properties: .map(["state": .string("ENABLED"), "priority": .integer(1)]))
        queue.tags = [OwnershipTags.owner: key.owner, OwnershipTags.resource: "", OwnershipTags.form: "f"]
        return queue
    }

    @Test
    func `deletions and missing environments are drift, additions are not`() {
        let both = [Self.wanted(), Self.queue()]
        let plan = Planner(Observation(accountID: "1"), Kinds.catalog).plan(
            PlanRequest(.apply, [EnvironmentRequest(key: Self.key, resources: both)]))
        var held = Self.held(after: Self.wanted())
        #expect(Self.drift([held], both).resources.isEmpty)
        held.tags = plan.resources[0].recording(plan.resources[0].desired ?? Self.wanted(), Kinds.catalog).resource.tags
        let deleted = Self.drift([held], both).resources
        #expect(deleted.map(\.event) == [.deleted] && deleted[0].planned.address == Self.queue)
        let never = Self.drift([], both)
        #expect(!never.isEmpty && never.resources.isEmpty && !never.environments[0].exists)
    }

    @Test
    func `a resource that lost its tags is drift when others exist`() {
        var held = Self.held(after: Self.wanted())
        let queue = ObservedResource(
            Self.queue, name: "q", properties: .map(["state": .string("ENABLED"), "priority": .integer(1)]))
        let drift = Self.drift([held, queue], [Self.wanted(), Self.queue()])
        #expect(drift.resources.map(\.event) == [.disowned])
        #expect(
            drift.resources[0].planned.changes.map(\.path) == ["tags.reconcile:owner", "tags.reconcile:resource"])
        held.tags = [:]
        let alone = Self.drift([held], [Self.wanted()])
        #expect(alone.environments.map(\.exists) == [true] && alone.resources.map(\.event) == [.disowned])
    }

    @Test(
        arguments: [([], false, []), (["head"], true, ["work"]), (["head", "work"], true, [])]
            as [([String], Bool, [String])])
    func `reports the queues of a manual environment that do not exist`(
        existing: [String], exists: Bool, missed: [String]
    ) {
        let queues = ["head", "work"].map { part in
            Resource(
                Address(Self.key, .externalJobQueue, part), name: "q-\(part)", properties: .map([:]),
                management: .external
            )
        }
        let found = existing.map { part in
            ObservedResource(
                Address(Self.key, .externalJobQueue, part), name: "q-\(part)", properties: .map([:]), status: .valid)
        }
        let drift = Self.drift(found, queues)
        #expect(drift.environments.map(\.exists) == [exists] && drift.environments[0].isManual)
        #expect(drift.resources.map(\.planned.address.part) == missed)
        #expect(drift.isEmpty == (existing.count == 2))
    }

    @Test
    func `a change of what a field refers to is no drift of the field`() {
        let template = Address(Self.key, .launchTemplate)
        let version = Value.reference(template, "version")
        let file = Self.wanted(["project": "x"]) {
            $0["launchTemplate"] = .map(["launchTemplateId": .string("lt-1"), "version": version])
        }
        let held = Self.held(after: Self.wanted())
        #expect(Self.paths(held, file) == [])
    }

    @Test
    func `the record of the widest environment fits into a tag`() {
        var resource = Self.wanted(["project": "x"]) { resources in
            for field in [
                "ec2KeyPair", "imageId", "placementGroup", "bidPercentage",
            ] {
                resources[field] = .string("x")
            }
            resources["scalingPolicy"] = .map(["minScaleDownDelayMinutes": .integer(20)])
        }
        resource.dependsOn = []
        let tags = Self.held(after: resource).tags
        #expect((tags[OwnershipTags.fields] ?? "").utf8.count <= 256)
        #expect(tags[OwnershipTags.fields]?.split(separator: " ").count == 22)
    }
}
