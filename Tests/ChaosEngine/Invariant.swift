/// The rules that must hold at every step of every run, or at its end.
package enum Invariant: String, Sendable, CaseIterable {
    /// A write never changes a resource that is not ours.
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
    /// A command that a guard refuses does not write.
    case refusedWritesNothing = "a refused command wrote"
    /// A rerun ends in the same state as a calm run.
    case converges = "a rerun does not converge"
    /// A second apply changes nothing.
    case idempotent = "a second run of a finished command wrote"
    /// The final state is the state that a calm run leaves.
    case nothingOrphaned = "something is left over or missing"
    /// The resources of others are unchanged.
    case bystandersUntouched = "something of others changed"
    /// A refused write is not reported as done, and the reason is reported.
    case refusalIsNoSuccess = "a refusal is taken for a success"
    /// Nothing that exists is made once more.
    case noCreateOfExisting = "something that exists is made again"
    /// A call is not repeated if its refusal can only be fixed by another person.
    case noVainRepetition = "a call that nothing mends is repeated"
    /// No output contains a secret of the file.
    case noSecretShown = "a secret is in the output"
}

/// One invariant that did not hold.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    package let invariant: Invariant
    /// The observation that breaks it.
    package let detail: String
    /// The call it was seen at, counted from 1 in its run, with the call's name; nil if it is about the end.
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
