import ArgumentParser
import Kinds
import ManifestLoading
import Planning
import Reconciliation

/// `reconcile submit`
struct SubmitCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Runs 'nextflow run PIPELINE ARGS' as the head job of an environment: on its head queue, from its job \
        definition, with its Nextflow configuration. The environment has to be AVAILABLE. All that follows '--' goes \
        to Nextflow as it is. NAME may be left out if the files have one environment. With --follow the log is \
        printed until the job ends, and the exit status is that of the job: Nextflow's, or 1 if the job ended \
        without one.
        """,
        examples: [
            .init(
                "Start a pipeline.",
                "submit envs.yml prod -- nf-core/rnaseq -profile test"),
            .init("Wait for it, with its log.", "submit --follow envs.yml prod -- nextflow-io/hello"),
            .init("Try it without an account.", "submit --sandbox --follow envs.yml prod -- nextflow-io/hello"),
        ],
        statuses: ExitStatusList(
            done: "submitted; with --follow, the job succeeded",
            [
                (ExitStatus.refused, "a guard refused (another account)"),
                (ExitStatus.unavailable, "the environment is not AVAILABLE, so nothing was submitted"),
            ]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Start a Nextflow pipeline in an environment.",
        usage: "reconcile submit [<options>] <file> ... [<name>] -- <pipeline> ...",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: OutputOptions

    @Option(
        name: .customLong("job-name"),
        help: ArgumentHelp("The job's name; made of the pipeline's name otherwise.", valueName: "name"))
    var jobName: String?

    @Option(
        help: ArgumentHelp(
            "The share identifier, if the head job's queue has a fair-share policy with several.", valueName: "name"))
    var share: String?

    @Flag(help: "Print the job's log until it ends, and exit with its status.")
    var follow = false

    @Flag(
        name: .customLong("cancel-on-interrupt"),
        help: "End the job if --follow is interrupted; without it the job goes on.")
    var cancelsOnInterrupt = false

    /// The words behind '--', each with a colon before it.
    @Option(name: .customLong(SubmitCommand.wordOption), help: .hidden)
    private var words: [String] = []

    private static let wordOption = "nextflow-argument"

    /// The pipeline, and what else 'nextflow run' gets.
    var arguments: [String] { words.map { String(String.UnicodeScalarView($0.unicodeScalars.dropFirst())) } }

    /// Rewrites the arguments of the program if they are for this command. The parser cannot tell the words behind '--'
    /// from the files before it, so each comes as an option; the colon lets a word be empty, or another '--'.
    static func rewriting(_ arguments: [String]) -> [String] {
        guard arguments.first == configuration.commandName, let end = arguments.firstIndex(of: "--") else {
            return arguments
        }
        return arguments[..<end] + arguments[(end + 1)...].map { "--\(wordOption)=:\($0)" }
    }

    func validate() throws {
        guard let pipeline = arguments.first else {
            throw ValidationError("Name the pipeline behind '--', as in: submit envs.yml prod -- nextflow-io/hello")
        }
        if pipeline.isEmpty || pipeline.hasPrefix("-") {
            throw ValidationError("The first word behind '--' is the pipeline, and '\(pipeline)' is an option.")
        }
        if arguments.contains(where: { $0.utf8.contains(0) }) {
            throw ValidationError("An argument cannot contain a zero byte.")
        }
        if let jobName, !HeadJobRequest.isJobName(jobName) {
            throw ValidationError(
                "'--job-name' is 1 to 128 letters, digits, '-' and '_', and begins with a letter or digit")
        }
        if cancelsOnInterrupt, !follow { throw ValidationError("'--cancel-on-interrupt' goes with '--follow'") }
    }

    func run() async throws {
        let signals = Signals(Interruption())
        try await reportingErrors(output.choice) {
            let named = EnvironmentName(input)
            var request = SessionRequest(goal: .apply, isReadOnly: false, lookup: .queues, isBuilding: true)
            request.isPlanning = false
            let session = try await Session.open(
                named.input, aws, output.choice, process: ProcessEnvironment.current, request)
            guard session.definitions.count == 1 else {
                throw CommandError("submit", needsOneOf: session.definitions, named.input)
            }
            let job = try HeadJobRequest(
                session.definitions[0], in: session, arguments: arguments, name: jobName, share: share,
                namePrefix: aws.namePrefix)
            try session.account.assureSavable()
            let submission = Submission(
                request: job, account: session.account, signals: signals, isJSON: output.format == .json,
                follows: follow, cancelsOnInterrupt: cancelsOnInterrupt)
            try await signals.watching { try await submission.run() }
        }
    }
}
