/// The accounts of a run in words.
enum AccountHeading {
    /// The heading of the environments of one account.
    static func text(_ accountID: String) -> String { "Account \(accountID)" }

    /// The accounts, the regions and the callers.
    static func place(_ accounts: [String], _ regions: [String], _ principal: String) -> String {
        let heading = "\(accounts.count == 1 ? "Account" : "Accounts") \(accounts.joined(separator: ", "))"
        return ([heading] + regions + ["as \(principal)"]).joined(separator: ", ")
    }
}
