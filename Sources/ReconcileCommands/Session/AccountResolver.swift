import AWSClient
import AWSOperations
import Diagnostics
import FoundationEssentials
import Reconciliation
import Transport

/// Finds the account that a command line and a file mean.
struct AccountResolver {
    let options: AWSOptions
    let process: ProcessEnvironment

    /// The account, and what is worth knowing about how it was found.
    ///
    /// - Parameter region: the region of global services, if no environment names one.
    func open(
        for places: [EnvironmentPlace], in region: String? = nil
    ) throws -> (account: Account, notes: [Diagnostic]) {
        let globalRegion = places.compactMap(\.region).first ?? region ?? "us-east-1"
        let isVerbose = options.verbose
        let audit = try options.auditLog.map { try AuditLog(path: $0) }
        if let file = options.traceFile { try TraceFile(path: file).assureWritable() }
        let trace = TraceRecorder.current
        let silence =
            process.errorIsTerminal ? SilenceNotes(proxies: ProxySettings(variables: process.variables)) : nil
        let log: @Sendable (Exchange) -> Void = { exchange in
            trace?.note(exchange)
            silence?.note(exchange)
            // Without -v only what makes the user wait is logged: an endpoint that takes the call and does not answer.
            guard isVerbose || exchange.status == nil && exchange.seconds > ExchangeLine.patience else { return }
            Console.note(ExchangeLine.text(exchange))
        }
        if let path = options.sandbox {
            let account = try Account.sandbox(
                path, globalRegion: globalRegion, parallelism: options.parallelism,
                log: isVerbose || trace != nil ? log : nil, audit: audit)
            trace?.follow(account.access.clock)
            let note = Diagnostic(
                .note, "sandbox", "a simulated account, kept in '\(path)': nothing is sent to AWS")
            return (account, [note])
        }
        let environment = awsEnvironment
        let (profile, notes) = try self.profile(for: places)
        let session = try AWSSession(
            environment: environment,
            options: AWSSession.Options(profile: profile, version: Version.text, fallbackRegion: globalRegion),
            onExchange: log, onSilence: silence.map { notes in { @Sendable url in notes.tell(url) } },
            onSecrets: SecretMask.add,
            onClockCorrection: { Console.note(ClockLine.text($0)) })
        let account = Account.aws(
            session, globalRegion: globalRegion, parallelism: options.parallelism, audit: audit)
        let problems = session.configuration.problems.map { Diagnostic(.warning, "aws-configuration", $0) }
        return (account, problems + notes)
    }

    /// The region that files without one get.
    func defaultRegion() throws -> String? {
        if let region = options.region { return region }
        if options.sandbox != nil {
            return process.variables["AWS_REGION"] ?? process.variables["AWS_DEFAULT_REGION"]
        }
        return try Self.region(ofProfile: options.profile, process)
    }

    /// The region of the environment, or of an AWS profile; nil is the usual profile.
    static func region(ofProfile profile: String?, _ process: ProcessEnvironment) throws -> String? {
        try AWSSession(
            environment: process.awsEnvironment,
            options: AWSSession.Options(profile: profile, version: Version.text)
        ).region
    }

    private var awsEnvironment: AWSEnvironment { process.awsEnvironment }

    /// Environments by their places in the files, and the AWS profile that they name; nil is the usual credentials.
    typealias ProfileGroup = (profile: String?, indices: [Int])

    /// The environments in groups of one AWS profile each, in the order of the files; at least one group. A sandbox is one
    /// account.
    func profileGroups(_ places: [EnvironmentPlace]) -> [ProfileGroup] {
        let all = Array(places.indices)
        guard options.sandbox == nil, options.profile == nil, !all.isEmpty else { return [(options.profile, all)] }
        let known = knownProfiles
        return all.inGroups { profile(of: places[$0], known) }.map { ($0.key, $0.elements) }
    }

    private var knownProfiles: Set<String> {
        Set(SharedConfiguration(environment: awsEnvironment, profile: nil).profileNames)
    }

    /// The AWS profile of the name that the file gives; nil is the usual profile.
    private func profile(of place: EnvironmentPlace, _ known: Set<String>) -> String? {
        place.credentials.flatMap { known.contains($0) ? $0 : nil }
    }

    /// The file's `credentials` name an AWS profile where there is one of that name; the option wins over them.
    private func profile(
        for places: [EnvironmentPlace]
    ) throws -> (profile: String?, notes: [Diagnostic]) {
        if let profile = options.profile { return (profile, []) }
        let known = knownProfiles
        let profiles = Set(places.map { profile(of: $0, known) })
        guard profiles.count <= 1 else { throw CommandError(severalProfiles: profiles) }
        let unknown = Set(places.compactMap(\.credentials)).subtracting(known).sorted()
        let notes = unknown.map { name in
            Diagnostic(
                .note, "credentials", "there is no AWS profile '\(name)': the standard credentials are used",
                at: places.first { $0.credentials == name }?.range)
        }
        return (profiles.first ?? nil, notes)
    }
}

extension CommandError {
    /// The command works on one account, and the files lead to more.
    fileprivate init(severalProfiles profiles: Set<String?>) {
        let named = profiles.compactMap(\.self).sorted().map { "'\($0)'" }
        let all = named + (profiles.contains(nil) ? ["the standard credentials"] : [])
        self.init(
            "'credentials' of the environments lead to several AWS profiles (\(all.joined(separator: ", "))), and this command "
                + "works with one",
            detail: "name one environment, or choose it with --target; --profile uses one profile for all of them",
            kind: "credentials")
    }
}

/// A clock that is off as one line.
enum ClockLine {
    static func text(_ seconds: Double) -> String {
        let minutes = Int((abs(seconds) / 60).rounded())
        let way = seconds < 0 ? "ahead of" : "behind"
        return "warning: the clock of this machine is \(minutes) min \(way) AWS's: requests are signed with AWS's "
            + "time; set the clock"
    }
}

/// An exchange with AWS as one line of `-v`.
enum ExchangeLine {
    /// Seconds of silence that are worth a separate line.
    static let patience = 5.0

    static func text(_ exchange: Exchange) -> String {
        let outcome = exchange.status.map(String.init) ?? "no answer"
        let failure = exchange.failure.map { " \($0)" } ?? ""
        let attempt = exchange.attempt > 1 ? " (attempt \(exchange.attempt))" : ""
        let milliseconds = Int((exchange.seconds * 1000).rounded())
        let id = exchange.requestID.map { " \($0)" } ?? ""
        return "aws: \(exchange.operation) \(exchange.method) \(exchange.url): \(outcome)\(failure)\(attempt) "
            + "\(milliseconds) ms\(id)"
    }
}

extension ProcessEnvironment {
    /// Everything that AWS's configuration depends on.
    var awsEnvironment: AWSEnvironment {
        AWSEnvironment(
            variables: variables, homeDirectory: homeDirectory,
            readFile: { path in
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw CommandError("\(path): cannot be read", kind: "file-unreadable")
                }
                return Array(data)
            }, runProgram: { try await CredentialProgram.run($0) })
    }
}
