import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// The words for what environments cost, in every form of a plan.
struct CostSentenceTests {
    private static let less = HourlyCost(maxVCPUs: 320, atMaxCPUs: 10.4832, onDemand: 20.16, atMost: 22.4784)
    private static let more = HourlyCost(maxVCPUs: 576, atMaxCPUs: 16.9344, onDemand: 36.288, atMost: 28.9296)

    private static func document(_ cost: EnvironmentCost) -> PlanDocument {
        var environment = PlannedEnvironment(
            PlanViewTests.key, resources: [PlanViewTests.environment(.update)], jobs: .init(running: 0, waiting: 0))
        environment.cost = cost
        return PlanViewTests.document(Plan(accountID: "123456789012", environments: [environment]))
    }

    @Test func `a new environment has one figure of each sort`() {
        #expect(
            EnvironmentCost(before: .nothing, after: Self.less).sentence
                == "$10.48 an hour if all vCPUs run (320), $20.16 at On-Demand prices; at most $22.48")
    }

    @Test func `a change shows both`() {
        #expect(
            EnvironmentCost(before: Self.less, after: Self.more, limit: 1500).sentence
                == "$10.48 → $16.93 an hour if all vCPUs run (320 → 576), $20.16 → $36.29 at On-Demand prices; "
                + "at most $22.48 → $28.93, of $1,500.00 that 'max-hourly-cost' allows")
        #expect(EnvironmentCost(before: nil, after: Self.less).sentence?.hasPrefix("unknown → $10.48 an hour") == true)
        #expect(EnvironmentCost(before: Self.less, after: nil).sentence == nil)
    }

    @Test(arguments: [
        (["x9.large"], "; AWS lists no price of x9.large, which is not counted"),
        (
            ["x1", "x2", "x3", "x4", "x5", "x6", "x7"],
            "; AWS lists no price of x1, x2, x3, x4, x5 and 2 more, which are not counted"
        ),
    ])
    func `types that are left out are named`(types: [String], ending: String) {
        #expect(
            EnvironmentCost(before: .nothing, after: Self.less, unpriced: types).sentence?.hasSuffix(ending) == true)
    }

    @Test(arguments: [
        (0, "$0.00"), (0.004, "$0.01"), (24.192, "$24.20"), (24.19, "$24.19"), (1234567.5, "$1,234,567.50"),
    ])
    func `a bound is never rounded down`(amount: Double, text: String) {
        #expect(Dollars.atMost(amount) == text)
    }

    @Test(arguments: [
        (12.5, "$12.50"), (69.085, "$69.085"), (0.0001, "$0.0001"), (0.01, "$0.01"), (1234.0567, "$1,234.0567"),
        (9_999_999.9999, "$9,999,999.9999"), (69.09, "$69.09"),
    ])
    func `a limit has the decimals of the file`(amount: Double, text: String) {
        #expect(Dollars.given(amount) == text)
    }

    @Test func `the bound in a refusal is above the limit in words, too`() {
        let refusal = Refusal(.costAboveLimit(atMost: 69.0871, limit: 69.085), environment: PlanViewTests.key)
        #expect(refusal.summary.contains("may cost $69.09, and 'max-hourly-cost' allows $69.085"))
        #expect(Dollars.exactAtMost(69.08711) == 69.0872 && Dollars.exactAtMost(0.1 + 0.2) == 0.3)
    }

    @Test func `every form says it, with what is not counted`() {
        let document = Self.document(EnvironmentCost(before: Self.less, after: Self.more))
        let text = PlanView(document: document, style: Style(isColored: false), columns: 100, isVerbose: false).text
        for form in [text, MarkdownPlanView(document: document).text, HTMLPlanView(document: document).page.text] {
            #expect(form.contains("cost: $10.48 → $16.93 an hour") && form.contains("Disks,"))
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(
            document.json.text.contains(
                "\"after\":{\"max_vcpus\":576,\"at_max_cpus\":16.9344,\"on_demand\":36.288,\"at_most\":28.9296}"))
    }
}
