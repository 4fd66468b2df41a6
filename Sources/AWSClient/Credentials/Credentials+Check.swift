import Signing

extension Credentials {
    /// The same, if a request can be signed with them.
    ///
    /// - Parameter now: the time that they must not have ended at; nil if that does not matter.
    /// - Throws: ``SourceFailure`` that says what is wrong, with no character of them.
    func checked(at now: Double?) throws -> Credentials {
        let keys = [("access key id", accessKeyID), ("secret access key", secretAccessKey)]
        if let empty = keys.first(where: \.1.isEmpty) {
            throw SourceFailure.broken("the \(empty.0) is empty: \(Self.advice)")
        }
        for (name, value) in keys + (sessionToken.map { [("session token", $0)] } ?? []) {
            // They go into headers. All that AWS gives out is printable ASCII.
            guard value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw SourceFailure.broken("the \(name) holds a character that none of AWS's has: \(Self.advice)")
            }
        }
        if let now, let expiration, expiration <= now {
            throw SourceFailure.broken(
                "the credentials have ended already: check the clock of this machine, and what gives them")
        }
        return self
    }

    private static let advice = "check what gives the credentials, and have it give new ones"
}
