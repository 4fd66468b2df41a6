import Kinds
import Planning
import ResourceModel
import Testing

/// The cost of environments before and after, and the limit of a file.
struct CostTests {
    private static let key = ClassificationTests.key
    private static let address = Address(key, .price)
    private static let wanted = Resource(address, name: "bench", properties: .map([:]), management: .external)

    /// Two sizes of c6id at one price for a vCPU, and m6id, which is dearer.
    private static var prices: Prices {
        var prices = Prices()
        prices.instances["c6id"] = [
            "c6id.large": .init(vCPUs: 2, onDemand: 0.1, spot: 0.06),
            "c6id.xlarge": .init(vCPUs: 4, onDemand: 0.2, spot: 0.1),
        ]
        prices.instances["m6id"] = ["m6id.xlarge": .init(vCPUs: 4, onDemand: 0.4, spot: 0.3)]
        prices.fargate = .init(vCPU: 0.04, gigabyte: 0.005)
        return prices
    }

    private static func plan(
        _ held: ObservedResource? = nil, _ prices: Prices? = Self.prices, limit: Double? = nil, denied: Bool = false,
        unread: UnreadReference? = nil,
        _ change: (inout [String: Value]) -> Void = { _ in }
    ) -> PlannedEnvironment {
        var observation = Observation(accountID: "123456789012")
        if let held { observation.resources[ClassificationTests.address] = [held] }
        if let prices {
            observation.resources[address] = [ObservedResource(address, name: "bench", properties: prices.properties)]
        }
        if denied {
            observation.unread = [
                UnreadReference(.price, in: key.region, action: "pricing:GetProducts", reason: "denied")
            ]
        }
        if let unread { observation.unread = [unread] }
        var request = EnvironmentRequest(key: key, resources: [wanted, ClassificationTests.wanted(change)])
        request.policy.maxHourlyCost = limit
        return Planner(observation, Kinds.catalog).plan(PlanRequest(.apply, [request])).environments[0]
    }

    private static func isNear(_ one: Double?, _ other: Double) -> Bool { one.map { abs($0 - other) < 1e-9 } ?? false }

    @Test func `prices survive being observed`() {
        #expect(Prices(Self.prices.properties) == Self.prices)
        #expect([nil, "", "x", "nan", "inf", "-1", "0", "1e9"].allSatisfy { Prices.price($0) == nil })
    }

    @Test func `the bound is the dearest vCPU for all vCPUs, and one dearest instance more`() {
        let cost = Self.plan {
            $0["type"] = .string("EC2")
            $0["allocationStrategy"] = .string("BEST_FIT_PROGRESSIVE")
        }.cost
        #expect(cost?.before == .nothing && cost?.after?.maxVCPUs == 1000)
        #expect(Self.isNear(cost?.after?.atMaxCPUs, 100) && Self.isNear(cost?.after?.atMost, 100.4))
        #expect(Self.isNear(cost?.after?.onDemand, 100))
    }

    @Test func `On-Demand Instances of the best fit never exceed the maximum`() {
        let cost = Self.plan {
            $0["type"] = .string("EC2")
            $0["allocationStrategy"] = .string("BEST_FIT")
        }.cost
        #expect(Self.isNear(cost?.after?.atMost, 100))
    }

    @Test(arguments: [(nil, 75.0, 100.4), (60, 60.0, 60.24), (0, 75.0, 100.4)] as [(Int?, Double, Double)])
    func `a Spot Instance costs its price now, and at most the bid`(bid: Int?, all: Double, most: Double) {
        let cost = Self.plan { $0["bidPercentage"] = bid.map { .integer($0) } }.cost
        #expect(Self.isNear(cost?.after?.atMaxCPUs, all) && Self.isNear(cost?.after?.atMost, most))
        #expect(Self.isNear(cost?.after?.onDemand, 100))
    }

    @Test func `without a Spot price it costs what the bid allows`() {
        var prices = Self.prices
        prices.instances["m6id"]?["m6id.xlarge"]?.spot = nil
        #expect(Self.isNear(Self.plan(nil, prices).cost?.after?.atMaxCPUs, 100))
    }

