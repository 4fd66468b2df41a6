import BatchForge
import ManifestLoading
import ResourceModel
import Testing

/// The second compute environment behind the work queue.
struct FallbackTests {
    private static func resources(_ fallback: ReconcileSettings.Fallback?) -> [String: Resource] {
        let definition = RemainsTests.definition { $0.fallback = fallback }
        let resources = ForgeTests.forge.resources(for: definition, in: "eu-west-1")
        return Dictionary(uniqueKeysWithValues: resources.map { ($0.address.local, $0) })
    }

    @Test func `has the instances of the work environment, On-Demand and none without jobs`() throws {
        let resources = Self.resources(.onDemand)
        let work = try #require(resources["compute-environment.work"])
        let fallback = try #require(resources["compute-environment.fallback"])
        func field(_ name: String) -> [Value?] {
            [work, fallback].map { $0.properties[path: "computeResources.\(name)"] }
        }
        #expect(field("type") == [.string("SPOT"), .string("EC2")])
        #expect(field("allocationStrategy").last == .string("BEST_FIT_PROGRESSIVE"))
        #expect(field("minvCpus").last == .integer(0))
        for same in ["maxvCpus", "instanceTypes", "subnets", "ec2Configuration", "launchTemplate", "tags"] {
            #expect(field(same).first == field(same).last, "\(same)")
        }
    }

    @Test func `comes second in the work queue and in no other`() throws {
        let resources = Self.resources(.onDemand)
        func order(_ queue: String) -> Value? { resources["job-queue.\(queue)"]?.properties["computeEnvironmentOrder"] }
        let addresses = try ["head", "work", "fallback"].map {
            Value.reference(try #require(resources["compute-environment.\($0)"]).address, "arn")
        }
        #expect(order("head") == .list([addresses[0]]))
        #expect(order("work") == .list([addresses[1], addresses[2]]))
    }

    @Test func `without the field there is none`() {
        #expect(Self.resources(nil)["compute-environment.fallback"] == nil)
    }
}
