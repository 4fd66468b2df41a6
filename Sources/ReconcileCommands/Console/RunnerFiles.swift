import Diagnostics
import Planning

/// The files through which a step of GitHub Actions gives a summary and outputs to its job.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
struct RunnerFiles {
    private let summary: String?
    private let output: String?

    /// The files of this step; nil outside of GitHub Actions.
    init?(_ process: ProcessEnvironment) {
        guard process.isGitHubActions else { return nil }
        summary = process.variables["GITHUB_STEP_SUMMARY"]
        output = process.variables["GITHUB_OUTPUT"]
    }

    /// Adds Markdown to the page of the run.
    func add(summary text: String) { append(text.escapedLines(keepsColor: false) + "\n\n", to: summary) }

    /// Gives the step outputs. No value has a line break, so none can begin another output.
    func set(_ outputs: [(name: String, value: String)]) {
        append(outputs.map { "\($0.name)=\($0.value.escapedLineFeeds)\n" }.joined(), to: output)
    }

    /// A file that cannot be written is said, and does not stop the command. The runner has made the files.
    private func append(_ text: String, to path: String?) {
        guard let path, !path.isEmpty else { return }
        do {
            try AppendedFile(path: path, isMade: false).add(text)
        } catch {
            Console.note("note: this step's file cannot be written: \(error)")
        }
    }
}

extension RunnerFiles {
    /// The outputs of plan and of drift, whatever comes of them.
    static let outputs = [
        "changes", "plan-id", "create", "update", "replace", "delete", "refused", "jobs-at-risk",
    ]

    /// Shows a drift on the page of the run, and gives what apply would do to undo it. A drift is no plan and counts no jobs.
    func report(_ view: DriftView, refused: Int) {
        add(summary: view.markdown)
        let counts = GitLabCounts(view.drift)
        let replaced = view.drift.resources.count { $0.event != .deleted && $0.planned.action == .replace }
        set([
            ("changes", "\(!view.drift.isEmpty)"), ("plan-id", ""), ("create", "\(counts.create)"),
            ("update", "\(counts.update - replaced)"), ("replace", "\(replaced)"), ("delete", "\(counts.delete)"),
            ("refused", "\(refused)"), ("jobs-at-risk", "unknown"),
        ])
    }

    /// Shows a plan on the page of the run, and gives its figures.
    func report(_ document: PlanDocument) {
        add(summary: MarkdownPlanView(document: document).text)
        let summary = document.plan.summary
        set([
            ("changes", "\(summary.hasChanges)"), ("plan-id", document.planID), ("create", "\(summary.create)"),
            ("update", "\(summary.update)"), ("replace", "\(summary.replace)"), ("delete", "\(summary.delete)"),
            ("refused", "\(document.refusals.count)"),
            ("jobs-at-risk", document.jobsAtRisk.map { "\($0)" } ?? "unknown"),
        ])
    }
}
