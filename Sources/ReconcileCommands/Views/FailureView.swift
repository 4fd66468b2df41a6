import Diagnostics

/// The reasons why a run ended before it had a result, for a comment and for the page of the run.
struct FailureView {
    /// The command, by its name.
    let command: String
    let diagnostics: [Diagnostic]
    let sources: Sources
    /// True if a guard refused.
    let isRefused: Bool
    let maximumBytes: Int

    /// Markdown with the header by which a comment is found again. The messages are in a block that none of them can end.
    var markdown: String {
        let ordered = errors + diagnostics.filter { $0.severity != .error }
        let shown = shown(ordered)
        let left = ordered.count - shown.count
        let more = left == 0 ? [] : ["\(left) more: the log of the run has all."]
        let block = shown.isEmpty ? [] : [Markdown.fenced(shown.flatMap(\.self))]
        return ([header, "### \(summary)"] + block + more + ["**\(summary)**"]).joined(separator: "\n\n")
    }

    private var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    private var header: String {
        Markdown.header(["error": JSON(errors.first?.kind), "refused": JSON(isRefused)])
    }

    private var summary: String {
        let warnings = diagnostics.count { $0.severity == .warning }
        let more = warnings == 0 ? "" : ", " + warnings.counted("warning")
        return "\(command) \(isRefused ? "refused" : "failed"): \(errors.count.counted("error"))\(more)"
    }

    /// The lines of each of the first diagnostics, as many as there is room for.
    private func shown(_ diagnostics: [Diagnostic]) -> [[String]] {
        let renderer = TextRenderer(sources: sources)
        var room = maximumBytes - Self.frame
        var shown: [[String]] = []
        for diagnostic in diagnostics {
            let text = renderer.render(diagnostic)
            room -= text.utf8.count
            guard room >= 0 else { break }
            shown.append(text.split(separator: "\n").map(String.init))
        }
        return shown
    }

    /// More bytes than all beside the messages has.
    private static let frame = 600
}

extension RunnerFiles {
    /// Shows why there is no result on the page of the run. An output that a plan gives is never missing.
    func report(_ failure: FailureView) {
        add(summary: failure.markdown)
        set(
            RunnerFiles.outputs.map { name in
                (name, name == "plan-id" ? "" : name == "refused" && failure.isRefused ? "1" : "unknown")
            })
    }
}
