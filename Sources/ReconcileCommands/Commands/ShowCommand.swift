import ArgumentParser
import Kinds
import Planning

/// `reconcile show`
struct ShowCommand: AsyncParsableCommand, DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        Shows what 'reconcile plan --out' saved, as plan showed it. Only 'reconcile apply' finds out if AWS \
        has changed since.
        """,
        examples: [
            .init("Show the plan again.", "show plan.json"),
            .init("Give it to a program.", "show --format json plan.json"),
            .init("Draw its steps with Graphviz.", "show --format dot plan.json"),
        ],
        variables: HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a saved plan. Needs no credentials and no network.",
        usage: "reconcile show [<options>] <planfile>",
        discussion: help.discussion)

    @Argument(
        help: ArgumentHelp("A file that 'reconcile plan --out' wrote.", valueName: "planfile"), completion: .file())
    var file: String

    @OptionGroup(title: "Output options") var output: PlanOutputOptions

    @Flag(name: .shortAndLong, help: "Show every field of what is created, and what stays as it is.")
    var verbose = false

    @OptionGroup(title: "Output options") var silence: QuietOption

    var isQuiet: Bool { silence.quiet }

    func validate() throws {
        if isQuiet, verbose { throw ValidationError("'--quiet' and '--verbose' do not go together") }
    }

    func run() async throws {
        try await reportingErrors(output.choiceShowingFailures(of: "show", isForRunner: false)) {
            try output.assureReports()
            let saved = try SavedPlan.at(file)
            let maker = "reconcile \(saved.version)"
            guard let plan = saved.planned else {
                throw CommandError(
                    "\(file): \(maker) saved no more of the plan than apply needs",
                    detail: "make it again with 'reconcile plan --out \(file)'")
            }
            guard plan.id == saved.planID, plan.accountID == saved.accountID else {
                throw CommandError(
                    "\(file): what it shows is not plan \(saved.planID): it was changed, or \(maker) made it",
                    detail: "make it again with 'reconcile plan --out \(file)'")
            }
            try show(saved, plan)
        }
    }

    private func show(_ saved: SavedPlan, _ plan: Plan) throws {
        let process = ProcessEnvironment.current
        let origins = FieldOrigins(saved.places)
        let document = PlanDocument(
            plan, principal: saved.principal ?? "unknown", origins: origins, diagnostics: plan.diagnostics(origins))
        if output.format == .text {
            Console.note("Saved \(saved.madeAt.map { "at \($0) " } ?? "")by reconcile \(saved.version).")
        }
        try output.show(document, process, isVerbose: verbose)
    }
}
