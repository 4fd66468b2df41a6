import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Shows what happens while a plan is carried out.
protocol ApplyView: Sendable {
    /// Takes one event in.
    func show(_ event: ApplyEvent) async
    /// Says something beside the events, such as that a signal came.
    func announce(_ text: String) async
    /// Clears what is not to stay on the screen.
    func finish() async
}

extension ApplyView {
    func announce(_ text: String) async { Console.message(text) }
}

extension StepGraph.Step {
    /// `acme/research/rnaseq compute-environment.work`
    var title: String {
        let owner = planned.address.environment.map { $0.owner + " " } ?? ""
        return owner + planned.address.local
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
        if let line = Self.line(event, style) { Console.message(line) }
    }

    func finish() async {}

    /// The line of an event that is worth one.
    static func line(_ event: ApplyEvent, _ style: Style) -> String? {
        switch event {
        case .started(let step): "\(step.subject): \(step.present)"
        case .progress(let step, let status, let seconds): "\(step.subject): \(status) (\(Int(seconds)) s)"
        case .completed(let step, let seconds):
            style(.green, "✓") + " \(step.subject): \(step.past) (\(Int(seconds)) s)"
        case .failed(let step, let failure, _):
            style(.red, "✗") + " \(step.subject): \(step.summary(failure.fullSummary))"
                + (failure.detail.isEmpty ? "" : "\n    \(failure.detail)")
        case .skipped(let step, let reason): style(.yellow, "-") + " \(step.subject): skipped, \(reason)"
        case .awaiting(let environment, let status): "\(environment.key.owner): \(status)"
        }
    }
}
