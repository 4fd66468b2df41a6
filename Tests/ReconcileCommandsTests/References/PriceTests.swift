import AWSOperations
import Diagnostics
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// The prices that plans read, and when they do.
struct PriceTests {
    private let bench = ReferenceBench()
    private static let onDemand = "provisioning-model: EC2"

    /// The calls about prices in a plan for one environment.
    private func calls(_ fields: String...) async throws -> [String] {
        let before = await bench.account.log.count
        _ = try await bench.plan(ReferenceBench.forge("one", fields.joined(separator: "\n    ")))
        return await bench.account.log.dropFirst(before).map(\.operation).filter {
            $0.hasPrefix("pricing:") || $0.contains("SpotPrice")
        }
    }

    @Test func `a new environment takes one call to the price list and one for Spot prices`() async throws {
        #expect(try await calls(Self.onDemand) == ["pricing:GetProducts"])
        #expect(try await calls().sorted() == ["ec2:DescribeSpotPriceHistory", "pricing:GetProducts"])
    }

    @Test func `an environment that does not change in what it costs takes none`() async throws {
        try await bench.apply(ReferenceBench.forge("one"))
        #expect(try await calls() == [])
        #expect(try await calls("labels: a=b") == [])
        #expect(try await calls("instance-types: c6id").count == 2)
        #expect(try await calls("reconcile: {fallback: on-demand}").count == 2)
        #expect(try await calls("on_exists: ignore", "instance-types: c6id") == [])
        // The limit of a file is compared with the prices of every day.
        #expect(try await calls("reconcile: {max-hourly-cost: 900}").count == 2)
    }

    @Test func `the built-in table says which types a family and a word mean`() async throws {
        let plan = try await bench.plan(ReferenceBench.forge("one", Self.onDemand, "instance-types: c6id")).plan
        let cost = try #require(plan.environments[0].cost?.after)
        // 64 vCPUs of c6id, and one c6id.32xlarge.
        #expect(abs(cost.atMaxCPUs - 64 * 0.0504) < 1e-6 && abs(cost.atMost - (64 + 128) * 0.0504) < 1e-6)
        let words = try await bench.plan(ReferenceBench.forge("one", Self.onDemand)).plan
        #expect(abs((words.environments[0].cost?.after?.atMaxCPUs ?? 0) - 64 * 0.063) < 1e-6)
    }

    @Test func `all compute environments of an environment count`() async throws {
        let spot = try await bench.plan(ReferenceBench.forge("one", "instance-types: c6id")).plan
        let both = try await bench.plan(
            ReferenceBench.forge("one", "instance-types: c6id", "reconcile: {fallback: on-demand}")
        ).plan
        #expect(spot.environments[0].cost?.after?.maxVCPUs == 128)
        #expect(both.environments[0].cost?.after?.maxVCPUs == 192)
    }

    @Test func `a limit refuses the plan, and names its field`() async throws {
        let plan = try await bench.plan(ReferenceBench.forge("one", "reconcile: {max-hourly-cost: 2}")).plan
        #expect(plan.refusals.map(\.kind) == [.costLimit])
        let enough = try await bench.plan(ReferenceBench.forge("one", "reconcile: {max-hourly-cost: 200}")).plan
        #expect(enough.refusals.isEmpty)
    }

    @Test func `denied prices are a note, and a refusal only with a limit`() async throws {
        await bench.deny("pricing:GetProducts", "ec2:DescribeSpotPriceHistory")
        let free = try await bench.plan(ReferenceBench.forge())
        #expect(free.plan.refusals.isEmpty && free.plan.environments[0].cost == nil)
        #expect(free.diagnostics.map(\.kind) == ["not-read"])
        #expect(free.diagnostics.first?.detail.contains("pricing:GetProducts") == true)
        let limited = try await bench.plan(ReferenceBench.forge("one", "reconcile: {max-hourly-cost: 200}")).plan
        #expect(limited.refusals.map(\.kind) == [.costLimit])
        #expect(limited.refusals[0].summary.contains("not known"))
    }

    @Test func `what is left as it is shows no cost, and what is missing does`() async throws {
        let item = ReferenceBench.forge("one", "on_exists: ignore\n    instance-types: c6id")
        #expect(try await bench.plan(item).plan.environments[0].cost != nil)
        try await bench.apply(ReferenceBench.forge("one"))
        #expect(try await bench.plan(item).plan.environments[0].cost == nil)
    }

    @Test func `without On-Demand prices there is no cost`() async throws {
        await bench.deny("pricing:GetProducts")
        let plan = try await bench.plan(ReferenceBench.forge()).plan
        // The head environment buys On-Demand Instances, and Spot Instances have their bound from the same prices.
        #expect(plan.environments[0].cost == nil)
    }

    @Test func `without Spot prices the cost is the most that Spot Instances cost`() async throws {
        await bench.deny("ec2:DescribeSpotPriceHistory")
        let outcome = try await bench.plan(ReferenceBench.forge())
        let cost = try #require(outcome.plan.environments[0].cost?.after)
        #expect(cost.onDemand.map { abs($0 - cost.atMaxCPUs) < 1e-9 } == true)
        #expect(outcome.diagnostics.map(\.kind) == ["not-read"])
        #expect(outcome.diagnostics.first?.summary.hasPrefix("Spot prices in") == true)
        #expect(outcome.diagnostics.first?.detail.contains("ec2:DescribeSpotPriceHistory") == true)
    }

    @Test func `a price list without an answer is no lack of rights`() async throws {
        await bench.account.setFaultHook { _, operation in operation == "pricing:GetProducts" ? .unreachable : nil }
        let outcome = try await bench.plan(ReferenceBench.forge())
        #expect(outcome.diagnostics.map(\.kind) == ["not-read"])
        #expect(outcome.diagnostics.first?.summary.contains("price list in us-east-1 gave no usable answer") == true)
        #expect(outcome.diagnostics.first?.detail.contains("grant") == false)
    }
}
