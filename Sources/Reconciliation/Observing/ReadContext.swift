package import AWSOperations
import Locking
package import ResourceModel

/// One reading of AWS. A read that several kinds need is made once.
package struct ReadContext: Sendable {
    /// The access to AWS.
    package let access: AWSAccess
    /// The resources that are read.
    package let resources: [Resource]
    /// The caller; nil in a search, which finds resources by what AWS lists.
    private let caller: CallerIdentity.Reading?
    private let memory: Memory

    /// - Parameter memory: the results of earlier reads, which are not made again.
    init(
        _ access: AWSAccess, for resources: [Resource] = [], by caller: CallerIdentity.Reading? = nil,
        memory: Memory = Memory()
    ) {
        self.access = access
        self.resources = resources
        self.caller = caller
        self.memory = memory
    }

    /// Returns the ARN of a resource in the account that is read; nil in a search.
    package func arn(_ service: String, _ region: String, _ resource: String) async throws -> String? {
        guard let caller = try await caller?.value else { return nil }
        let parts = caller.principal.split(separator: ":", omittingEmptySubsequences: false)
        // The caller and what it reads are in one partition.
        let partition = parts.count > 1 && !parts[1].isEmpty ? parts[1] : "aws"
        return "arn:\(partition):\(service):\(region):\(caller.accountID):\(resource)"
    }

    /// The caller for a region.
    package func caller(_ region: String) -> any Caller { access.caller(region) }

    /// Returns the result of `read` for a key. It is called once, even if several kinds ask.
    package func once<Result: Sendable>(
        _ key: String, _ read: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await memory.task(key, on: access.clock.executor, read).value
    }

    /// Returns the earlier result of a key; nil if there is none.
    package func already<Result: Sendable>(_ key: String, _ type: Result.Type) async throws -> Result? {
        try await memory.existing(key, type)?.value
    }

    /// The reads of a reading by their keys.
    final class Memory: Sendable {
        private let tasks = LockedValue<[String: any Sendable]>([:])

        func task<Result: Sendable>(
            _ key: String, on executor: (any TaskExecutor)?, _ read: @escaping @Sendable () async throws -> Result
        ) -> Task<Result, any Error> {
            tasks.withLock { tasks in
                if let task = tasks[key] as? Task<Result, any Error> { return task }
                let task = Task(executorPreference: executor) { try await read() }
                tasks[key] = task
                return task
            }
        }

        func existing<Result: Sendable>(_ key: String, _ type: Result.Type) -> Task<Result, any Error>? {
            tasks.withLock { $0[key] as? Task<Result, any Error> }
        }
    }
}
