package import AWSOperations
import Planning
package import Reconciliation
import ResourceModel

/// Runs short jobs on the queues of one region, waits for all of them with one call, and leaves nothing behind.
package struct QueueJobRunner: Sendable {
    private let caller: any Caller
    private let clock: any RunClock
    private let isStopped: @Sendable () async -> Bool
    private let report: @Sendable (Event, Int) async -> Void

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - isStopped: true if the jobs are to be ended.
    ///   - report: gets what happens, and the number of the job that it happens to.
    package init(
        caller: any Caller, clock: any RunClock, isStopped: @escaping @Sendable () async -> Bool,
        report: @escaping @Sendable (Event, Int) async -> Void
    ) {
        self.caller = caller
        self.clock = clock
        self.isStopped = isStopped
        self.report = report
    }

    /// The events of a job.
    package enum Event: Sendable {
        /// Batch has taken it.
        case submitted(id: String)
        /// It has a status, with AWS's reason for it; nil if AWS does not show it yet.
        case waiting(status: String?, reason: String?, seconds: Double)
        /// Its end.
        case ended(Result, seconds: Double)
        /// A run that was killed left a job, which is ended.
        case forgotten(id: String)
        /// A job could not be ended.
        case unended(id: String, StepFailure)
        /// Its definition could not be removed.
        case left(definition: String, StepFailure)
    }

    /// The end of a job.
    package enum Result: Sendable, Hashable {
        /// It did its work.
        case succeeded(JobFollower.Outcome)
        /// Batch, or its container, ended it.
        case failed(JobFollower.Outcome)
        /// It did not end in time, and was ended.
        case late(status: String, reason: String?)
        /// It could not be submitted, or not be looked at.
        case refused(StepFailure)
        /// A signal came, and it was ended.
        case stopped
    }

    /// A job under way.
    private struct Attempt {
        let job: QueueJob
        let began: Double
        var id = ""
        var status = ""
        var reason: String?
        var lastReport: Double
        var result: Result?
    }

    /// Seconds between two looks.
    private static let interval = 5
    /// Seconds after which a status is reported again: the next look may be too late for a report each 30 s.
    private static let reportInterval = 25.0
    /// Seconds for which any run is taken to wait at least, whatever this one does.
    private static let liveTime = 3600

    /// Runs jobs and returns their ends in the same order.
    ///
    /// Not to be cancelled: it ends by itself soon after it is asked to stop, and only then nothing is left.
    package func run(_ jobs: [QueueJob]) async -> [Result] {
        var definitions = TemporaryDefinitions(caller: caller)
        var attempts: [Attempt] = []
        let earlier = await endForgotten(jobs)
        for (index, job) in jobs.enumerated() {
            attempts.append(await start(job, number: index, besides: earlier[index], &definitions))
        }
        while attempts.contains(where: { $0.result == nil }), await !isStopped() {
            await look(at: &attempts)
            if attempts.contains(where: { $0.result == nil }) { await pause() }
        }
        await stop(&attempts)
        // A signal leaves a run only some seconds.
        let patience = await isStopped() ? CallPatience.single : CallPatience.current
        let made = definitions
        let left = await CallPatience.$current.withValue(patience) { await made.remove() }
        for (name, failure) in left {
            await report(.left(definition: name, failure), 0)
        }
        return attempts.map { $0.result ?? .stopped }
    }

    // MARK: Jobs of other runs

    /// Ends the jobs that killed runs left. Returns the ids of the jobs of other runs, for each queue; nil if they cannot
    /// be listed.
    private func endForgotten(_ jobs: [QueueJob]) async -> [Set<String>?] {
        let caller = caller
        let lists = try? await concurrently(jobs) { job in try? await Self.jobs(like: job, caller) }
        guard let lists else { return jobs.map { _ in nil } }
        let now = await clock.now()
        for (number, job) in jobs.enumerated() {
            let limit = Double(max(job.limit, Self.liveTime))
            // A time of zero means that it is unknown.
            for old in lists[number] ?? [] where old.createdAt ?? 0 > 0 {
                guard let id = old.jobId, now - Double(old.createdAt ?? 0) / 1000 > limit else { continue }
                await report(.forgotten(id: id), number)
                await end(id, number: number, saying: "the reconcile apply --verify that made it was killed")
            }
        }
        return lists.map { list in list.map { Set($0.compactMap(\.jobId)) } }
    }

    /// Lists the jobs in a job's queue that some run made to verify it and that have not ended.
    private static func jobs(like job: QueueJob, _ caller: any Caller) async throws -> [Batch.JobSummary] {
        try await JobCounter.jobs(in: job.queue, with: caller).byStatus.values.joined().filter(job.isAlike)
    }

    // MARK: Own jobs

    private func start(
        _ job: QueueJob, number: Int, besides others: Set<String>?, _ definitions: inout TemporaryDefinitions
    ) async -> Attempt {
        let now = await clock.now()
        var attempt = Attempt(job: job, began: now, lastReport: now)
        if await isStopped() { return attempt }
        do {
            var call = job.call
            if let definition = job.ownDefinition {
                call.jobDefinition = try await definitions.make(definition, forQueue: job.queue)
            }
            attempt.id = try await submit(call, of: job, besides: others)
            await report(.submitted(id: attempt.id), number)
        } catch {
            await finish(&attempt, number: number, .refused(StepFailure(explaining: error)))
        }
        return attempt
    }

    /// Submits a job and returns its id. If the answer is lost, the only new job of its name is the one.
    private func submit(_ call: Batch.SubmitJob, of job: QueueJob, besides others: Set<String>?) async throws -> String
    {
        do {
            return try await caller.call(call).jobId ?? ""
        } catch let error where mayHaveHappened(error) {
            for _ in 0..<Self.readsOfLostJob where others != nil {
                await pause()
                let shown = try await Self.jobs(like: job, caller).compactMap(\.jobId)
                let new = Set(shown).subtracting(others ?? [])
                if let id = new.first, new.count == 1 { return id }
            }
            throw ReconciliationError(
                "it is not known if the job was submitted: \(error)",
                detail: "look for '\(QueueJob.name)' in the queue '\(job.queue)', and end it if it is there")
        }
    }

    /// So often the jobs of a queue are listed to find one whose submission was not answered.
    private static let readsOfLostJob = 3

    /// Ends the jobs that have not ended, side by side, each with one call: a signal leaves a run only some seconds.
    private func stop(_ attempts: inout [Attempt]) async {
        let open = attempts.indices.filter { attempts[$0].result == nil }
        let ids = open.map { ($0, attempts[$0].id) }
        await CallPatience.$current.withValue(.single) {
            await withTaskGroup(of: Void.self) { group in
                for (number, id) in ids {
                    group.addTask { await end(id, number: number, saying: "reconcile apply --verify was stopped") }
                }
            }
        }
        for index in open { await finish(&attempts[index], number: index, .stopped) }
    }

    /// Looks at all jobs that have not ended.
    private func look(at attempts: inout [Attempt]) async {
        let open = attempts.indices.filter { attempts[$0].result == nil }
        var found: [String: Batch.JobDetail] = [:]
        do {
            for ids in open.map({ attempts[$0].id }).inChunks(of: 100) {
                // A call that is tried for minutes would hold up reports, and the answer to a signal.
                let answer = try await CallPatience.$current.withValue(.single) {
                    try await caller.call(Batch.DescribeJobs(jobs: ids))
                }
                for job in answer.jobs ?? [] { found[job.jobId] = job }
            }
        } catch let error where FailureClass.passes(error) {
            // It costs one look: each job has its deadline.
        } catch {
            for index in open {
                await end(attempts[index].id, number: index, saying: "reconcile apply --verify cannot look at it")
                await finish(&attempts[index], number: index, .refused(StepFailure(explaining: error)))
            }
            return
        }
        for index in open { await take(found[attempts[index].id], of: &attempts[index], number: index) }
    }

    /// Takes in what AWS shows of a job; it may not show one yet that it has taken.
    private func take(_ detail: Batch.JobDetail?, of attempt: inout Attempt, number: Int) async {
        let now = await clock.now()
        if let detail {
            let outcome = JobFollower.Outcome(of: detail)
            switch JobStatus(detail.status) {
            case .succeeded: return await finish(&attempt, number: number, .succeeded(outcome))
            case .failed: return await finish(&attempt, number: number, .failed(outcome))
            default: break
            }
            if detail.status != attempt.status || now - attempt.lastReport >= Self.reportInterval {
                attempt.lastReport = now
                await report(
                    .waiting(status: detail.status, reason: detail.statusReason, seconds: now - attempt.began), number)
            }
            (attempt.status, attempt.reason) = (detail.status, detail.statusReason)
        } else if now - attempt.lastReport >= Self.reportInterval {
            attempt.lastReport = now
            let status = attempt.status.isEmpty ? nil : attempt.status
            await report(.waiting(status: status, reason: nil, seconds: now - attempt.began), number)
        }
        guard now - attempt.began >= Double(attempt.job.limit) else { return }
        await end(attempt.id, number: number, saying: "reconcile apply --verify waited long enough")
        await finish(&attempt, number: number, .late(status: attempt.status, reason: attempt.reason))
    }

    private func finish(_ attempt: inout Attempt, number: Int, _ result: Result) async {
        attempt.result = result
        await report(.ended(result, seconds: await clock.now() - attempt.began), number)
    }

    /// Ends a job, so that none starts hours later. Whether it worked does not change what is said about the queue.
    private func end(_ id: String, number: Int, saying reason: String) async {
        guard !id.isEmpty else { return }
        do {
            _ = try await caller.call(Batch.TerminateJob(jobId: id, reason: reason))
        } catch {
            await report(.unended(id: id, StepFailure(explaining: error)), number)
        }
    }

    /// Waits in short pieces, since a signal leaves a run only some seconds.
    private func pause() async {
        for _ in 0..<Self.interval where await !isStopped() { try? await clock.sleep(for: .seconds(1)) }
    }
}
