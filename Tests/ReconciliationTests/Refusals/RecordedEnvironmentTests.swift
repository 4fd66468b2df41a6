import AWSOperations
import FoundationEssentials
import Kinds
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import TestSupport
import Testing

/// Plans against environments and queues that AWS has described.
struct RecordedEnvironmentTests {
    private static let key = EnvironmentKey(region: "us-east-1", workspace: "acme/demo", name: "recorded")

    /// An environment of a recorded answer under a name of ours, and the same as the file wants it.
    struct Described: Sendable, CustomTestStringConvertible {
        let name: String
        let detail: Batch.ComputeEnvironmentDetail
        let wish: Value

        var testDescription: String { name }
    }

    static let described: [Described] = Recording.all("answer").filter {
        $0.operation == "DescribeComputeEnvironments"
    }.flatMap { recording -> [Described] in
        guard let body = try? recording.bodyBytes(),
            let answer = try? JSONDecoder().decode(
                Batch.DescribeComputeEnvironments.Output.self, from: Data(body)),
            let written = try? JSONDecoder().decode(Value.self, from: Data(body))
        else { return [] }
        return zip(answer.computeEnvironments ?? [], written["computeEnvironments"]?.list ?? []).enumerated().map {
            Described(name: "\(recording.name) \($0)", detail: $1.0, wish: wish($1.1))
        }
    }

    /// Returns the file's version of it: without the values that only AWS gives.
    private static func wish(_ written: Value) -> Value {
        var wish = (written.map ?? [:]).filter {
            ["type", "state", "serviceRole", "computeResources"].contains($0.key)
        }
        var resources = wish["computeResources"]?.map ?? [:]
        resources["desiredvCpus"] = nil
        resources["ec2Configuration"] = resources["ec2Configuration"]?.list.map { images in
            .list(images.map { .map(($0.map ?? [:]).filter { $0.key != "batchImageStatus" }) })
        }
        wish["computeResources"] = .map(resources)
        return .map(wish)
    }

    @Test func `has every environment at hand`() { #expect(Self.described.count == 12) }

    @Test(arguments: described) func `plans nothing for a wish that is equal`(_ described: Described) async throws {
        #expect(try await Self.changes(described.detail, described.wish) == [])
    }

    @Test(arguments: described) func `plans nothing for defaults that are written out`(_ described: Described)
        async throws
    {
        var wish = described.wish.map ?? [:]
        var resources = wish["computeResources"]?.map ?? [:]
        let isFargate = resources["type"]?.string?.hasPrefix("FARGATE") ?? false
        if !isFargate, let type = resources["type"]?.string, type == "EC2" {
            resources["allocationStrategy"] = resources["allocationStrategy"] ?? .string("BEST_FIT")
            if var template = resources["launchTemplate"]?.map {
                template["version"] = template["version"] ?? .string("$Default")
                template["overrides"] = nil
                resources["launchTemplate"] = .map(template)
            }
            wish["updatePolicy"] = .map([
                "terminateJobsOnUpdate": .boolean(false), "jobExecutionTimeoutMinutes": .integer(30),
            ])
        }
        wish["computeResources"] = .map(resources)
        #expect(try await Self.changes(described.detail, .map(wish)) == [])
    }

    /// Returns the paths that a plan would change.
    private static func changes(_ detail: Batch.ComputeEnvironmentDetail, _ wish: Value) async throws -> [String] {
        let address = Address(key, .computeEnvironment, "work")
        let tags = [
            OwnershipTags.owner: key.owner,
            OwnershipTags.resource: OwnershipTags.resourceValue(.computeEnvironment, "recorded-work-g1"),
        ]
        var detail = detail
        detail.computeEnvironmentName = "recorded-work-g1"
        detail.tags = (detail.tags ?? [:]).merging(tags) { _, own in own }
        // Both are repaired, which is a separate change.
        if detail.status == "INVALID" || detail.status == "DELETING" { detail.status = "VALID" }
        let resource = Resource(address, name: "recorded-work", properties: wish, tags: detail.tags ?? [:])
        let reader = Describing(environments: [detail])
        let access = AWSAccess(globalRegion: key.region, clock: SimulatedClock()) { _ in reader }
        let observation = try await StateReader(access).observe([resource], accountID: "123456789012", principal: "x")
        let plan = Planner(observation, Kinds.catalog).plan(
            PlanRequest(.apply, [EnvironmentRequest(key: key, resources: [resource])]))
        #expect(plan.refusals == [])
        return plan.resources.flatMap(\.changes).map(\.path)
    }
}

/// Answers Describe calls of Batch with the recording, and all others with an empty answer.
private struct Describing: Caller {
    let environments: [Batch.ComputeEnvironmentDetail]

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let answer: any Sendable =
            switch operation {
            case is Batch.DescribeComputeEnvironments:
                Batch.DescribeComputeEnvironments.Output(computeEnvironments: environments)
            case is Batch.DescribeJobQueues: Batch.DescribeJobQueues.Output(jobQueues: [])
            default: ECS.DescribeClusters.Output(clusters: [], failures: [])
            }
        guard let output = answer as? O.Output else {
            throw ServiceError(operation: O.qualifiedName, code: "Unknown", message: "", status: 400)
        }
        return output
    }
}
