import AWSClient
import AWSOperations
import ArgumentParser
import FoundationEssentials
import Planning
import Reconciliation
import SimulatedAWS

/// The account that a command works on: AWS's, or a simulated one.
struct Account {
    /// The access to its services.
    let access: AWSAccess
    /// Keeps what a simulated account has become; nothing to do with a real one.
    let save: @Sendable () async throws -> Void
    /// Throws if the file of a simulated account cannot be written; does nothing for a real account.
    var assureSavable: @Sendable () throws -> Void = {}
    /// Makes a bucket in a simulated account, where nothing else could make one; does nothing with a real one.
    var provideBucket: @Sendable (_ name: String, _ region: String) async -> Void = { _, _ in }

    /// The log of every call that can change it, if one is kept.
    var audit: AuditLog?

    /// Makes what files name in a simulated account, where nothing else could make it; does nothing with a real one.
    var provideReferences: @Sendable (_ requests: [EnvironmentRequest]) async -> Void = { _ in }

    /// The door to AWS, with the credentials of `profile` or of the standard chain.
    static func aws(
        _ session: AWSSession, globalRegion: String, parallelism: Int, audit: AuditLog?
    ) -> Account {
        let limits = CallLimits(parallelism)
        let clock = SystemClock()
        let access = AWSAccess(
            globalRegion: globalRegion, clock: clock, maximumAttempts: session.maximumAttempts,
            random: { .random(in: 0...1) }
        ) { region in
            let limited = LimitedCaller(session.caller(region: region), limits, region: region)
            return audit.map { AuditCaller(base: limited, region: region, clock: clock, log: $0) } ?? limited
        }
        return Account(access: access, save: {}, audit: audit)
    }

    /// A simulated account, kept in a file between runs.
    ///
    /// - Parameter log: gets every call; nil if no log is wanted.
    static func sandbox(
        _ path: String, globalRegion: String, parallelism: Int, log: (@Sendable (Exchange) -> Void)?,
        audit: AuditLog?
    ) throws -> Account {
        let account = try SandboxFile(path: path).load()
        let limits = CallLimits(parallelism)
        let access = AWSAccess(globalRegion: globalRegion, clock: account.clock) { region in
            var caller: any Caller = account.caller(region: region)
            if let log { caller = LoggingCaller(base: caller, region: region, clock: account.clock, log: log) }
            caller = LimitedCaller(caller, limits, region: region)
            return audit.map { AuditCaller(base: caller, region: region, clock: account.clock, log: $0) } ?? caller
        }
        return Account(
            access: access, save: { try SandboxFile(path: path).store(await account.snapshot()) },
            assureSavable: { try SandboxFile(path: path).assureWritable() },
            provideBucket: { await account.provideBucket($0, region: $1) }, audit: audit,
            provideReferences: { await SandboxReferences.provide(for: $0, in: account) })
    }

    /// The same account for a command that only reads: no call can change anything.
    var readOnly: Account {
        Account(access: access.wrapped { ReadOnlyCaller($0) }, save: {}, provideReferences: provideReferences)
    }
}

/// An error that keeps a command from its work and comes neither from the files nor from AWS.
struct CommandError: Error, CustomStringConvertible {
    let summary: String
    let detail: String
    /// The kind of error, for programs.
    let kind: String
    /// The exit status of the program.
    let status: ExitCode
    /// More errors of the same kind, each a separate diagnostic for programs.
    var particulars: [JSON] = []

    init(_ summary: String, detail: String = "", kind: String = "error", status: ExitCode = ExitStatus.error) {
        self.summary = summary
        self.detail = detail
        self.kind = kind
        self.status = status
    }

    var description: String { detail.isEmpty ? summary : "\(summary): \(detail)" }
}
