package import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Every compute environment and queue of a region, read once for all kinds.
extension ReadContext {
    /// Returns all compute environments, because the generation in a name is not known before. 50 is a region's quota,
    /// and 100 fit into a page.
    func computeEnvironments(_ region: String) async throws -> [Batch.ComputeEnvironmentDetail] {
        try await isAboutQueues(region) ? lists(region).environments : listedEnvironments(region)
    }

    /// All queues.
    func jobQueues(_ region: String) async throws -> [Batch.JobQueueDetail] {
        try await isAboutQueues(region) ? lists(region).queues : listedQueues(region)
    }

    private func isAboutQueues(_ region: String) -> Bool {
        resources.contains { $0.address.kind == .jobQueue && $0.address.region == region }
    }

    private func listedEnvironments(_ region: String) async throws -> [Batch.ComputeEnvironmentDetail] {
        let caller = caller(region)
        return try await once("compute environments in \(region)") { try await Batch.allComputeEnvironments(caller) }
    }

    private func listedQueues(_ region: String) async throws -> [Batch.JobQueueDetail] {
        let caller = caller(region)
        return try await once("job queues in \(region)") { try await Batch.allJobQueues(caller) }
    }

    /// Both lists, which do not contradict each other.
    ///
    /// Batch deletes no compute environment that a queue names. If a list lacks one that exists, the list is not whole, or
    /// from before a write: what it lacks would be created a second time.
    private func lists(_ region: String) async throws -> BatchLists {
        try await once("Batch in \(region)") { [self] in
            let caller = caller(region)
            async let environments = outcome { try await listedEnvironments(region) }
            async let queues = outcome { try await listedQueues(region) }
            let outcomes = await (environments: environments, queues: queues)
            try DeniedCalls.rethrow([outcomes.environments.failure, outcomes.queues.failure].compactMap { $0 })
            var lists = BatchLists(environments: try outcomes.environments.get(), queues: try outcomes.queues.get())
            for _ in 0..<Self.rereads {
                guard try await lists.unlisted(caller) != nil else { return lists }
                try await access.clock.sleep(for: .seconds(1))
                lists = BatchLists(
                    environments: try await Batch.allComputeEnvironments(caller),
                    queues: try await Batch.allJobQueues(caller))
            }
            guard let name = try await lists.unlisted(caller) else { return lists }
            throw ReconciliationError(
                "AWS's answers contradict each other: compute environment '\(name)' exists, and the list of compute "
                    + "environments in \(region) lacks it",
                detail: "nothing was changed by this reading; run again")
        }
    }

    /// The number of reads after a contradiction, a second apart: AWS has been
    /// seen to answer with an old state for seconds.
    private static let rereads = 8
}

/// The compute environments and queues of a region.
struct BatchLists: Sendable {
    var environments: [Batch.ComputeEnvironmentDetail]
    var queues: [Batch.JobQueueDetail]

    /// A compute environment that a queue names, that is not listed and that exists; nil if there is none.
    func unlisted(_ caller: any Caller) async throws -> String? {
        let known = Set(environments.flatMap { [$0.computeEnvironmentName, $0.computeEnvironmentArn] })
        let named = Set(
            queues.filter { $0.lifecycle?.isGoing != true }.flatMap { $0.computeEnvironmentOrder ?? [] }
                .map(\.computeEnvironment))
        for names in named.subtracting(known.compactMap { $0 }).sorted().inChunks(of: KindDefinition.namesPerCall) {
            let answer = try await caller.call(Batch.DescribeComputeEnvironments(computeEnvironments: names))
            let existing = (answer.computeEnvironments ?? []).first { $0.lifecycle?.isGoing != true }
            if let name = existing?.computeEnvironmentName { return name }
        }
        return nil
    }
}

extension Batch {
    /// Reads all compute environments of a caller's region.
    static func allComputeEnvironments(_ caller: any Caller) async throws -> [ComputeEnvironmentDetail] {
        try await everyPage(of: DescribeComputeEnvironments.self) { token in
            let answer = try await caller.call(DescribeComputeEnvironments(maxResults: 100, nextToken: token))
            let environments = answer.computeEnvironments ?? []
            try assureNamed(environments.map(\.computeEnvironmentName), "compute environment")
            return (environments, answer.nextToken)
        }
    }

    /// Reads all queues of a caller's region.
    package static func allJobQueues(_ caller: any Caller) async throws -> [JobQueueDetail] {
        try await everyPage(of: DescribeJobQueues.self) { token in
            let answer = try await caller.call(DescribeJobQueues(maxResults: 100, nextToken: token))
            let queues = answer.jobQueues ?? []
            try assureNamed(queues.map(\.jobQueueName), "job queue")
            return (queues, answer.nextToken)
        }
    }

    /// Refuses an answer with an item without a name: the item would be taken for missing.
    fileprivate static func assureNamed(_ names: [String?], _ kind: String) throws {
        guard names.contains(where: { $0?.isEmpty ?? true }) else { return }
        throw ReconciliationError(
            "AWS's answer has a \(kind) without a name",
            detail: "reconcile makes no plan from an incomplete answer; run again, or report it")
    }
}
