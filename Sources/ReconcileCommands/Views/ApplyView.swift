import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Shows what happens while a plan is carried out.
protocol ApplyView: Sendable {
    /// Takes one event in.
    func show(_ event: ApplyEvent) async
    /// Says something beside the events, such as that a signal came.
    func announce(_ lines: [String]) async
    /// Clears what is not to stay on the screen.
    func finish() async
}

extension ApplyView {
    func announce(_ lines: [String]) async { for line in lines { Console.message(line) } }
}

extension StepGraph.Step {
    /// `acme/research/rnaseq compute-environment.work`
    var title: String {
        // Each account has shared resources of the same address.
        let owner = planned.address.environment?.heading ?? account.map(AccountHeading.text)
        return (owner.map { $0 + " " } ?? "") + planned.address.local
    }

    /// `acme/research/rnaseq compute-environment.work TowerForge-rnaseq-0123abcd-work-g1`
    var subject: String { title + suffix }

    /// A failure's summary as it follows the subject, which has the name already.
    func summary(_ text: String) -> String {
        text.hasPrefix(name + ": ") ? String(text.dropFirst(name.count + 2)) : text
    }

    /// Shorter forms of the subject, the longest first, for lines that must fit: an environment's name is in those that
    /// its resources have in AWS.
    var shortSubjects: [String] { [planned.address.local + suffix, name, title] }

    /// The name, unless the address says it already, as with roles that are linked to services.
    private var suffix: String { planned.address.part == name ? "" : " " + name }

    /// `created`, as the past of what the step does.
    var past: String {
        switch verb {
        case .create: "created"
        case .update where planned.action == .adopt: "adopted"
        case .update: "updated"
        case .delete: "deleted"
        }
    }

    /// `creating`
    var present: String {
        switch verb {
        case .create: "creating"
        case .update where planned.action == .adopt: "adopting"
        case .update: "updating"
        case .delete: "deleting"
        }
    }
}

/// One line an event, on standard error: for logs.
struct LineApplyView: ApplyView {
    let style: Style

    func show(_ event: ApplyEvent) async {
        let isFailure = if case .failed = event { true } else { false }
        for line in Self.lines(event, style) { if isFailure { Console.message(line) } else { Console.note(line) } }
    }

    func finish() async {}

    /// The lines of an event: one, and those of a failure's detail below it.
    static func lines(_ event: ApplyEvent, _ style: Style) -> [String] {
        switch event {
        case .started(let step): return ["\(step.subject): \(step.present)"]
        case .progress(let step, let status, let seconds): return ["\(step.subject): \(status) (\(Int(seconds)) s)"]
        case .completed(let step, let seconds):
            return [style(.green, "✓") + " \(step.subject): \(step.past) (\(Int(seconds)) s)"]
        case .failed(let step, let failure, _):
            // A failed chain of credentials has a line for each source.
            let summary = step.summary(failure.fullSummary).split(separator: "\n")
            let more = summary.dropFirst() + failure.detail.split(separator: "\n")
            return [style(.red, "✗") + " \(step.subject): \(summary.first ?? "")"]
                + more.map { "    " + $0.drop { $0 == " " } }
        case .skipped(let step, let reason): return [style(.yellow, "-") + " \(step.subject): skipped, \(reason)"]
        case .awaiting(let environment, let status): return ["\(environment.key.heading): \(status)"]
        }
    }
}
