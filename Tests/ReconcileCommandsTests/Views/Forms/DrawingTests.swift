import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Plans as drawings.
struct DrawingTests {
    static let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: "rnaseq")

    static func diagram(_ name: String = "TowerForge-rnaseq-work") -> StepDiagram {
        let environment = PlannedResource(
            Address(key, .computeEnvironment, "work"), name: name, action: .create)
        let queue = PlannedResource(
            Address(key, .jobQueue, "work"), name: "queue", action: .update, update: .inPlace,
            changes: [Change(path: "priority", before: .integer(1), after: .integer(2), update: .inPlace, source: "")],
            dependsOn: [environment.address])
        let tags = PlannedResource(Address(key, .logGroup, ""), name: "log", action: .update)
        let plan = Plan(
            accountID: "123456789012", environments: [PlannedEnvironment(key, resources: [environment, queue, tags])])
        return StepDiagram(PlanDocument(plan, origins: FieldOrigins([])))
    }

    @Test func `DOT has a box for each step and an arrow for the order`() {
        let lines = DotView(diagram: Self.diagram()).text.split(separator: "\n").map(String.init)
        #expect(lines.first == "digraph reconcile {" && lines.last == "}")
        #expect(lines.contains("    label=\"acme/research/rnaseq (eu-west-1)\";"))
        #expect(
            lines.contains {
                $0.hasPrefix(#"    s0 [label="create\ncompute-environment.work\nTowerForge-rnaseq-work", "#)
            })
        #expect(lines.contains { $0.hasPrefix(#"    s1 [label="update\njob-queue.work\nqueue", "#) })
        #expect(lines.contains("  s0 -> s1;") && !lines.contains { $0.contains("s2") })
    }

    @Test func `Mermaid has the same steps`() {
        let lines = MermaidView(diagram: Self.diagram()).text.split(separator: "\n").map(String.init)
        let summary = "Plan: 1 to create, 1 to update, 0 to replace, 0 to delete"
        #expect(lines[0...3] == ["---", "title: \"\(summary)\"", "---", "flowchart LR"])
        #expect(lines.contains(#"    s0["create compute-environment.work<br/>TowerForge-rnaseq-work"]"#))
        #expect(
            lines.contains("  s0 --> s1") && lines.contains("  class s0 create") && lines.contains("  class s1 update"))
    }

    @Test(arguments: ["\"];\n  s0 -> s1;", "\\", "\\\"", "&quot;", "\u{1B}[2J", "\n}\ndigraph x {"])
    func `no name ends a string of DOT`(name: String) {
        let text = DotView(diagram: Self.diagram(name)).text
        #expect(text.split(separator: "\n").count == DotView(diagram: Self.diagram()).text.split(separator: "\n").count)
        let box = text.split(separator: "\n").first { $0.hasPrefix("    s0 ") }
        #expect(
            box?.wholeMatch(of: #/    s0 \[label="(?:[^"\\]|\\.)*", color="#[0-9a-f]+", fillcolor="#[0-9a-f]+"\];/#)
                != nil)
        #expect(DotView.escaped("a\\\"&") == #"a\\\"&amp;"#)
    }

    @Test(arguments: [
        ("a\"]", "a#34;#93;"), ("1. b", "1#46; b"), ("- b", "#45; b"), ("a-b.c", "a-b.c"), ("a--b", "a-#45;b"),
        ("`x`", "#96;x#96;"), ("%%{", "#37;#37;#123;"), ("<b>", "#60;b#62;"), ("a\nb", "a#92;nb"),
        ("#35;", "#35;35#59;"),
    ])
    func `Mermaid takes no character of a name for its own`(name: String, written: String) {
        #expect(MermaidView.escaped(name) == written)
    }

    @Test func `a plan without changes is a drawing too`() {
        let empty = StepDiagram(PlanDocument(Plan(accountID: "1", environments: []), origins: FieldOrigins([])))
        #expect(DotView(diagram: empty).text.contains(": nothing to do\""))
        #expect(MermaidView(diagram: empty).text.hasSuffix("flowchart LR\n  none[\"nothing to do\"]"))
    }

    @Test func `a refused step says so`() {
        let resource = PlannedResource(Address(Self.key, .jobQueue, "work"), name: "queue", action: .delete)
        let refusal = Refusal(
            .foreignResource(name: "queue", .untagged(isFree: false)), environment: Self.key, address: resource.address)
        let plan = Plan(
            accountID: "1", environments: [PlannedEnvironment(Self.key, resources: [resource], refusals: [refusal])])
        let node = StepDiagram(PlanDocument(plan, origins: FieldOrigins([]))).groups[0].nodes[0]
        #expect(node.word == "refused: delete" && node.tone == .refused)
    }

    @Test func `GitLab's counts have a replacement as a deletion and a creation`() {
        var summary = Plan.Summary()
        (summary.create, summary.update, summary.replace, summary.delete) = (1, 2, 3, 4)
        #expect(GitLabCounts(summary).json.text == #"{"create":4,"update":2,"delete":7}"#)
    }
}
