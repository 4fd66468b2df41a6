import ArgumentParser
import Diagnostics
import Glibc
import Kinds
import Planning
import Reconciliation
import ResourceModel

/// Carries a plan out with everything around it: guards, the question, signals, the account of what came of it.
struct PlanRunner {
    let sessions: AccountSessions
    let plan: Plan
    let output: OutputChoice
    let process: ProcessEnvironment
    let operation: Operation
    let interruption: Interruption
    /// The signal handling, which may have something to report at the end.
    let signals: Signals
    /// True if every call is logged, which leaves no place for lines that change.
    let isVerbose: Bool
    /// Gets what the run came to.
    var recorder: RunRecorder?
    /// True if the environments that no guard refuses are applied without the others.
    var skipsRefused = false
    /// True if a short job runs on each queue afterwards.
    var verifiesQueues = false

    /// The part of the plan that is carried out.
    private var carried: Plan { skipsRefused ? plan.permitted : plan }

    enum Operation: String {
        case apply
        case destroy
        case adopt
    }

    private var style: Style {
        Style(isColored: process.colors(output.color, terminal: process.outputIsTerminal))
    }

    private var progressStyle: Style {
        Style(isColored: process.colors(output.color, terminal: process.errorIsTerminal))
    }

    /// Shows the plan. Throws if a guard refuses it, or if AWS denies a read that its steps need.
    func present() async throws {
        if output.isJSON {
            let view = JSONApplyView(clock: sessions.clock)
            await view.version()
            await view.diagnostics(sessions.diagnostics + plan.diagnostics(sessions.origins))
            await view.plan(plan)
        } else {
            let view = PlanView(
                document: sessions.document(of: plan), style: style, columns: process.columns, isVerbose: false)
            Console.result(view.text)
        }
        recorder?.note { $0.note(plan) }
        guard carried.refusals.isEmpty, plan.refusals.isEmpty || carried.summary.hasChanges else {
            if !output.isJSON { Console.message("error: refused; nothing was changed") }
            throw ExitStatus.refused
        }
        if !leftOut.isEmpty, !output.isJSON { Console.note("note: left out: \(leftOut.joined(separator: ", "))") }
        // Before the question.
        try await sessions.preflight(carried)
    }

    /// The environments that are not applied because a guard refuses them, or something that they need.
    private var leftOut: [String] {
        let kept = Set(carried.environments.map(\.key))
        return plan.environments.map(\.key).filter { !kept.contains($0) }.map(\.heading)
    }

    /// Asks the user; without a terminal the options must answer.
    ///
    /// - Parameter isAllowed: true if the file or an option permits it without asking.
    func confirm(isAllowed: Bool, option: String) async throws {
        guard carried.summary.hasChanges, !isAllowed else { return }
        guard process.canAsk, !output.isJSON else {
            let why = process.canAsk ? "with --format json nothing is asked" : "there is no terminal to ask at"
            throw CommandError("\(operation.rawValue) needs a yes, and \(why)", detail: "add \(option)")
        }
        guard try await Question(text: PlanQuestion(plan: carried, operation: operation).text).isAgreedTo() else {
            Console.message("Nothing was changed.")
            throw ExitStatus.error
        }
        // It may have been looked at for an hour.
        try await sessions.assureUnmoved()
    }

    /// Does it and says what came of it.
    func carryOut() async throws {
        let view = progressView
        for session in sessions.parts {
            try session.account.assureSavable()
            session.account.audit?.note { $0.planID = plan.id }
        }
        try await signals.beginWriting(announcingThrough: view)
        TraceRecorder.current?.note(TraceAttribute("reconcile.plan.id", plan.id))
        let outcome = try await apply(verifiesQueues ? waitingPlan : carried, showing: view)
        await view.finish()
        let saving: Result<Void, any Error>
        do { saving = .success(try await sessions.save()) } catch { saving = .failure(error) }
        await conclude(outcome)
        try saving.get()
        if let status = await signals.exitStatus { throw status }
        guard outcome.isComplete else {
            if verifiesQueues { Console.note("note: no queue was verified, because the run did not come to its end") }
            if outcome.isRefused { throw ExitStatus.refused }
            throw outcome.isPartial ? ExitStatus.partial : ExitStatus.error
        }
        if verifiesQueues { try await verifyQueues() }
        if !leftOut.isEmpty { throw ExitStatus.refused }
    }

