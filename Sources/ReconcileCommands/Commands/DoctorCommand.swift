import ArgumentParser
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation

/// `reconcile doctor`
struct DoctorCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        The checks that 'plan' makes before anything is created, without a plan: what the files name exists and belongs \
        together, and jobs can start there. An error is what AWS would refuse, a warning what AWS takes and what would \
        not work. What may not be read is one note. IAM is asked which rights of 'apply' the caller lacks, if it may be \
        asked.
        """,
        examples: [
            .init("Check all that the environments use.", "doctor --env-file env.sh envs.yml"),
            .init("For programs.", "doctor --format json envs.yml"),
        ],
        statuses: ExitStatusList(
            done: "no errors", [(ExitStatus.refused, "a guard refused (another account)")]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what the files use in AWS: network, quotas, images, buckets, rights.",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: OutputOptions

    func run() async throws {
        try await reportingErrors(output.choice) {
            let process = ProcessEnvironment.current
            let request = SessionRequest(goal: .apply, isReadOnly: true, lookup: .everything, isBuilding: true)
            let files = try LoadedFiles.load(input, aws, output.choice, process, request)
            let parts = try await AccountParts.resolve(files, aws, process, request)
            let accounts = try await concurrently(parts) { part in
                try await part.account.credentials.namingErrors {
                    try await Self.findings(part.account, part.files, request)
                }
            }
            let view = DoctorView(
                accounts: accounts,
                style: Style(isColored: process.colors(output.color, terminal: process.outputIsTerminal)),
                columns: process.columns)
            switch output.format {
            case .text: Console.result(view.text)
            case .json: Console.result(json: view.json.text)
            }
            if view.hasErrors { throw ExitStatus.error }
        }
    }

    /// The results of all checks in an account.
    private static func findings(
        _ account: ResolvedAccount, _ files: LoadedFiles, _ request: SessionRequest
    ) async throws -> DoctorView.Findings {
        // IAM is asked during the other reads, which take longer.
        async let rights = CallerRightsCheck(
            access: account.account.access, definitions: files.manifest.environments, builder: files.builder
        ).result(account.identity.value)
        let reading = try await AccountReading.read(account, files, request)
        let check = ReferenceCheck(intent: reading.planRequest, observation: reading.observation, plan: reading.plan)
        let callerRights = try await rights
        let results = check.results(files.manifest.environments) + [callerRights].compactMap { $0 }
        // What no check is about: notes on what was not read, and on choices.
        let shown = Set(results.flatMap(\.diagnostics))
        return DoctorView.Findings(
            accountID: reading.observation.accountID, principal: reading.observation.principal, results: results,
            others: (account.notes + reading.notes).filter { !shown.contains($0) })
    }
}
