import ArgumentParser
import Planning

/// `reconcile plan`
struct PlanCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        The first and the last line are the summary, with REFUSED in it if a guard refuses anything.
        """,
        examples: [
            .init("Show the plan.", "plan --env-file env.sh envs.yml"),
            .init("In a check: exit with 2 if there are changes.", "plan --detailed-exitcode envs.yml"),
            .init("Write it as a comment for a pull request.", "plan --format markdown envs.yml"),
            .init(
                "From one reading: the text, a page and the counts for GitLab.",
                "plan --report html=plan.html --report gitlab=gitlab.json envs.yml"),
            .init("Save the plan, to apply exactly it later.", "plan --out plan.json envs.yml"),
        ],
        statuses: ExitStatusList([
            (ExitStatus.changes, "there are changes (only with --detailed-exitcode)"), (ExitStatus.refused, nil),
        ]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output + HelpVariable.annotations)

    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what apply would do. Writes nothing.",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: PlanOutputOptions
    @OptionGroup(title: "Prune options") var pruning: PruneOptions
    @OptionGroup(title: "Refresh options") var refreshing: RefreshOptions
    @OptionGroup(title: "Unattended runs") var unattended: UnattendedOptions

    @Flag(help: "Exit with 2 if there are changes, with 0 if there are none.")
    var detailedExitcode = false

    @Option(
        help: ArgumentHelp(
            "Save the plan, for 'reconcile apply FILE' to carry out exactly it. Only its owner can read the file. "
                + "An earlier plan there is removed first.",
            valueName: "file"), completion: .file())
    var out: String?

    @Option(help: ArgumentHelp("If an environment exists; wins over the file's 'on_exists'.", valueName: "choice"))
    var onExists: OnExistsOption?

    private var choice: OutputChoice { output.choiceShowingFailures(of: "plan") }

    func validate() throws {
        try pruning.check(input)
        if let out, ["", "-"].contains(out) { throw ValidationError("'--out' takes the name of a file, not '\(out)'") }
        if let out, output.reports.contains(where: { $0.path == out }) {
            throw ValidationError("'--out' and '--report' name the same file, '\(out)'")
        }
    }

    func run() async throws {
        try await unattended.recording("plan", isSandbox: aws.sandbox != nil, choice) { recorder in
            let process = ProcessEnvironment.current
            if let out {
                try WholeFile(path: out).assureWritable(SavedPlan.begins)
                // However this run ends, no script finds an earlier plan there and applies it.
                try WholeFile(path: out).remove()
            }
            try output.assureReports()
            let sessions = try await AccountSessions.open(
                input, aws, choice, process: process,
                SessionRequest(
                    goal: .apply, isReadOnly: true, lookup: .everything, isBuilding: true, prunes: pruning.scope,
                    refreshes: refreshing.choices, onExists: onExists?.value))
            if let out, sessions.parts.count > 1 { throw CommandError(saving: out, of: sessions.plan.accountIDs) }
            var plan = sessions.plan
            let denied = await sessions.deniedReads(of: plan)
            try sessions.report(denied, choice, process)
            // A plan that is saved is carried out without a question.
            pruning.limit(&plan, isAsked: out == nil && process.canAsk && output.format == .text)
            recorder.note { $0.note(plan) }
            let document = sessions.document(of: plan, denied)
            try output.show(document, process, isVerbose: aws.verbose)
            process.annotate(document.diagnostics, besideText: output.format == .text)
            RunnerFiles(process)?.report(document)
            if !plan.refusals.isEmpty {
                if let out { Console.message("Not saved: \(out): a plan that is refused cannot be applied.") }
                throw ExitStatus.refused
            }
            if let out {
                try await SavedPlan(sessions.parts[0], plan).write(to: out)
                Console.note("Saved: 'reconcile apply \(out)' carries exactly this plan out.")
            }
            if detailedExitcode, plan.summary.hasChanges { throw ExitStatus.changes }
        }
    }
}

extension CommandError {
    /// A saved plan holds what one account held.
    fileprivate init(saving path: String, of accounts: [String]) {
        self.init(
            "not saved: \(path): a saved plan holds one account, and this plan is about \(accounts.joined(separator: " and "))",
            detail: "save a plan for each account with --target, or apply the files with --expect-plan",
            kind: "several-accounts")
    }
}
