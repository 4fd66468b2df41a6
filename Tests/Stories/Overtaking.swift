package import AWSOperations

/// Something that happens between two calls of a program.
package actor Overtaking {
    private let point: Int
    private let run: @Sendable () async throws -> [String]
    private var writes = 0
    /// What the overtaking run could not do; nil where it was never its turn.
    package private(set) var failures: [String]?

    package init(at point: Int, _ run: @escaping @Sendable () async throws -> [String]) {
        self.point = point
        self.run = run
    }

    package func beforeWrite() async throws {
        writes += 1
        guard writes == point else { return }
        failures = []
        failures = try await run()
    }
}

/// The calls of a program that another one overtakes.
package struct OvertakenCaller: Caller {
    package let base: any Caller
    package let overtaking: Overtaking

    package init(base: any Caller, overtaking: Overtaking) {
        self.base = base
        self.overtaking = overtaking
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        if O.isMutating { try await overtaking.beforeWrite() }
        return try await base.call(operation)
    }
}
