import Diagnostics
import Kinds
import Planning
import Reconciliation

/// The second step of a session: the account that the credentials lead to, which is the right one, and the lock on it.
struct ResolvedAccount {
    let account: Account
    let accountID: String
    /// The caller, as STS names it.
    let principal: String
    let notes: [Diagnostic]

    /// Finds the account of files.
    static func resolve(
        for files: LoadedFiles, _ options: AWSOptions, _ process: ProcessEnvironment, _ request: SessionRequest
    ) async throws -> ResolvedAccount {
        var (account, notes) = try AccountResolver(options: options, process: process).open(for: files.places)
        if request.isReadOnly { account = account.readOnly }
        if request.lookup == .everything { await account.provideReferences(files.requests) }
        return try await resolve(account, notes, files.requests, options, process, request.lock)
    }

    /// Finds out whose account it is, and takes the lock.
    static func resolve(
        _ account: Account, _ notes: [Diagnostic], _ requests: [EnvironmentRequest], _ options: AWSOptions,
        _ process: ProcessEnvironment, _ lock: Lock?
    ) async throws -> ResolvedAccount {
        let identity = try await StateReader(account.access).identity()
        try Self.guardAccount(identity.accountID, options, requests)
        account.audit?.note { run in
            (run.accountID, run.principal) = (identity.accountID, identity.principal)
        }
        try await lock?.take(on: account, principal: identity.principal, process: process)
        return ResolvedAccount(
            account: account, accountID: identity.accountID, principal: identity.principal, notes: notes)
    }

    /// The account is checked before anything else is read in it.
    static func guardAccount(
        _ accountID: String, _ options: AWSOptions, _ requests: [EnvironmentRequest]
    ) throws {
        let wanted = ([options.accountID?.text] + requests.map(\.policy.accountID)).compactMap { $0 }
        guard let other = wanted.first(where: { $0 != accountID }) else { return }
        throw CommandError(
            "the credentials lead to account \(accountID), and only \(other) may be touched",
            detail: "use credentials of \(other), or change --account-id or 'account-id' in the file",
            kind: "wrong-account", status: ExitStatus.refused)
    }
}
