package import AWSOperations
import Locking
package import ResourceModel

/// One reading of AWS: what several kinds need is read once.
package struct ReadContext: Sendable {
    /// How AWS is reached.
    package let access: AWSAccess
    /// The resources that are read.
    package let resources: [Resource]
    private let memory: Memory

    /// - Parameter memory: what was read before and is not read again.
    init(_ access: AWSAccess, for resources: [Resource] = [], memory: Memory = Memory()) {
        self.access = access
        self.resources = resources
        self.memory = memory
    }

    /// Where the calls of a region go.
    package func caller(_ region: String) -> any Caller { access.caller(region) }

    /// What `read` returns for a key; it is called once, however many kinds ask.
    package func once<Result: Sendable>(
        _ key: String, _ read: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await memory.task(key, read).value
    }

    /// What was read for a key before; nil if nothing was.
    package func already<Result: Sendable>(_ key: String, _ type: Result.Type) async throws -> Result? {
        try await memory.existing(key, type)?.value
    }

    /// The reads of a reading by their keys.
    final class Memory: Sendable {
        private let tasks = Guarded<[String: any Sendable]>([:])

        func task<Result: Sendable>(
            _ key: String, _ read: @escaping @Sendable () async throws -> Result
        ) -> Task<Result, any Error> {
            tasks.withLock { tasks in
                if let task = tasks[key] as? Task<Result, any Error> { return task }
                let task = Task { try await read() }
                tasks[key] = task
                return task
            }
        }

        func existing<Result: Sendable>(_ key: String, _ type: Result.Type) -> Task<Result, any Error>? {
            tasks.withLock { $0[key] as? Task<Result, any Error> }
        }
    }
}
