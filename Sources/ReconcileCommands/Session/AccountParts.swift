import Diagnostics
import ManifestLoading
import Planning
import Reconciliation

/// The accounts of a run, each with the environments of the files that are in it.
enum AccountParts {
    struct Part {
        var account: ResolvedAccount
        var files: LoadedFiles
        /// The AWS profile that the environments name; nil is the usual credentials.
        var profile: String?
        /// The environments' places among those of all files.
        var indices: [Int]
    }

    /// Finds the account of the environments of each AWS profile. Profiles of one account become one part: what is owned,
    /// pruned and counted there is planned once.
    static func resolve(
        _ files: LoadedFiles, _ options: AWSOptions, _ process: ProcessEnvironment, _ request: SessionRequest
    ) async throws -> [Part] {
        let groups = AccountResolver(options: options, process: process).profileGroups(files.places)
        guard groups.count > 1 else {
            let account = try await ResolvedAccount.resolve(for: files, options, process, request)
            return [Part(account: account, files: files, profile: groups[0].profile, indices: groups[0].indices)]
        }
        // One lease holds for the run; it is taken when all accounts are known to be the right ones.
        let lock = request.lock
        let request = request.unlocked
        let found = try await concurrently(groups) { profile, indices in
            let part = files.part(indices)
            let credentials = CredentialsName(profile: profile)
            return try await credentials.namingErrors { () async throws -> (Part, String) in
                var account = try await ResolvedAccount.resolve(for: part, options, process, request)
                account.credentials = credentials
                let accountID = try await account.identity.value.accountID
                return (Part(account: account, files: part, profile: profile, indices: indices), accountID)
            }
        }
        let parts = found.inGroups(by: \.1).map { _, same in joined(same.map(\.0), files) }
        let first = parts[0].account
        try await lock?.take(on: first.account, principal: first.identity.value.principal, process: process)
        return parts
    }

    /// One part of those of one account: all of it is done with the credentials of the first.
    private static func joined(_ same: [Part], _ files: LoadedFiles) -> Part {
        guard same.count > 1 else { return same[0] }
        let indices = same.flatMap(\.indices).sorted()
        let names = same.map { $0.profile.map { "'\($0)'" } ?? "the standard credentials" }
        let note = Diagnostic(
            .note, "credentials",
            "\(names.joined(separator: " and ")) lead to the same account: the credentials of \(names[0]) are used for all of it",
            at: same[1].files.places.first?.range)
        let account = ResolvedAccount(
            account: same[0].account.account, identity: same[0].account.identity,
            notes: (same.flatMap(\.account.notes) + [note]).uniqued(), credentials: same[0].account.credentials)
        return Part(account: account, files: files.part(indices), profile: same[0].profile, indices: indices)
    }
}
