import Diagnostics
import Planning
import ResourceModel

/// A plan as Markdown for a comment on a pull request: the summary first, what is lost open, the rest folded.
///
/// Texts of files and of AWS are only in fenced blocks, whose fence is longer than any in them, and in HTML that is
/// escaped: they can neither end a block nor begin one.
struct MarkdownPlanView {
    let document: PlanDocument
    /// The most bytes; GitHub takes 65,536 characters.
    let maximumBytes: Int

    static let usualMaximum = 65_000
    /// The same plan as text, of which the details are made.
    private let textView: PlanView

    init(document: PlanDocument, maximumBytes: Int = Self.usualMaximum) {
        self.document = document
        self.maximumBytes = maximumBytes
        textView = PlanView(document: document, style: Style(isColored: false), columns: 110, isVerbose: false)
    }

    var text: String {
        let full = joined(sections(folding: 0..<0))
        guard full.utf8.count > maximumBytes else { return full }
        return longestShort
            ?? joined([
                shortLostData, shortRefusals, "The plan is too long for this comment: run `reconcile plan` to see it.",
            ])
    }

    /// The text with as many details as fit; nil if it is too long without any. The least important environments come last
    /// in the document, so their details go first.
    private var longestShort: String? {
        var found: String?
        var (fewest, most) = (0, document.environments.count)
        while fewest < most {
            let kept = (fewest + most) / 2
            let short = joined(sections(folding: kept..<document.environments.count))
            if short.utf8.count <= maximumBytes {
                (found, fewest) = (short, kept + 1)
            } else {
                most = kept
            }
        }
        return found
    }

    private func joined(_ sections: [String]) -> String {
        ([header, title] + sections + [conclusion]).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Finds the comment of the same run again.
    private var header: String {
        Markdown.header([
            "plan_id": JSON(document.planID), "account_id": JSON(document.plan.onlyAccountID),
            "regions": JSON(document.plan.regions), "changes": JSON(document.plan.summary.hasChanges),
        ])
    }

    private var title: String {
        "### \(document.summaryLine)\n\n<sub>\(Markdown.escaped(document.place))</sub>"
    }

    private var conclusion: String {
        let nothing = document.nothingToDo.map { $0 + "\n\n" } ?? ""
        return nothing + "plan-id: `\(document.planID)`  \n**\(document.summaryLine)**"
    }

    /// - Parameter folded: the environments that show only their heading.
    private func sections(folding folded: Range<Int>) -> [String] {
        let environments = document.environments.enumerated().filter { !$0.element.isUnremarkable }
        let omitted = environments.filter { folded.contains($0.offset) }.map { Self.heading($0.element) }
        let list = omitted.isEmpty ? "" : "Not shown in full:\n\n" + Markdown.bullets(omitted)
        let shown = environments.filter { !folded.contains($0.offset) }.map(\.element)
        let sections = PlanDocument.grouped(shown).flatMap { account, environments in
            (account.map { ["#### \($0)"] } ?? []) + environments.map(section)
        }
        return [lostData, refusals] + sections + [list, unchanged, legend, rules]
    }

    private var lostData: String {
        guard !document.lostData.isEmpty else { return "" }
        return Markdown.bullets(document.lostData.map { "<b>\(AccessMark.text)</b> " + Markdown.escaped($0) })
    }

    private var shortLostData: String {
        let count = document.lostData.count
        return count == 0
            ? "" : "<b>\(AccessMark.text)</b> deletes \(count.counted("file system")) with all data."
    }

    private var refusals: String {
        guard !document.refusals.isEmpty else { return "" }
        return "#### Refused\n\n"
            + Markdown.fenced(document.refusals.flatMap(textView.lines).map { String($0.dropFirst(2)) })
    }

    private var shortRefusals: String {
        document.refusals.isEmpty ? "" : "\(document.refusals.count) changes are refused."
    }

    private func section(_ environment: PlanDocument.Environment) -> String {
        let isOpen = environment.isDestructive || !environment.planned.refusals.isEmpty
        return """
            <details\(isOpen ? " open" : "")><summary>\(Self.heading(environment))</summary>

            \(Markdown.fenced(textView.body(environment).map { Self.diffLine($0.replacing("\u{A0}", with: " ")) }, language: "diff"))

            </details>
            """
    }

    private static func heading(_ environment: PlanDocument.Environment) -> String {
        let (key, words) = (environment.planned.key, EnvironmentHeading(environment.planned))
        let jobs = words.jobs.isEmpty ? "" : ", \(words.jobs)"
        return "<b>\(Markdown.escaped(key.owner))</b> (\(Markdown.escaped(key.region))\(jobs)): "
            + words.action + words.addition
    }

    private var unchanged: String {
        let names = document.environments.filter(\.isUnremarkable).map { Markdown.escaped($0.planned.key.owner) }
        guard !names.isEmpty else { return "" }
        return "<details><summary>\(names.count) unchanged</summary>\n\n\(Markdown.bullets(names))\n\n</details>"
    }

    private var legend: String {
        let access = document.widensAccess ? ["`\(AccessMark.text)` \(AccessMark.meaning)"] : []
        return (access + (document.showsCosts ? [EnvironmentCost.legend] : [])).joined(separator: "\n\n")
    }

    /// The sources of the rules whose numbers the details give.
    private var rules: String {
        let notes = textView.rules.numbered
        guard !notes.isEmpty else { return "" }
        let lines = notes.map { note in
            let rule = Markdown.escaped(note.rule)
            let isAddress = RuleNotes.isAddress(note.source)
            return "<li value=\"\(note.number)\">\(isAddress ? "<a href=\"\(note.source)\">\(rule)</a>" : rule)</li>"
        }
        return "<details><summary>Rules</summary>\n\n<ol>\n\(lines.joined(separator: "\n"))\n</ol>\n\n</details>"
    }

    /// The line with its sign first, as highlighters of diffs want it.
    private static func diffLine(_ line: String) -> String {
        guard line.hasPrefix("  "), let sign = line.dropFirst(2).first, line.dropFirst(3).first == " " else {
            return line
        }
        let rest = String(line.dropFirst(4))
        return switch sign {
        case "+", "-": "\(sign) \(rest)"
        case "~", "±": "! \(sign) \(rest)"
        case "!": "# \(rest)"
        default: line
        }
    }
}
