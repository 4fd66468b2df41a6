import Kinds
import Planning
import ResourceModel
import Testing

/// The decision table of UpdateComputeEnvironment, a row each: the class of a change with the service-linked role and
/// an updatable strategy, without one of them, and on Fargate. Nil if the field has no meaning on Fargate.
struct DecisionTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let path: String
        let before: Value?
        let after: Value?
        let updatable: UpdateClass?
        let other: UpdateClass?
        let fargate: UpdateClass?

        var testDescription: String { "\(path): \(before?.json ?? "none") to \(after?.json ?? "none")" }

        init(
            _ path: String, _ before: Value?, _ after: Value?, _ updatable: UpdateClass?, _ other: UpdateClass?,
            _ fargate: UpdateClass?
        ) {
            self.path = path
            self.before = before
            self.after = after
            self.updatable = updatable
            self.other = other
            self.fargate = fargate
        }
    }

    private static func template(_ version: String) -> Value {
        .map(["launchTemplateId": .string("lt-1"), "version": .string(version)])
    }

    private static func image(_ type: String, _ override: String? = nil) -> Value {
        var image: [String: Value] = ["imageType": .string(type)]
        image["imageIdOverride"] = override.map { .string($0) }
        return .list([.map(image)])
    }

    private static var rows: [Row] {
        let resources = "computeResources."
        return [
            Row("state", .string("DISABLED"), .string("ENABLED"), .scaling, .scaling, .scaling),
            Row(resources + "maxvCpus", .integer(8), .integer(16), .scaling, .scaling, .scaling),
            Row(resources + "minvCpus", .integer(0), .integer(4), .scaling, .scaling, nil),
            Row(resources + "desiredvCpus", .integer(4), .integer(8), nil, nil, nil),
            Row(
                resources + "scalingPolicy", nil, .map(["minScaleDownDelayMinutes": .integer(30)]), .scaling, .scaling,
                nil),
            Row(
                resources + "scalingPolicy", .map(["minScaleDownDelayMinutes": .integer(30)]), nil, .scaling, .scaling,
                nil),
            Row(resources + "subnets", .strings(["a"]), .strings(["b"]), .infrastructure, .replacement, .scaling),
            Row(
                resources + "securityGroupIds", .strings(["a"]), .strings(["b"]), .infrastructure, .replacement,
                .scaling),
            Row(resources + "instanceTypes", .strings(["a"]), .strings(["b"]), .infrastructure, .replacement, nil),
            Row(resources + "instanceTypes", .strings(["a", "b"]), .strings(["b", "a"]), nil, nil, nil),
            Row(
                resources + "instanceTypes", .strings(["c6id"]), .strings(["optimal"]), .infrastructure, .replacement,
                nil),
            Row(resources + "bidPercentage", .integer(60), .integer(80), .infrastructure, .replacement, nil),
            Row(resources + "bidPercentage", .integer(60), nil, .infrastructure, .replacement, nil),
            Row(resources + "bidPercentage", .integer(100), nil, nil, nil, nil),
            Row(resources + "instanceRole", .string("p"), .string("q"), .infrastructure, .replacement, nil),
            Row(
                resources + "instanceRole", .string("p"), .string("arn:aws:iam::1:instance-profile/p"), nil, nil, nil),
            Row(resources + "ec2KeyPair", nil, .string("k"), .infrastructure, .replacement, nil),
            Row(resources + "ec2KeyPair", .string("k"), nil, .infrastructure, .replacement, nil),
            Row(resources + "placementGroup", .string("g"), nil, .infrastructure, .replacement, nil),
            Row(resources + "imageId", .string("ami-1"), .string("ami-2"), .infrastructure, .replacement, nil),
            Row(resources + "imageId", .string("ami-1"), nil, .infrastructure, .replacement, nil),
            Row(
                resources + "ec2Configuration", image("ECS_AL2023"), image("ECS_AL2023_NVIDIA"), .infrastructure,
                .replacement, nil),
            Row(
                resources + "ec2Configuration", image("ECS_AL2023", "ami-1"), image("ECS_AL2023"), .infrastructure,
                .replacement, nil),
            Row(resources + "ec2Configuration", image("ECS_AL2"), nil, .infrastructure, .replacement, nil),
            Row(resources + "ec2Configuration", image("ECS_AL2023"), nil, nil, nil, nil),
            Row(resources + "launchTemplate", template("1"), template("2"), .infrastructure, .replacement, nil),
            Row(resources + "launchTemplate", template("1"), nil, .infrastructure, .replacement, nil),
            Row(
                resources + "tags", .strings(["Name": "a"]), .strings(["Name": "b"]), .infrastructure, .replacement,
                nil),
            Row(
                "updatePolicy", nil,
                .map(["jobExecutionTimeoutMinutes": .integer(60), "terminateJobsOnUpdate": .boolean(false)]), .inPlace,
                .inPlace, nil),
            Row(
                resources + "spotIamFleetRole", .string("arn:aws:iam::1:role/a"), .string("arn:aws:iam::1:role/b"),
                .replacement, .replacement, nil),
            Row(resources + "spotIamFleetRole", .string("arn:aws:iam::1:role/a"), nil, nil, nil, nil),
            Row("type", .string("UNMANAGED"), .string("MANAGED"), .replacement, .replacement, .replacement),
        ]
    }

    private static let linked = ClassificationTests.linkedRole
    private static let regular = "arn:aws:iam::123456789012:role/service"

    /// Returns the weightiest class of the changes between two states of one environment; nil if there is none.
    private func update(
        role: String, strategy: String?, type: String, _ row: Row
    ) -> (update: UpdateClass?, paths: [String]) {
        func state(_ value: Value?) -> Value {
            var resources: [String: Value] = ["type": .string(type)]
            resources["allocationStrategy"] = strategy.map { .string($0) }
            var state: [String: Value] = ["type": .string("MANAGED"), "serviceRole": .string(role)]
            let parts = row.path.split(separator: ".").map(String.init)
            if parts.count == 1 { state[parts[0]] = value } else { resources[parts[1]] = value }
            state["computeResources"] = .map(resources)
            return .map(state)
        }
        return Self.update(from: state(row.before), to: state(row.after))
    }

    private static func update(from before: Value, to after: Value) -> (update: UpdateClass?, paths: [String]) {
        var held = ClassificationTests.held()
        held.properties = before
        var wanted = ClassificationTests.wanted()
        wanted.properties = after
        let environment = ClassificationTests.plan(held, wanted) { $0.allowsReplacement = true }
        let changes = environment.resources[0].changes.filter { !$0.path.hasPrefix("tags.") }
        return (changes.map(\.update).max(), changes.map(\.path))
    }

    @Test(arguments: rows)
    func `a change of a field is what AWS's table says`(row: Row) {
        let spot = "SPOT_PRICE_CAPACITY_OPTIMIZED"
        #expect(update(role: Self.linked, strategy: spot, type: "SPOT", row).update == row.updatable)
        #expect(update(role: Self.regular, strategy: spot, type: "SPOT", row).update == row.other)
        #expect(update(role: Self.linked, strategy: "BEST_FIT", type: "SPOT", row).update == row.other)
        #expect(update(role: Self.linked, strategy: nil, type: "FARGATE", row).update == row.fargate)
    }

    private static func state(_ type: String, role: String = linked, strategy: String? = nil) -> Value {
        var resources: [String: Value] = ["type": .string(type)]
        resources["allocationStrategy"] = strategy.map { .string($0) }
        return .map([
            "type": .string("MANAGED"), "serviceRole": .string(role), "computeResources": .map(resources),
        ])
    }

    @Test
    func `types change in place between EC2 and SPOT only`() {
        let classes = [
            ("SPOT", "EC2", UpdateClass.infrastructure), ("EC2", "SPOT", .infrastructure),
            ("FARGATE", "FARGATE_SPOT", .replacement), ("EC2", "FARGATE", .replacement),
            ("FARGATE", "EC2", .replacement), ("EC2", "ECS_MANAGED_INSTANCES", .replacement),
        ]
        for (before, after, update) in classes {
            let strategies = [before, after].map { ["EC2", "SPOT"].contains($0) ? "BEST_FIT_PROGRESSIVE" : nil }
            let change = Self.update(
                from: Self.state(before, strategy: strategies[0]), to: Self.state(after, strategy: strategies[1]))
            #expect(change.update == update, "\(before) to \(after)")
        }
    }

    @Test
    func `a service role changes in place only between regular roles`() {
        let other = Self.regular + "2"
        #expect(
            Self.update(from: Self.state("EC2", role: Self.regular), to: Self.state("EC2", role: other)).update
                == .scaling)
        for (before, after) in [(Self.regular, Self.linked), (Self.linked, Self.regular)] {
            let change = Self.update(from: Self.state("EC2", role: before), to: Self.state("EC2", role: after))
            #expect(change.update == .replacement)
            #expect(change.paths == ["serviceRole"])
        }
    }

    @Test
    func `strategies change in place among those that allow updates`() {
        let spot = { (strategy: String) in Self.state("SPOT", strategy: strategy) }
        for strategy in ["BEST_FIT_PROGRESSIVE", "SPOT_CAPACITY_OPTIMIZED", "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED"] {
            let change = Self.update(from: spot("SPOT_PRICE_CAPACITY_OPTIMIZED"), to: spot(strategy))
            #expect(change.update == .infrastructure)
        }
        #expect(Self.update(from: spot("SPOT_CAPACITY_OPTIMIZED"), to: spot("BEST_FIT")).update == .replacement)
        #expect(Self.update(from: spot("BEST_FIT"), to: spot("SPOT_CAPACITY_OPTIMIZED")).update == .replacement)
    }

    @Test
    func `the order of instance types means something where the strategy says so`() {
        func ordered(_ types: [String]) -> Value {
            .map([
                "type": .string("MANAGED"), "serviceRole": .string(Self.linked),
                "computeResources": .map([
                    "type": .string("SPOT"), "allocationStrategy": .string("SPOT_CAPACITY_OPTIMIZED_PRIORITIZED"),
                    "instanceTypes": .strings(types),
                ]),
            ])
        }
        #expect(Self.update(from: ordered(["a", "b"]), to: ordered(["b", "a"])).update == .infrastructure)
    }

    @Test(
        arguments: [
            ("computeResources.maxvCpus", .fixed, "scaling-updates"),
            ("computeResources.subnets", .updatable, "infrastructure-updates"),
            ("computeResources.subnets", .fixed, "blue-green-updates"),
            ("computeResources.securityGroupIds", .fargate, "scaling-updates"),
            ("computeResources.type", .updatable, "infrastructure-updates"),
            ("computeResources.type", .becomingFargate, "blue-green-updates"),
            ("computeResources.desiredvCpus", .updatable, nil), ("computeResources.instanceTypes", .fargate, nil),
        ] as [(String, UpdateRule.Form, String?)])
    func `a rule cites the page that has it`(path: String, form: UpdateRule.Form, page: String?) {
        let source = UpdateRule(of: path, .computeEnvironment, as: form)?.source
        #expect(source == page.map { "https://docs.aws.amazon.com/batch/latest/userguide/\($0).html" })
    }
}
