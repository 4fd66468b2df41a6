import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension JobCounters {
    /// Jobs on compute environments: one ECS call for up to a hundred clusters of a region.
    static var onClusters: JobCounters {
        JobCounters(onResources: { environments, caller in
            let clusters = environments.compactMap { one in
                one.attributes["ecsClusterArn"]?.string.map { ($0, one.name) }
            }
            let names = Dictionary(clusters, uniquingKeysWith: { first, _ in first })
            let answers = try await concurrently(names.keys.sorted().inChunks(of: 100)) {
                try await caller.call(ECS.DescribeClusters(clusters: $0))
            }
            var jobs: [String: PlannedEnvironment.JobCounts] = [:]
            for cluster in answers.flatMap({ $0.clusters ?? [] }) {
                guard let name = names[cluster.clusterArn ?? ""] else { continue }
                jobs[name] = JobCounter.jobs(of: cluster)
            }
            for failure in answers.flatMap({ $0.failures ?? [] }) where failure.isMissing {
                guard let name = names[failure.arn ?? ""] else { continue }
                jobs[name] = JobCounter.ofNoCluster
            }
            return jobs
        })
    }

    /// Jobs in queues: five calls a queue, and one for each array whose children are looked at.
    static var inQueues: JobCounters {
        JobCounters(inQueue: { queue, withReasons, caller in
            let jobs = try await JobCounter.jobs(in: queue.name, with: caller)
            var waiting: [WaitingJobs] = []
            if withReasons {
                let arrays = jobs.waitingArrays.prefix(fewArrays).compactMap(\.jobId)
                let children = try await concurrently(arrays) { try await JobCounter.children(of: $0, with: caller) }
                waiting = jobs.waiting(with: children.flatMap { $0 })
            }
            return JobsInQueue(counts: jobs.counts, waiting: waiting, counted: jobs.count, isWhole: jobs.isWhole)
        })
    }

    /// The number of arrays in a queue whose children are read, oldest first:
    /// Batch explains only the head of the queue.
    private static let fewArrays = 5
}
