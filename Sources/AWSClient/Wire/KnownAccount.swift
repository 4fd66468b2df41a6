import Locking

/// The account that the answers of one session are about: that of the first ARN that AWS answers with.
final class KnownAccount: Sendable {
    private let account = LockedValue<String?>(nil)

    /// Notes the account of an answer.
    ///
    /// - Returns: the account of the answers before it if that is another one; nil otherwise.
    func other(than found: String) -> String? {
        account.withLock { known in
            if let known { return known == found ? nil : known }
            known = found
            return nil
        }
    }
}