    /// Carries out the parts of all accounts side by side.
    private func apply(_ plan: Plan, showing view: any ApplyView) async throws -> ApplyOutcome {
        let outcomes = try await concurrently(sessions.sharing(plan)) { [interruption, operation] session, part in
            await ApplyTrace.apply(
                part, to: session.account.access, as: operation.rawValue, isPreflighted: true,
                interruption: interruption
            ) { await view.show($0) }
        }
        return ApplyOutcome(of: outcomes)
    }

    /// The plan with a wait for every environment of the files: a queue that is not VALID takes no job.
    private var waitingPlan: Plan {
        let wanted = Set(sessions.parts.flatMap(\.intent.environments).map(\.key))
        var plan = carried
        for index in plan.environments.indices where wanted.contains(plan.environments[index].key) {
            plan.environments[index].waitsForAvailable = true
        }
        return plan
    }

    /// Runs a short job on each queue of the environments that were applied.
    private func verifyQueues() async throws {
        let view: any VerificationView =
            output.isJSON ? JSONApplyView(clock: sessions.clock) : TextVerificationView(style: style)
        let applied = Set(carried.environments.map(\.key))
        let isOfSeveral = sessions.parts.count > 1
        let verifications = sessions.parts.map { session in
            QueueVerification(
                session, of: applied, in: isOfSeveral ? session.observation.accountID : nil, interruption, view)
        }
        let others = verifications.flatMap(\.environmentsOfOthers).map(\.heading)
        if !others.isEmpty { await view.leaveOut(others) }
        await signals.part(saying: ["", "Stopping: the jobs of --verify are being ended."])
        let queues = try await concurrently(verifications) { verification in
            try await verification.session.credentials.namingErrors { try await verification.run() }
        }.flatMap(\.self)
        try await sessions.save()
        await view.conclude(queues)
        recorder?.note { facts in
            facts.notAvailable = Set(queues.filter { !$0.runsJobs }.map(\.environment)).count
            facts.summary = [facts.summary, queues.summary].compactMap(\.self).joined(separator: ". ")
        }
        if let status = await signals.exitStatus { throw status }
        guard queues.allSatisfy(\.runsJobs) else { throw ExitStatus.unavailable }
    }

    /// The view of the run while it goes on.
    private var progressView: any ApplyView {
        if output.isJSON { return JSONApplyView(clock: sessions.clock) }
        guard process.errorIsTerminal, !process.isContinuousIntegration, !isVerbose, !Console.isQuiet else {
            return LineApplyView(style: progressStyle)
        }
        return LiveApplyView(style: progressStyle) {
            ProcessEnvironment.columns(of: STDERR_FILENO) ?? ProcessEnvironment.usualColumns
        }
    }

    private func conclude(_ outcome: ApplyOutcome) async {
        let conclusion = ApplySummary(
            plan: carried, outcome: outcome, operation: operation, style: style, origins: sessions.origins)
        recorder?.note { facts in
            (facts.changes, facts.summary) = (conclusion.counts, conclusion.summary)
            facts.notAvailable = outcome.unavailable.count
        }
        guard output.isJSON else { return Console.result(conclusion.text) }
        let view = JSONApplyView(clock: sessions.clock)
        for (environment, failure) in outcome.unavailable {
            let diagnostic: JSON = [
                "severity": "error", "kind": "not-available",
                "summary": JSON("\(environment.key.owner): \(failure.summary)"), "detail": JSON(failure.detail),
                "notes": [],
            ]
            await view.emit(
                "diagnostic", ["diagnostic": diagnostic], failure.summary, level: "error",
                account: environment.accountID)
        }
        await view.diagnostics(
            outcome.underWay.map { resource, status in
                Diagnostic(
                    .note, "under-way", "\(resource.name) is \(status): Batch is still at work on it",
                    detail: "'reconcile status' says when it is complete")
            })
        await view.conclusion(conclusion)
    }
}
