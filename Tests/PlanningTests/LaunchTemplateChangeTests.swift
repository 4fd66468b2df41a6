import ResourceModel
import Testing

@testable import Kinds
@testable import Planning

/// Plans of changes of a launch template.
struct LaunchTemplateChangeTests {
    private static func state(
        _ version: String, overrides: [Value]?, id: String = "lt-1", strategy: String = "BEST_FIT_PROGRESSIVE"
    ) -> Value {
        var template: [String: Value] = ["launchTemplateId": .string(id), "version": .string(version)]
        template["overrides"] = overrides.map { .list($0) }
        return .map([
            "computeResources": .map([
                "type": .string("EC2"), "allocationStrategy": .string(strategy), "launchTemplate": .map(template),
            ]),
            "serviceRole": .string("arn:aws:iam::1:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch"),
        ])
    }

    private static func change(from before: Value, to after: Value) -> Change? {
        KindRules.computeEnvironment.changes(from: before, to: after).first {
            $0.path == "computeResources.launchTemplate"
        }
    }

    private static let override = Value.map([
        "launchTemplateId": .string("lt-9"), "targetInstanceTypes": .strings(["c6i"]),
    ])

    @Test(arguments: [[], [override]]) func `overrides that an update keeps are no change`(overrides: [Value]) {
        let change = Self.change(from: Self.state("1", overrides: overrides), to: Self.state("2", overrides: nil))
        #expect(change?.update == .infrastructure && change?.before?["overrides"] == nil)
        #expect(Self.change(from: Self.state("1", overrides: overrides), to: Self.state("1", overrides: nil)) == nil)
    }

    @Test func `shows overrides that go with the template or the environment`() {
        let gone = Self.change(
            from: Self.state("1", overrides: [Self.override]), to: Self.state("", overrides: nil, id: ""))
        #expect(gone?.before?["overrides"] != nil)
        let replaced = Self.change(
            from: Self.state("1", overrides: [Self.override], strategy: "BEST_FIT"),
            to: Self.state("2", overrides: nil, strategy: "BEST_FIT"))
        #expect(replaced?.update == .replacement && replaced?.before?["overrides"] != nil)
        let none = Self.change(
            from: Self.state("1", overrides: [], strategy: "BEST_FIT"),
            to: Self.state("2", overrides: nil, strategy: "BEST_FIT"))
        #expect(none?.before?["overrides"] == nil)
    }
}
