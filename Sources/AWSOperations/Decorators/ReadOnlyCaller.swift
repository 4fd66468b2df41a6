/// Blocks every call that could change anything; `plan` relies on it.
public struct ReadOnlyCaller: Caller {
    private let base: any Caller

    /// Guards a caller.
    public init(_ base: any Caller) { self.base = base }

    /// Performs a call that only reads.
    public func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard !O.isMutating else { throw WriteRefused(operation: O.qualifiedName) }
        return try await base.call(operation)
    }
}

/// A call that changes AWS was tried where only reading is allowed: a bug in reconcile.
public struct WriteRefused: Error, Sendable, CustomStringConvertible {
    /// The call.
    public var operation: String

    /// Says what was refused.
    public var description: String {
        "\(operation) was refused because only reading is allowed here: a bug in reconcile"
    }
}
