import ArgumentParser

/// A command that reads or changes an account.
protocol AccountCommand: QuietCommand {
    var aws: AWSOptions { get }
}

/// Which account, and how it is reached.
struct AWSOptions: ParsableArguments {
    /// The help of `--region`, which offline commands have too.
    static let regionHelp = ArgumentHelp("AWS region for environments that name none.", valueName: "name")

    @Option(help: AWSOptions.regionHelp, completion: Completions.regions)
    var region: String?

    @Option(
        help: ArgumentHelp("AWS profile; wins over the file's 'credentials' and AWS_PROFILE.", valueName: "name"),
        completion: Completions.profiles)
    var profile: String?

    @Option(
        name: .customLong("account-id"),
        help: ArgumentHelp("Refuse to touch any account but that of these 12 digits.", valueName: "id"))
    var accountID: AccountIDOption?

    @Option(help: ArgumentHelp("How many calls to a service may be under way at once.", valueName: "n"))
    var parallelism = 10

    @Option(name: .customLong("name-prefix"), help: NamePrefixOption.help)
    var namePrefix = NamePrefixOption(NamePrefixOption.standard)

    @Flag(
        name: .customLong("sandbox"),
        help:
            "Use a simulated AWS account, kept in .reconcile/sandbox.json (or --sandbox=FILE). Nothing is sent anywhere."
    )
    var usesDefaultSandbox = false

    @Option(name: .customLong("sandbox-file"), help: .hidden)
    var sandboxFile: String?

    @Option(
        name: .customLong("audit-log"),
        help: ArgumentHelp(
            "Add one line of JSON for each call that can change AWS: when, who, what, outcome.", valueName: "file"),
        completion: .file())
    var auditLog: String?

    @Option(
        name: .customLong("trace-file"),
        help: ArgumentHelp(
            "Write the run's spans for OpenTelemetry (OTLP in JSON): the command, its steps, each call of AWS.",
            valueName: "file"), completion: .file(extensions: ["json"]))
    var traceFile: String?

    @Flag(name: .shortAndLong, help: "Log every AWS call to standard error.")
    var verbose = false

    @Flag(name: .shortAndLong, help: QuietOption.help)
    var quiet = false

    /// The file of the simulated account; nil for the real AWS.
    var sandbox: String? { sandboxFile ?? (usesDefaultSandbox ? Self.defaultSandbox : nil) }

    private static let defaultSandbox = ".reconcile/sandbox.json"

    /// Which options were given that have their say when a plan is made, and none after it.
    var planningOptions: [String] {
        [("--region", region != nil), ("--name-prefix", namePrefix.text != NamePrefixOption.standard)].filter(\.1)
            .map(\.0)
    }

    func validate() throws {
        if quiet, verbose { throw ValidationError("'--quiet' and '--verbose' do not go together") }
        if parallelism < 1 { throw ValidationError("'--parallelism' must be at least 1, not \(parallelism)") }
        if let traceFile, ["", "-"].contains(traceFile) {
            throw ValidationError("'--trace-file' takes the name of a file, not '\(traceFile)'")
        }
        if sandboxFile?.isEmpty == true { throw ValidationError("'--sandbox=' needs a file behind it") }
    }

    /// Rewrites the arguments, because `--sandbox` takes its value only after an equals sign and the parser does not
    /// know such options.
    static func rewriting(_ arguments: [String]) -> [String] {
        // The words of a line that is being completed keep their places.
        guard arguments.first != "---completion" else { return arguments }
        let prefix = "--sandbox="
        // All behind '--' is for Nextflow.
        let own = arguments.prefix { $0 != "--" }
        return own.flatMap { argument in
            argument.hasPrefix(prefix) ? ["--sandbox-file", String(argument.dropFirst(prefix.count))] : [argument]
        } + arguments.dropFirst(own.count)
    }
}
