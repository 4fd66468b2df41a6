import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// Shows what becomes of the jobs of `apply --verify`.
protocol VerificationView: Sendable {
    /// Takes in an event of a job.
    func show(_ event: QueueJobRunner.Event, _ job: VerifiedJob) async
    /// Says which environments are left out, because their queues belong to others.
    func leaveOut(_ names: [String]) async
    /// Tells the result.
    func conclude(_ queues: [QueueVerification.Queue]) async
}

extension QueueJobRunner.Result {
    /// The status of the job in Batch's word; nil if there was none.
    var status: String? {
        switch self {
        case .succeeded(let outcome), .failed(let outcome): outcome.status
        case .late(let status, _): status.isEmpty ? nil : status
        case .refused, .stopped: nil
        }
    }

    /// The problem in one sentence; nil if there is none.
    var problem: String? {
        switch self {
        case .succeeded: nil
        case .failed(let outcome): outcome.sentence
        case .late(let status, let reason):
            "the job did not end in time: it was \(status.isEmpty ? "not shown by AWS Batch" : status)"
                + (reason.map { ", \($0)" } ?? "")
        case .refused(let failure): failure.fullSummary
        case .stopped: "the job was ended because a signal came"
        }
    }

    /// The remedy; empty if none is known.
    var remedy: String {
        switch self {
        case .succeeded, .stopped: ""
        case .failed(let outcome): SubmissionView.remedy(for: outcome) ?? ""
        case .late(_, let reason):
            reason.map { Cause($0).remedy }.flatMap { $0.isEmpty ? nil : $0 }
                ?? "'reconcile status' says why jobs wait; '--wait-timeout' gives them more time"
        case .refused(let failure): failure.detail
        }
    }
}

extension [QueueVerification.Queue] {
    /// The result in one line.
    var summary: String {
        guard !isEmpty else { return "Nothing was verified: reconcile made no queue of these environments" }
        let good = count(where: \.runsJobs)
        let queues = count == 1 ? "queue" : "queues"
        return good == count
            ? "Verified: \(count) \(queues) ran a job" : "Not verified: \(good) of \(count) \(queues) ran a job"
    }
}

/// Lines for people: progress on standard error, results on standard output.
struct TextVerificationView: VerificationView {
    let style: Style

    func show(_ event: QueueJobRunner.Event, _ job: VerifiedJob) async {
        switch event {
        case .submitted(let id): Console.note("\(job.subject): job \(id) is submitted")
        case .waiting(let status, let reason, let seconds):
            Console.note("\(job.subject): \(Self.shown(status))\(reason.map { ", \($0)" } ?? "") (\(Int(seconds)) s)")
        case .ended(let result, let seconds): lines(result, seconds, job).forEach { Console.result($0) }
        case .forgotten(let id): Console.note("\(job.subject): \(Self.forgotten(id))")
        case .unended(let id, let failure): Console.message("warning: \(Self.unended(id, failure))")
        case .left(let definition, let failure): Console.message("warning: \(Self.leftover(definition, failure))")
        }
    }

    static func shown(_ status: String?) -> String { status ?? "AWS does not show it yet" }

    static func forgotten(_ id: String) -> String {
        "job \(id) is ended, which an 'apply --verify' left that was killed"
    }

    static func unended(_ id: String, _ failure: StepFailure) -> String {
        "job \(id) could not be ended (\(failure.fullSummary)), and may still run; 'aws batch terminate-job' ends it"
    }

    static func leftover(_ definition: String, _ failure: StepFailure) -> String {
        "the job definition '\(definition)' could not be removed (\(failure.fullSummary)); the next "
            + "'apply --verify', 'apply --prune' or 'destroy' removes it"
    }

    private func lines(_ result: QueueJobRunner.Result, _ seconds: Double, _ job: VerifiedJob) -> [String] {
        guard let problem = result.problem else {
            let time = DurationText.text(max(1, Int(seconds)))
            return [style(.green, "✓") + " \(job.subject): ran a job in \(time)"]
        }
        let remedy = result.remedy.split(separator: "\n").map(String.init)
        let links = [("job", job.consoleURL), ("log", job.logURL)].compactMap { name, link in
            link.map { "\(name): \($0)" }
        }
        return [style(.red, "✗") + " \(job.subject): \(problem)"] + (remedy + links).map { "    \($0)" }
    }

    func leaveOut(_ names: [String]) async {
        Console.note("note: not verified, because their queues belong to others: \(names.joined(separator: ", "))")
    }

    func conclude(_ queues: [QueueVerification.Queue]) async {
        guard !queues.isEmpty else { return Console.message("warning: \(queues.summary)") }
        Console.result(style(.bold, queues.summary))
    }
}
