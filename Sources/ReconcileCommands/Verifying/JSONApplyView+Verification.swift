import Diagnostics
import Kinds
import Reconciliation
import ResourceModel

/// The events of `apply --verify` for programs.
extension JSONApplyView: VerificationView {
    func show(_ event: QueueJobRunner.Event, _ job: VerifiedJob) async {
        switch event {
        case .submitted(let id):
            await emit("verify_start", hook(job), "\(job.subject): job \(id) is submitted", account: job.account)
        case .waiting(let status, let reason, let seconds):
            let members: JSON = [
                "status": JSON(status), "reason": JSON(reason), "elapsed_seconds": JSON(Int(seconds)),
            ]
            await emit(
                "verify_progress", hook(job, members), "\(job.subject): \(TextVerificationView.shown(status))",
                account: job.account)
        case .ended(let result, let seconds): await ended(result, seconds, job)
        case .forgotten(let id):
            await diagnostics([Diagnostic(.note, "left-behind", TextVerificationView.forgotten(id))])
        case .unended(let id, let failure):
            await diagnostics([Diagnostic(.warning, "left-behind", TextVerificationView.unended(id, failure))])
        case .left(let definition, let failure):
            await diagnostics([Diagnostic(.warning, "left-behind", TextVerificationView.leftover(definition, failure))])
        }
    }

    private func ended(_ result: QueueJobRunner.Result, _ seconds: Double, _ job: VerifiedJob) async {
        guard let problem = result.problem else {
            return await emit(
                "verify_complete", hook(job, ["elapsed_seconds": JSON(Int(seconds))]), "\(job.subject): ran a job",
                account: job.account)
        }
        let members: JSON = [
            "status": JSON(result.status), "error": JSON(problem), "detail": JSON(result.remedy),
            "elapsed_seconds": JSON(Int(seconds)),
        ]
        await emit(
            "verify_errored", hook(job, members), "\(job.subject): \(problem)", level: "error", account: job.account)
    }

    func leaveOut(_ names: [String]) async {
        await diagnostics(
            names.map { Diagnostic(.note, "not-verified", "\($0) is not verified: its queues belong to others") })
    }

    func conclude(_ queues: [QueueVerification.Queue]) async {
        if queues.isEmpty { await diagnostics([Diagnostic(.warning, "not-verified", queues.summary)]) }
        let good = queues.count(where: \.runsJobs)
        let counts: JSON = ["ran": JSON(good), "failed": JSON(queues.count - good)]
        await emit(
            "verify_summary", ["queues": counts], queues.summary, level: good == queues.count ? "info" : "error")
    }

    private func hook(_ job: VerifiedJob, _ more: JSON = [:]) -> JSON {
        let hook: JSON = [
            "environment": JSON(job.environment.owner), "region": JSON(job.environment.region), "part": JSON(job.part),
            "queue": JSON(job.queue), "job_id": JSON(job.id), "console_url": JSON(job.consoleURL),
            "log_url": JSON(job.logURL),
        ]
        return ["hook": hook.adding(more.members)]
    }
}