    @Test func `Fargate costs a vCPU with the most memory that a task has`() {
        let cost = Self.plan {
            $0 = ["type": .string("FARGATE"), "maxvCpus": .integer(10)]
        }.cost
        #expect(Self.isNear(cost?.after?.atMost, 0.8) && cost?.after?.maxVCPUs == 10)
    }

    @Test func `a plan shows the cost before and after`() {
        let cost = Self.plan(ClassificationTests.held()) { $0["maxvCpus"] = .integer(2000) }.cost
        #expect(Self.isNear(cost?.before?.atMaxCPUs, 75) && Self.isNear(cost?.after?.atMaxCPUs, 150))
    }

    @Test func `a size of a family without any price is named, and the others count`() {
        var prices = Self.prices
        prices.instances["c6id"]?["c6id.large"] = .init(vCPUs: 2, onDemand: nil, spot: nil)
        let cost = Self.plan(nil, prices).cost
        #expect(cost?.after != nil && cost?.unpriced == ["c6id.large"])
        prices.instances["m6id"] = [:]
        #expect(Self.plan(nil, prices).cost == nil)
        #expect(Self.plan(nil, prices, limit: 1000).cost?.unpriced == ["c6id.large", "m6id"])
    }

    @Test func `a size that is sold and has no On-Demand price leaves the cost unknown`() {
        var prices = Self.prices
        prices.instances["c6id"]?["c6id.large"]?.onDemand = nil
        #expect(Self.plan(nil, prices).cost == nil)
        let limited = Self.plan(nil, prices, limit: 1000)
        #expect(limited.refusals.map(\.kind) == [.costLimit] && limited.cost?.unpriced == ["c6id.large"])
    }

    @Test func `the limit holds whatever Spot prices do`() {
        var cheap = Self.prices
        cheap.instances["c6id"]?["c6id.large"]?.spot = 0.001
        cheap.instances["m6id"]?["m6id.xlarge"]?.spot = 0.001
        #expect(Self.plan(nil, cheap, limit: 80).refusals.map(\.kind) == [.costLimit])
        #expect(Self.plan(nil, cheap, limit: 101).refusals.isEmpty)
    }

    @Test(arguments: [(100.41, false), (100.39, true)])
    func `refuses what may cost more than the file allows`(limit: Double, isRefused: Bool) {
        let plan = Self.plan(limit: limit)
        #expect(plan.refusals.map(\.kind) == (isRefused ? [.costLimit] : []))
        #expect(plan.cost?.limit == limit)
    }

    @Test func `refuses it also if nothing changes`() {
        let plan = Self.plan(ClassificationTests.held(), limit: 10)
        #expect(plan.action == .none && plan.refusals.map(\.kind) == [.costLimit])
    }

    @Test func `an unknown cost is refused if it changes, and else only told`() {
        let created = Self.plan(nil, nil, limit: 1000, denied: true)
        guard case .unknownCost(let unknown) = created.refusals.first?.fact else {
            Issue.record("no refusal")
            return
        }
        #expect(unknown.cause == .denied(reason: "denied") && unknown.limit == 1000)
        let kept = Self.plan(ClassificationTests.held(), nil, limit: 1000, denied: true)
        #expect(kept.refusals.isEmpty && kept.warnings.map(\.kind) == ["cost-unchecked"])
        #expect(Self.plan(nil, nil, denied: true).refusals.isEmpty)
    }

    @Test func `the cause of an unknown cost is told`() {
        func cause(_ prices: Prices?, _ unread: UnreadReference? = nil) -> UnknownCost.Cause? {
            let plan = Self.plan(nil, prices, limit: 1000, unread: unread)
            guard case .unknownCost(let unknown) = plan.refusals.first?.fact else { return nil }
            return unknown.cause
        }
        var unread = UnreadReference(.price, in: Self.key.region, action: "a:B", reason: "silence", isRefused: false)
        #expect(cause(nil, unread) == .notAnswered(reason: "silence"))
        unread.isNeeded = false
        #expect(cause(Prices(), unread) == .notListed(["c6id", "m6id"]))
        var elsewhere = Prices()
        elsewhere.isAsked = false
        #expect(cause(elsewhere) == .notAsked)
    }

    @Test func `a command that looks up no prices checks no limit`() {
        let plan = Self.plan(nil, nil, limit: 0.01)
        #expect(plan.refusals.isEmpty && plan.cost == nil)
    }
}
