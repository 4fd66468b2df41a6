public import ResourceModel

extension PlannedEnvironment {
    /// Jobs that Batch has on instances, and jobs that it still holds back. Nil means not counted, which is not 0.
    public struct JobCounts: Sendable, Hashable, Codable {
        /// Jobs that run.
        public var running: Int?
        /// Jobs that do not run yet, those that start included.
        public var waiting: Int?
        /// Of the waiting ones, those that Batch may have placed on a compute environment already.
        public var starting: Int?

        /// Nothing is known.
        public static var unknown: JobCounts { JobCounts(running: nil, waiting: nil, starting: nil) }

        /// No jobs: nothing that could hold one exists.
        public static var none: JobCounts { JobCounts(running: 0, waiting: 0) }

        /// Makes the counts.
        public init(running: Int?, waiting: Int?, starting: Int? = 0) {
            self.running = running
            self.waiting = waiting
            self.starting = starting
        }

        /// Jobs that may lose their instance when a compute environment's instances are replaced.
        public var atRisk: Int? {
            Self.sum(running, starting)
        }

        /// The sum of several queues or compute environments: unknown if one of them is.
        public static func + (left: JobCounts, right: JobCounts) -> JobCounts {
            JobCounts(
                running: sum(left.running, right.running), waiting: sum(left.waiting, right.waiting),
                starting: sum(left.starting, right.starting))
        }

        /// The sum of two numbers; nil if one is unknown. The numbers can be those of a saved plan, thus any.
        private static func sum(_ left: Int?, _ right: Int?) -> Int? {
            guard let left, let right else { return nil }
            let (sum, overflows) = left.addingReportingOverflow(right)
            return overflows ? .max : sum
        }
    }
}

extension Observation {
    /// Returns the jobs of an environment as a whole: those that run on its compute environments, and those that wait
    /// in its queues, as far as AWS was asked and answered.
    public func jobs(of resources: [Resource], _ kinds: KindCatalog) -> PlannedEnvironment.JobCounts {
        let addresses = Set(resources.map(\.address))
        let live = addresses.flatMap { self.resources[$0] ?? [] }.filter { $0.status != .deleted }
        let environments = live.filter { kinds.lifecycle($0.address).jobs == .run }
        let queues = live.filter { kinds.lifecycle($0.address).jobs == .queue }
        if environments.isEmpty, queues.isEmpty {
            // An external queue that is missing here may have jobs elsewhere.
            return resources.contains { kinds.lifecycle($0.address).alias != nil } ? .unknown : .none
        }
        let placed = environments.map { jobs(on: $0) ?? .unknown }.reduce(.none, +)
        let queued = queues.map { jobs(in: $0) ?? .unknown }.reduce(.none, +)
        var counts = environments.isEmpty ? queued : placed
        // A queue knows its running jobs too. If every queue was asked, that is as good.
        if counts.running == nil, !queues.isEmpty { counts.running = queued.running }
        if counts.starting == nil, !queues.isEmpty { counts.starting = queued.starting }
        // A cluster does not know jobs that are not placed yet. A queue does not list the children of arrays.
        counts.waiting = queued.waiting.map { max($0, environments.isEmpty ? 0 : placed.starting ?? 0) }
        return counts
    }
}
