import Diagnostics
import Kinds
import Planning
import Reconciliation

/// The second step of a session: the account that the credentials lead to, which is the right one, and the lock on it.
struct ResolvedAccount {
    let account: Account
    /// The caller. The answer may still be under way if nothing asks for a certain account.
    let identity: CallerIdentity.Reading
    let notes: [Diagnostic]
    /// The name of its credentials in messages.
    var credentials = CredentialsName.only

    /// Finds the account of files.
    static func resolve(
        for files: LoadedFiles, _ options: AWSOptions, _ process: ProcessEnvironment, _ request: SessionRequest
    ) async throws -> ResolvedAccount {
        var (account, notes) = try AccountResolver(options: options, process: process).open(for: files.places)
        if request.isReadOnly { account = account.readOnly }
        if request.lookup == .everything { await account.provideReferences(files.requests) }
        let resolved = try await resolve(account, notes, files.requests, options, process, request.lock)
        // What `--prune` finds is read by no name of the files.
        if request.prunes != nil { _ = try await resolved.identity.value }
        return resolved
    }

    /// Asks whose account it is, and takes the lock. Waits for the answer if only a certain account may be read, or a
    /// lock is taken in it; else a round trip is spared.
    static func resolve(
        _ account: Account, _ notes: [Diagnostic], _ requests: [EnvironmentRequest], _ options: AWSOptions,
        _ process: ProcessEnvironment, _ lock: Lock?
    ) async throws -> ResolvedAccount {
        let trace = TraceRecorder.current
        let identity = CallerIdentity.Reading {
            let identity = try await StateReader(account.access).identity()
            trace?.note(account: identity.accountID)
            account.audit?.note { run in
                (run.accountID, run.principal) = (identity.accountID, identity.principal)
            }
            return identity
        }
        if lock != nil || !wantedAccounts(options, requests).isEmpty {
            let known = try await identity.value
            try guardAccount(known.accountID, options, requests)
            try await lock?.take(on: account, principal: known.principal, process: process)
        }
        return ResolvedAccount(account: account, identity: identity, notes: notes)
    }

    private static func wantedAccounts(_ options: AWSOptions, _ requests: [EnvironmentRequest]) -> [String] {
        ([options.accountID?.text] + requests.map(\.policy.accountID)).compactMap { $0 }
    }

    /// An account that is asked for is checked before anything else is read in it.
    static func guardAccount(
        _ accountID: String, _ options: AWSOptions, _ requests: [EnvironmentRequest]
    ) throws {
        let wanted = wantedAccounts(options, requests)
        guard let other = wanted.first(where: { $0 != accountID }) else { return }
        throw CommandError(
            "the credentials lead to account \(accountID), and only \(other) may be touched",
            detail: "use credentials of \(other), or change --account-id or 'account-id' in the file",
            kind: "wrong-account", status: ExitStatus.refused)
    }
}
