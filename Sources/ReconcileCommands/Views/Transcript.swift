package import AWSOperations
package import Planning
package import Reconciliation
import ResourceModel

/// All that a run says, in every format: what is searched for secrets.
package actor Transcript {
    /// The texts, each as it would be printed.
    package private(set) var texts: [String] = []

    package init() {}

    private static let style = Style(isColored: false)

    private func view(_ clock: any RunClock) -> JSONApplyView {
        JSONApplyView(clock: clock) { await self.note($0) }
    }

    private func note(_ text: String) { texts.append(text) }

    /// Notes the text about a plan before anything is done.
    package func note(_ plan: Plan, clock: any RunClock) async {
        let document = PlanDocument(
            plan, origins: FieldOrigins([]), diagnostics: plan.refusals.map { $0.diagnostic(FieldOrigins([])) })
        let report = PlanReport(document: document, isVerbose: true)
        texts += OutputFormat.allCases.map { report.written(as: $0, style: Self.style, columns: 120).escaped }
        await view(clock).plan(plan)
    }

    /// Notes the text about an event while the plan is carried out.
    package func note(_ event: ApplyEvent, clock: any RunClock) async {
        texts += LineApplyView.lines(event, Self.style)
        await view(clock).show(event)
    }

    /// Notes the text about the outcome.
    package func note(_ outcome: ApplyOutcome, of plan: Plan, clock: any RunClock) async {
        let conclusion = ApplySummary(plan: plan, outcome: outcome, operation: .apply, style: Self.style)
        texts.append(conclusion.text)
        await view(clock).conclusion(conclusion)
    }
}
