import ArgumentParser
import Diagnostics
import ManifestLoading
import Planning
import Reconciliation

/// `reconcile init`
struct InitCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        On a terminal it asks for what is not given, and checks each answer. A file that exists is never replaced; '-' \
        prints the text instead. With --from-aws it reads the account, and only reads: the VPCs with subnets in which jobs \
        can start, the buckets of the region, and the environments that exist, which 'reconcile export' writes. The file \
        has the best of each, and the others in comments. With --trace it has instance types and a 'max-cpus' that are \
        large enough for the tasks of a Nextflow run. Without --from-aws nothing is sent, and no option for AWS but \
        --region has an effect.
        """,
        examples: [
            .init("Answer some questions.", "init"),
            .init("Take the network and a bucket of the account.", "init --from-aws --region eu-west-1"),
            .init("Size it for the tasks of a run.", "init --trace trace.txt --example on-demand"),
            .init(
                "Without questions, to standard output.", "init --example on-demand --work-dir s3://my-bucket/work -"),
        ],
        statuses: ExitStatusList([(ExitStatus.refused, "a guard refused (another account)")]),
        variables: HelpVariable.account + [HelpVariable(names: "AWS_REGION", meaning: "the region that is proposed")]
            + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a first file. Needs no credentials and no network, but for --from-aws.",
        usage: "reconcile init [<options>] [<file>]", discussion: help.discussion)

    @Argument(help: "The file to write, or '-' for standard output.", completion: .file(extensions: ["yml", "yaml"]))
    var file = "compute-envs.yml"

    @Option(help: ArgumentHelp("The kind of environment.", valueName: "name"))
    var example: FirstFileExample?

    @Flag(name: .customLong("from-aws"), help: "Take what the account has; it is only read.")
    var fromAWS = false

    @Option(
        help: ArgumentHelp("Size it for the tasks of this trace file of Nextflow.", valueName: "file"),
        completion: .file(extensions: ["txt", "tsv"]))
    var trace: String?

    @Option(help: ArgumentHelp("The name of the environment.", valueName: "text"))
    var name: String?

    @Option(help: ArgumentHelp("The work directory of pipelines.", valueName: "s3://bucket/folder"))
    var workDir: String?

    @OptionGroup(title: "AWS options") var aws: AWSOptions

    @Option(help: OutputOptions.colorHelp)
    var color = ColorChoice.auto

    func validate() throws {
        if example == .manual, fromAWS {
            throw ValidationError(
                "'--example manual' is for queues that exist: 'reconcile export' writes a file of them")
        }
        if example == .manual, trace != nil {
            throw ValidationError("'--example manual' has no instance types for '--trace' to choose")
        }
    }

    func run() async throws {
        try await reportingErrors(OutputChoice(isJSON: false, color: color)) {
            let process = ProcessEnvironment.current
            let place = WholeFile(path: file)
            if file != "-" { try place.assureAbsent() }
            guard let first = try await answered(process) else {
                return Console.message("Nothing was written.")
            }
            guard file != "-" else { return Console.result(first.text) }
            try place.assureAbsent()
            try place.write(Array((first.text + "\n").utf8), mode: 0o644)
            Console.result(
                "Wrote \(file). Next:\n  reconcile plan --sandbox \(file)   without an account\n  reconcile plan \(file)"
            )
        }
    }

    /// The file with the options and, on a terminal, with answers; nil if the person wants none.
    private func answered(_ process: ProcessEnvironment) async throws -> FirstFile? {
        let demand = try trace.map { try self.demand(of: $0, process) }
        let asks = process.canAsk && file != "-"
        var interview = FirstFileInterview(
            given: ["name": name, "region": aws.region, "work-dir": workDir].compactMapValues { $0 }, example: example,
            asks: asks, region: process.variables["AWS_REGION"] ?? process.variables["AWS_DEFAULT_REGION"],
            demand: demand)
        if fromAWS {
            let survey = try await surveyed(process)
            if asks, try await !wantsNew(besides: survey) { return nil }
            interview.given["region"] = survey.region
            interview.survey = survey
        }
        let first = try await interview.file()
        // The question was about the environments.
        let shown = asks ? interview.survey?.textOnEnvironments : nil
        for text in first.found.opening where text != shown { Console.note("note: \(text)") }
        return first
    }

    // MARK: The account

    private func surveyed(_ process: ProcessEnvironment) async throws -> AccountSurvey {
        let place = try await AccountResolver(options: aws, process: process).openForReading { region in
            // A region that the file cannot have is not asked.
            let trial = FirstFile(example: .spot, answers: ["region": region])
            if let problem = trial.problems(with: "region").first { throw CommandError(problem) }
        }
        let survey = try await AccountSurvey.read(place.region, place.account.access, as: place.identity)
        for unread in survey.unread {
            Console.note("note: \(unread.kind.plural) in \(place.region) were not read: \(unread.reason)")
        }
        return survey
    }

    /// True if a file of a new environment is wanted although others exist.
    private func wantsNew(besides survey: AccountSurvey) async throws -> Bool {
        guard let text = survey.textOnEnvironments else { return true }
        Console.message(text)
        while true {
            switch try await Question.answer("Write a file for a new environment? [yes] ").lowercased() {
            case "", "y", "yes": return true
            case "n", "no": return false
            default: Console.message("Type yes or no.")
            }
        }
    }

    // MARK: The trace

    /// The demand of the tasks of a trace; if the trace has errors, prints them and ends the program.
    private func demand(of path: String, _ process: ProcessEnvironment) throws -> TraceDemand {
        let bytes: [UInt8]
        do { bytes = try DiskFiles().read(path, limit: NextflowTrace.mostBytes) } catch {
            throw CommandError(unreadable: path, error, limit: NextflowTrace.mostBytes)
        }
        let text = SourceText(filename: path, bytes: bytes)
        let trace = NextflowTrace(text)
        guard trace.diagnostics.isEmpty, let demand = TraceDemand(trace, path: path) else {
            var sources = Sources()
            sources.add(text)
            Console.show(
                trace.diagnostics, from: sources, colored: process.colors(color, terminal: process.errorIsTerminal))
            throw ExitStatus.error
        }
        return demand
    }
}
