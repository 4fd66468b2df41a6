/// What has to hold at every step of every run, or at its end.
package enum Invariant: String, Sendable, CaseIterable {
    /// No write goes to what is not ours.
    case writesOnlyOurs = "a write goes to what is not ours"
    /// At most one live compute environment for each role outside a replacement.
    case oneLiveEnvironment = "more than one live compute environment"
    /// A queue that took jobs keeps an environment that takes them.
    case queueServed = "a queue is without a usable compute environment"
    /// No job is ended without leave.
    case noJobKilled = "a job was killed"
    /// Roles, profiles and templates go after what uses them.
    case usersGoFirst = "something goes that is still in use"
    /// The order of the writes is one that AWS takes.
    case noNeedlessRefusal = "AWS refused a write that no one who knows the order would make"
    /// Planning only reads.
    case planOnlyReads = "planning made a mutating call"
    /// What a guard refuses is not begun.
    case refusedWritesNothing = "a refused command wrote"
    /// A rerun ends where a calm run ends.
    case converges = "a rerun does not converge"
    /// Applying twice is applying once.
    case idempotent = "a second run of a finished command wrote"
    /// What stands in the end is what a calm run leaves.
    case nothingOrphaned = "something is left over or missing"
    /// What others own is as it was.
    case bystandersUntouched = "something of others changed"
    /// A refused write is not called done, and the reason is told.
    case refusalIsNoSuccess = "a refusal is taken for a success"
    /// Nothing that exists is made once more.
    case noCreateOfExisting = "something that exists is made again"
    /// A call is not repeated if its refusal can only be fixed by another person.
    case noVainRepetition = "a call that nothing mends is repeated"
    /// Nothing that is printed holds what the file keeps secret.
    case noSecretShown = "a secret is in the output"
}

/// One invariant that did not hold.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    package let invariant: Invariant
    /// What was seen.
    package let detail: String
    /// The call it was seen at, counted from 1 in its run, with the call's name; nil where it is about the end.
    package let place: String?

    package init(_ invariant: Invariant, _ detail: String, at place: String? = nil) {
        self.invariant = invariant
        self.detail = detail
        self.place = place
    }

    package var description: String {
        "\(invariant.rawValue): \(detail)" + (place.map { " (at call \($0))" } ?? "")
    }
}
