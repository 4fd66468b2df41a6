import Diagnostics
import Glibc
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

    /// A file that cannot be written is said, and does not stop the command.
    private func append(_ text: String, to path: String?) {
        guard let path, !path.isEmpty else { return }
        // The runner makes the files; no link is followed. The path is alive during the call.
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return note(path) }
        defer { close(descriptor) }
        var bytes = SecretMask.masked(Array(text.utf8))[...]
        while !bytes.isEmpty {
            // The slice is alive during the call, which reads no more than its count.
            let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return note(path) }
            bytes = bytes.dropFirst(written)
        }
    }

    private func note(_ path: String) {
        let reason = unsafe String(cString: strerror(errno))  // copied at once
        Console.message("note: \(path): cannot be written: \(reason)")
    }
}

extension RunnerFiles {
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
