/// The accounts of a run in words.
enum AccountHeading {
    /// The heading of the environments of one account.
    static func text(_ accountID: String) -> String { "Account \(accountID)" }

    /// The accounts, the regions and the callers.
    ///
    /// - Parameter isOnly: true if it is one account.
    static func place(_ accounts: String, isOnly: Bool, _ regions: [String], _ principal: String) -> String {
        (["\(isOnly ? "Account" : "Accounts") \(accounts)"] + regions + ["as \(principal)"]).joined(separator: ", ")
    }
}
