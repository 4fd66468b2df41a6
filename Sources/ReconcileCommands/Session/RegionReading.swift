import Diagnostics
import Kinds
import Reconciliation

/// An account that a command reads in one region and without files.
struct RegionReading {
    /// The account; no call can change it.
    let account: Account
    let region: String
    let identity: CallerIdentity
}

extension AccountResolver {
    /// Opens the account for reading in the region that the command line or AWS's configuration names.
    ///
    /// - Parameter check: throws if the region is not one that the command can use.
    func openForReading(checking check: (_ region: String) throws -> Void = { _ in }) async throws -> RegionReading {
        guard let region = try defaultRegion() else {
            throw CommandError("no region is given", detail: "name one with --region", kind: "missing-field")
        }
        try check(region)
        let (opened, notes) = try open(for: [], in: region)
        let account = opened.readOnly
        for note in notes { Console.note("note: \(note.summary)") }
        let identity = try await StateReader(account.access).identity()
        try ResolvedAccount.guardAccount(identity.accountID, options, [])
        return RegionReading(account: account, region: region, identity: identity)
    }
}
