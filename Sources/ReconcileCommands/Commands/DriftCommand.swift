import AWSClient
import ArgumentParser
import Diagnostics
import Kinds
import Planning
import Reconciliation

/// `reconcile drift`
struct DriftCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Shows what changed outside the files, field by field, and environments that are missing. An edit of \
        the files is no drift; 'reconcile plan' shows it. If 'cloudtrail:LookupEvents' is allowed, each change has its \
        author: the newest call since the last apply that can have made it.
        """,
        examples: [
            .init("Find out what was changed outside the files, for cron.", "drift --env-file env.sh envs.yml"),
            .init("Give it to a program.", "drift --format json envs.yml"),
            .init("From cron: metrics for Prometheus.", "drift -q --metrics-file drift.prom envs.yml"),
            .init("Tell a chat if there is drift.", "drift --notify-url https://chat.example/hook envs.yml"),
            .init("Keep a page of it as well.", "drift --report html=drift.html envs.yml"),
        ],
        statuses: ExitStatusList(
            done: "no drift",
            [(ExitStatus.changes, "drift"), (ExitStatus.refused, "a guard refused (another account)")]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output + HelpVariable.annotations)

    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Show what was changed in AWS since the last apply. Writes nothing.",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: PlanOutputOptions
    @OptionGroup(title: "Unattended runs") var unattended: UnattendedOptions

    private var choice: OutputChoice { output.choiceShowingFailures(of: "drift") }

    func run() async throws {
        try await unattended.recording("drift", isSandbox: aws.sandbox != nil, choice) { recorder in
            let process = ProcessEnvironment.current
            try output.assureReports()
            let sessions = try await AccountSessions.open(
                input, aws, choice, process: process,
                SessionRequest(goal: .apply, isReadOnly: true, lookup: .networks))
            let found = try await Self.withAuthors(sessions)
            try sessions.report(found.notes, output.choice, process)
            let view = DriftView(
                drift: found.drift, principal: sessions.principal,
                style: Style(isColored: false), columns: process.columns)
            recorder.note { $0.note(view) }
            try output.show(DriftReport(view: view, diagnostics: sessions.diagnostics + found.notes), process)
            RunnerFiles(process)?.report(view, refused: sessions.plan.refusals.count)
            process.annotate(
                sessions.diagnostics + found.notes + view.diagnostics(sessions.origins),
                besideText: output.format == .text)
            if !view.drift.isEmpty { throw ExitStatus.changes }
        }
    }

    /// The drift of all accounts, with the authors that CloudTrail shows in each.
    private static func withAuthors(
        _ sessions: AccountSessions
    ) async throws -> (drift: Drift, notes: [Diagnostic]) {
        let parts = try await concurrently(sessions.sharing(sessions.plan)) { session, plan in
            let history = ChangeHistory(session.account.access, Kinds.all) {
                Partition.partition(ofRegion: $0).globalRegion
            }
            var found = try await session.credentials.namingErrors {
                try await history.adding(to: Drift(plan, Kinds.catalog))
            }
            found.notes = found.notes.map { session.credentials.naming($0) }
            return found
        }
        let notes = parts.flatMap(\.notes).uniqued().map { Diagnostic(.note, "not-read", $0) }
        return (Drift(of: parts.map(\.drift)), notes)
    }
}
