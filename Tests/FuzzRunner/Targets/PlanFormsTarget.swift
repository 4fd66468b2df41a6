import FoundationEssentials
import Planning
import ReconcileCommands
import TestScenarios
import TestSupport

/// Plans whose texts, of files and of AWS, are hostile, in each form that people and programs read.
struct PlanFormsTarget: Target {
    let name = "plan-forms"
    private let seeds: [[UInt8]]

    /// Makes the target with the plans of every scenario.
    init() async throws {
        var seeds: [[UInt8]] = []
        for scenario in Scenarios.all {
            let account = try await scenario.prepared()
            guard let plan = try? await scenario.plan(AccountFixture(account)) else { continue }
            seeds.append(Array(try JSONEncoder().encode(plan)))
        }
        self.seeds = seeds
    }

    func run(_ mutator: inout Mutator) async -> Outcome {
        guard let seed = seeds.randomElement(using: &mutator.random) else { return Outcome(inputs: []) }
        let input = Self.withHostileTexts(seed, &mutator.random)
        // A text that stands for a case of an enumeration makes the plan unreadable, which a saved plan may be.
        guard let plan = try? JSONDecoder().decode(Plan.self, from: Data(input)) else {
            return Outcome(inputs: [input])
        }
        let maximum = Int.random(in: 30_000...100_000, using: &mutator.random)
        let columns = Int.random(in: 40...140, using: &mutator.random)
        let shown = Rendering.all(of: plan, columns: columns, maximumBytes: maximum)
        let faults = shown.lazy.compactMap { Self.fault(of: $0.form, $0.text, maximumBytes: maximum) }
        return Outcome(inputs: [input], fault: faults.first)
    }

    /// The fault of a plan in a form. A form without a rule is a fault too: a new one needs a rule here.
    private static func fault(of form: String, _ text: String, maximumBytes: Int) -> String? {
        switch form {
        case "text": fault(of: text)
        case "json": Invariants.fault(ofJSON: text)
        case "markdown": MarkdownInvariants.fault(of: text, maximumBytes: maximumBytes)
        case "html": PageInvariants.fault(of: text)
        case "gitlab": DiagramInvariants.fault(ofGitLab: text)
        case "dot": DiagramInvariants.fault(ofDot: text)
        case "mermaid": DiagramInvariants.fault(ofMermaid: text)
        default: "there is a form without a rule: \(form)"
        }
    }

    /// The fault of the text: it controls the terminal, or a line of it takes the place of the summary.
    private static func fault(of text: String) -> String? {
        if !text.unicodeScalars.allSatisfy(Invariants.isHarmless) { return "the text has control characters" }
        let lines = text.split(separator: "\n")
        let summaries = lines.filter { $0.hasPrefix("Plan:") }
        return Set(summaries).count <= 1 ? nil : "a line of the text looks like another summary"
    }

    // MARK: Texts

    /// The JSON with some of its texts replaced; the names of members stay.
    private static func withHostileTexts(_ json: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        let texts = texts(in: json)
        var changed = json
        var chosen: [Range<Int>] = []
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            if let text = texts.randomElement(using: &random), !chosen.contains(text) { chosen.append(text) }
        }
        for text in chosen.sorted(by: { $0.lowerBound > $1.lowerBound }) {
            guard let hostile = try? JSONEncoder().encode(hostileText(&random)) else { continue }
            changed.replaceSubrange(text, with: hostile)
        }
        return changed
    }

    /// The places of the texts that are values, with their quotes.
    private static func texts(in json: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        var index = 0
        while index < json.count {
            switch (json[index], start) {
            case (UInt8(ascii: "\\"), _): index += 1
            case (UInt8(ascii: "\""), nil): start = index
            case (UInt8(ascii: "\""), let begin?):
                if index + 1 == json.count || json[index + 1] != UInt8(ascii: ":") { found.append(begin..<index + 1) }
                start = nil
            default: break
            }
            index += 1
        }
        return found
    }

    private static func hostileText(_ random: inout SplitMix) -> String {
        (0..<Int.random(in: 1...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    private static let pieces = [
        "```", "````", "~~~", "`", "</details>", "<details open>", "<script>alert(1)</script>", "<!--", "-->", "--!>",
        "<img src=x onerror=alert(1)>", "&lt;", "[x](javascript:alert(1))", "![](http://198.51.100.1/x.png)",
        "@everyone",
        "#1", "\n", "\r", "\r\n", "\n# Approved\n", "\n### Plan: 0 to create", "\nPlan: 0 to create, 0 to update",
        "Plan: 0 to create", "\u{2028}", "\u{2029}", "\u{85}", "\u{B}", "\u{C}", "\u{1B}[2J", "\u{9B}2J", "\u{7F}",
        "\u{202E}", "\u{2066}", "\u{200F}", "\u{FEFF}", "\u{0}", "::error::", "\n::set-output name=x::y", "|", "***",
        "===",
        "\n---\n", "    ", "\t", " ", "a", "name", "日", "é", "$(id)", "\\", "\"", "'", "${{ secrets.X }}",
        "\\\"", "\"];\n  evil -> s0;", "\"]\n  click s0 \"javascript:alert(1)\"", "%%{init: {}}%%", "%%", "#quot;",
        "#35;",
        "\" onmouseover=\"alert(1)", "'><svg onload=alert(1)>", "</style><script>", "</title>", "]]>",
        "&#60;script&#62;",
        "\\N", "\\l", "end", "1. ", "- ", ":::create", "@{ shape: x }", "$$x$$",
    ]
}
