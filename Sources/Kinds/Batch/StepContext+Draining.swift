import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension StepContext {
    /// Waits until a compute environment that takes no new jobs has none left, those that start included, for at most
    /// the time of the wait. The jobs that its queue still holds are for the successor.
    func drainEnvironment(_ environment: ObservedResource) async throws {
        guard let cluster = environment.attributes["ecsClusterArn"]?.string else { return }
        let caller = caller(environment.address)
        try await drain(
            environment, waysOut: "end them, or set 'drain: False' under 'reconcile:' to have them ended",
            exists: {
                let answer = try await caller.call(
                    Batch.DescribeComputeEnvironments(computeEnvironments: [environment.name]))
                let doomed = EnvironmentIdentity(environment)
                return answer.computeEnvironments?.contains {
                    $0.lifecycle?.isGoing != true && doomed.isSame(as: $0)
                } == true
            }
        ) {
            let jobs = try await JobCounter.jobs(on: cluster, with: caller)
            return jobs.atRisk.map {
                ($0, Self.sentence(running: jobs.running ?? 0, others: jobs.starting ?? 0, "start"))
            }
        }
    }

    /// Waits until a disabled queue is empty, for at most the time of the wait. A disabled queue takes no new jobs and
    /// goes on with those that it holds. Batch ends every job of a queue that is deleted.
    func drainQueue(_ queue: ObservedResource) async throws {
        let caller = caller(queue.address)
        try await drain(
            queue, waysOut: "end or cancel them, or set 'drain: False' under 'reconcile:' to have them ended",
            exists: {
                let answer = try await caller.call(Batch.DescribeJobQueues(jobQueues: [queue.name]))
                return answer.jobQueues?.contains { $0.lifecycle?.isGoing != true } == true
            }
        ) {
            let jobs = try await JobCounter.jobs(in: queue.name, with: caller)
            let running = jobs.runningCount
            return (jobs.count, Self.sentence(running: running, others: jobs.count - running, "wait"))
        }
    }

    /// - Parameters:
    ///   - exists: false if Batch no longer has it or is deleting it; then the wait ends.
    ///   - count: how many jobs are left, and a sentence that says so; nil where AWS did not tell.
    private func drain(
        _ resource: ObservedResource, waysOut: String, exists: () async throws -> Bool,
        _ count: () async throws -> (left: Int, sentence: String)?
    ) async throws {
        let start = await now()
        var sentence = "AWS does not say how many jobs are left there"
        while true {
            do {
                guard try await exists() else { return }
                if let (left, said) = try await count() {
                    guard left > 0 else { return }
                    sentence = said
                }
            } catch let error
                where Subject.jobQueue(resource.name).isMissing(error)
                && resource.address.kind == .jobQueue
            {
                return
            } catch let error where FailureClass.passes(error) {
                sentence = "AWS does not say how many jobs are left there (\(error))"
            } catch let error as ServiceError {
                // The environment or queue is not deleted on a guess that it is empty.
                var failure = StepFailure(explaining: error)
                failure.summary = "\(resource.name): the jobs that are left there cannot be counted: \(failure.summary)"
                let way = "set 'drain: False' under 'reconcile:' to go on without"
                failure.detail = failure.detail.isEmpty ? way : "\(failure.detail), or \(way)"
                throw failure
            }
            guard await now() - start < Double(waitTimeout) else {
                throw ReconciliationError(
                    "\(resource.name): \(sentence) after \(waitTimeout) s",
                    detail: "it takes no new jobs, and nothing was deleted; run again to go on waiting, longer with "
                        + "--wait-timeout, \(waysOut)", address: resource.address)
            }
            await report("draining, \(sentence)")
            try await pause(seconds: 5)
        }
    }

    private static func sentence(running: Int, others: Int, _ verb: String) -> String {
        func part(_ count: Int, _ verb: String) -> String {
            count == 1 ? "1 job \(verb)s" : "\(count) jobs \(verb)"
        }
        let parts = [(running, "run"), (others, verb)].filter { $0.0 > 0 }.map { part($0.0, $0.1) }
        return parts.joined(separator: " and ")
    }
}
