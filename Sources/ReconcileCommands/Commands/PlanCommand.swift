import ArgumentParser
import Planning

/// `reconcile plan`
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what apply would do. Writes nothing.",
        discussion: """
            Exits 0; with --detailed-exitcode 2 where there are changes. Exits 5 where a guard would refuse the plan.
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var aws: AWSOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Exit with 2 where there are changes, with 0 where there are none.")
    var detailedExitcode = false

    @Option(help: "fail, ignore or overwrite: wins over the file's 'on_exists'.")
    var onExists: OnExistsOption?

    func run() async throws {
        try await reportingErrors(output) {
            let surroundings = Surroundings.current
            let session = try await Session.open(
                input, aws, output, surroundings: surroundings, isReadOnly: true, isBuilding: true,
                onExists: onExists?.value)
            let plan = Planner(session.observation).plan(session.requests)
            switch output.format {
            case .text:
                let style = Style(isColored: surroundings.colors(output.color, terminal: surroundings.outputIsTerminal))
                let view = PlanView(
                    plan: plan, principal: session.observation.principal, style: style, columns: surroundings.columns,
                    isVerbose: aws.verbose)
                Console.result(view.text)
            case .json:
                Console.result(JSON(plan, diagnostics: session.diagnostics + plan.refusals.map(\.diagnostic)).text)
            }
            if !plan.refusals.isEmpty { throw ExitStatus.refused }
            if detailedExitcode, plan.summary.hasChanges { throw ExitStatus.changes }
        }
    }
}
