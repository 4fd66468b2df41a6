package import AWSOperations

/// A program's death at one of its writes: nothing of it runs afterwards.
package actor Mortality {
    /// The write that it dies at, counted from 1.
    package let point: Int
    /// True if that write takes effect.
    package let takesEffect: Bool
    /// The write that it died at.
    package private(set) var fatalWrite: String?
    private var writes = 0

    package init(at point: Int, takesEffect: Bool) {
        self.point = point
        self.takesEffect = takesEffect
    }

    /// Returns true if a call is still made; throws if the program is dead already.
    package func admit(_ operation: String, isMutating: Bool) throws -> Bool {
        guard fatalWrite == nil else { throw CancellationError() }
        guard isMutating else { return true }
        writes += 1
        guard writes == point else { return true }
        fatalWrite = operation
        return takesEffect
    }

    package func checkAlive() throws { if fatalWrite != nil { throw CancellationError() } }
}

/// The calls of a program that dies.
package struct MortalCaller: Caller {
    package let base: any Caller
    package let mortality: Mortality

    package init(base: any Caller, mortality: Mortality) {
        self.base = base
        self.mortality = mortality
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard try await mortality.admit(O.qualifiedName, isMutating: O.isMutating) else { throw CancellationError() }
        let output = try await base.call(operation)
        try await mortality.checkAlive()
        return output
    }
}
