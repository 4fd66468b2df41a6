import AWSOperations
import ArgumentParser
import BatchForge
import Diagnostics
import FoundationEssentials
import ManifestLoading
import Planning
import Reconciliation

/// `reconcile selftest`
struct SelfTestCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Makes an environment with at most 2 vCPUs and no job, so that no instance starts; changes it in every way that AWS \
        has; has a successor take its place; deletes it. Each stage is planned, carried out and planned again. AWS's answers \
        are written to files, without account id and ids. The names of all that is made begin with \
        'reconcile-selftest'. A run that was stopped leaves something there; the next run deletes it first.
        """,
        examples: [
            .init("In an account for tests.", "selftest --region eu-west-1"),
            .init("See what it does, without an account.", "selftest --sandbox --yes --region eu-west-1"),
        ],
        statuses: ExitStatusList(
            done: "AWS did what was expected",
            [(ExitStatus.refused, "a guard refused (another account)")]),
        variables: HelpVariable.account + HelpVariable.output + HelpVariable.questions)

    static let configuration = CommandConfiguration(
        commandName: "selftest",
        abstract: "Prove in an account that AWS Batch behaves as plans say. Asks first.",
        usage: "reconcile selftest [<options>] --region <name>", discussion: help.discussion)

    @OptionGroup(title: "AWS options") var aws: AWSOptions

    @Option(
        help: ArgumentHelp("The folder for AWS's answers; it is made if it is missing.", valueName: "folder"),
        completion: .directory)
    var answers = "selftest-answers"

    @Option(help: OutputOptions.colorHelp)
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    func validate() throws {
        guard aws.region != nil else { throw ValidationError("'selftest' needs '--region'") }
        guard aws.planningOptions.allSatisfy({ $0 == "--region" }) else {
            throw ValidationError("'--name-prefix' cannot be given: all names begin with '\(SelfTestStage.namePrefix)'")
        }
    }

    func run() async throws {
        let interruption = Interruption()
        let signals = Signals(interruption)
        try await reportingErrors(OutputChoice(isJSON: false, color: color)) {
            try await signals.watching { try await run(interruption, signals) }
        }
    }

    private func run(_ interruption: Interruption, _ signals: Signals) async throws {
        let process = ProcessEnvironment.current
        let region = aws.region ?? ""
        let recorder = AnswerRecorder()
        let builder = ResourceBuilder(NamePrefixOption(SelfTestStage.namePrefix))
        // The region decides where IAM and STS are asked.
        let places = SelfTestStage.all[0].manifest(in: region).environments.map(EnvironmentPlace.init)
        var (account, notes) = try AccountResolver(options: aws, process: process).open(for: places)
        account = account.recorded(by: recorder)
        let resolved = try await ResolvedAccount.resolve(account, notes, [], aws, process, nil)
        let accountID = try await resolved.identity.value.accountID
        notes = resolved.notes
        Console.show(notes, colored: process.colors(color, terminal: process.errorIsTerminal))
        let name = PhysicalNames(SelfTest.key(in: region), prefix: builder.namePrefix).base
        try await confirm("\(name) in account \(accountID), \(region)", process)
        try account.assureSavable()
        let progress = LineApplyView(style: Style(isColored: process.colors(color, terminal: process.errorIsTerminal)))
        try await signals.beginWriting(announcingThrough: progress)
        let test = SelfTest(
            account: resolved, region: region, builder: builder, recorder: recorder, interruption: interruption
        ) { await progress.show($0) }
        let view = SelfTestView(style: Style(isColored: process.colors(color, terminal: process.outputIsTerminal)))
        let results = await test.run { Console.result(view.line($0)) }
        try await account.save()
        let date = Timestamp.text(await account.access.clock.now()).prefix(10)
        let count = try write(
            recorder.files(
                source: "reconcile selftest \(Version.text), \(region), \(date)",
                SelfTestMask(accountID: accountID)))
        Console.result(view.summary(results, recorded: count, in: answers))
        if let status = await signals.exitStatus { throw status }
        guard results.allSatisfy(\.isAsExpected) else { throw ExitStatus.error }
    }

    private func confirm(_ place: String, _ process: ProcessEnvironment) async throws {
        guard !yes else { return }
        guard process.canAsk else {
            throw CommandError("selftest needs a yes, and there is no terminal to ask at", detail: "add --yes")
        }
        guard try await Question(text: "Make, change and delete \(place)?").isAgreedTo() else {
            Console.message("Nothing was changed.")
            throw ExitStatus.error
        }
    }

    /// Writes the files of answers; returns their number.
    private func write(_ files: [(name: String, text: String)]) throws -> Int {
        try FileManager.default.createDirectory(atPath: answers, withIntermediateDirectories: true)
        for file in files { try WholeFile(path: "\(answers)/\(file.name)").write(Array(file.text.utf8)) }
        return files.count
    }
}

extension Account {
    /// The same account; every answer goes to a recorder.
    fileprivate func recorded(by recorder: AnswerRecorder) -> Account {
        Account(
            access: access.wrapped { RecordingCaller(base: $0, recorder: recorder) }, save: save,
            assureSavable: assureSavable, provideBucket: provideBucket, audit: audit,
            provideReferences: provideReferences)
    }
}
