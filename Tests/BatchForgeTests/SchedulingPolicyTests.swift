import BatchForge
import ManifestLoading
import ResourceModel
import Testing

/// The scheduling policy of the work queue: none, one that exists, or one that is made.
struct SchedulingPolicyTests {
    private static func resources(_ policy: ReconcileSettings.SchedulingPolicy?) -> [String: Resource] {
        let definition = RemainsTests.definition { $0.schedulingPolicy = policy }
        let resources = ForgeTests.forge.resources(for: definition, in: "eu-west-1")
        return Dictionary(uniqueKeysWithValues: resources.map { ($0.address.local, $0) })
    }

    @Test func `shares make a policy, which only the work queue refers to`() throws {
        let weights = ["labA": "0.5", "labB*": "2"]
        let resources = Self.resources(.shares(weights.compactMapValues { DecimalNumber($0) }))
        let policy = try #require(resources["scheduling-policy"])
        #expect(policy.name.hasPrefix("TowerForge-bench-") && policy.name.hasSuffix("-shares"))
        #expect(policy.properties == .map(["fairsharePolicy": .map(["shareDistribution": .strings(weights)])]))
        let queues = ["work", "head"].map { resources["job-queue.\($0)"]?.properties["schedulingPolicyArn"] }
        #expect(queues == [.reference(policy.address, "arn"), nil])
        #expect(resources["job-queue.work"]?.dependencies.contains(policy.address) == true)
    }

    @Test func `an ARN is written to the work queue and looked up`() {
        let arn = "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/labs"
        let resources = Self.resources(.existing(arn))
        #expect(resources["scheduling-policy"] == nil)
        #expect(resources["job-queue.work"]?.properties["schedulingPolicyArn"] == .string(arn))
        #expect(resources["job-queue.head"]?.properties["schedulingPolicyArn"] == nil)
        #expect(resources["named-scheduling-policy.\(arn)"]?.management == .external)
    }

    @Test func `without the field there is neither`() {
        let resources = Self.resources(nil)
        #expect(resources["job-queue.work"]?.properties["schedulingPolicyArn"] == nil)
        #expect(!resources.keys.contains { $0.contains("scheduling-policy") })
    }
}
