import AWSOperations
import ArgumentParser
import Kinds
import Reconciliation

/// Submits a head job, and follows it until it ends if that is asked for.
struct Submission: Sendable {
    let request: HeadJobRequest
    let account: Account
    let signals: Signals
    let isJSON: Bool
    let follows: Bool
    let cancelsOnInterrupt: Bool

    private var caller: any Caller { account.access.caller(request.region) }

    func run() async throws {
        await signals.part(saying: ["", "Stopping: the job may be submitted; the console of AWS Batch shows it."])
        let job = try await submit()
        let view = SubmissionView(request: request, jobID: job.id, jobARN: job.arn)
        if !isJSON { Console.result(view.text) }
        guard follows else {
            if isJSON { Console.result(json: view.json(nil).text) }
            return
        }
        await signals.part(saying: cancelsOnInterrupt ? ["", "Stopping: the job is ended."] : ["", view.parting])
        do {
            try Task.checkCancellation()
            let follower = JobFollower(
                id: job.id, logGroup: request.logGroup, caller: caller, clock: account.access.clock,
                showLine: { isJSON ? Console.message($0) : Console.result($0) }, showStatus: { Console.note($0) })
            let outcome = try await follower.follow()
            try await account.save()
            if isJSON { Console.result(json: view.json(outcome).text) } else { show(outcome) }
            guard outcome.exitStatus == 0 else { throw ExitCode(outcome.exitStatus) }
        } catch is CancellationError {
            if cancelsOnInterrupt { await cancel(job.id) }
            throw CancellationError()
        }
    }

    /// A call under way goes on after an interruption: only its answer has the id of the job.
    private func submit() async throws -> (id: String, arn: String?) {
        let (caller, call, account) = (caller, request.call, account)
        return try await Task {
            do {
                let answer = try await caller.call(call)
                try await account.save()
                return (answer.jobId ?? "", answer.jobArn)
            } catch let error where mayHaveHappened(error) {
                throw CommandError(
                    "it is not known if the job was submitted: \(error)",
                    detail: "look for '\(call.jobName)' in the queue before you submit it again", kind: "unclear")
            }
        }.value
    }

    private func show(_ outcome: JobFollower.Outcome) {
        Console.message(outcome.sentence)
        if let remedy = SubmissionView.remedy(for: outcome) { Console.message("  \(remedy)") }
    }

    private func cancel(_ id: String) async {
        let (caller, account) = (caller, account)
        await Task {
            do {
                _ = try await caller.call(
                    Batch.TerminateJob(jobId: id, reason: "ended by reconcile submit --cancel-on-interrupt"))
                try await account.save()
                Console.note("Job \(id) is being ended.")
            } catch {
                Console.message("warning: job \(id) could not be ended: \(error)")
            }
        }.value
    }
}
