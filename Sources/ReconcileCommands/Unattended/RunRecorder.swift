import ArgumentParser
import Locking
import Planning

/// Collects what a run came to, and tells it at the end, whatever the end is.
struct RunRecorder: Sendable {
    let command: String
    private let facts = LockedValue(RunFacts())

    init(_ command: String) { self.command = command }

    /// Adds to what is known.
    func note(_ change: (inout RunFacts) -> Void) { facts.withLock { change(&$0) } }

    /// All that is known by now.
    var known: RunFacts { facts.withLock(\.self) }
}

extension UnattendedOptions {
    /// Runs a command, reports its errors, writes its metrics and sends its notification.
    ///
    /// - Parameters:
    ///   - isSandbox: true for a simulated account, about which nothing is sent anywhere.
    ///   - events: the view of a command whose JSON is one event a line.
    func recording(
        _ command: String, isSandbox: Bool, _ output: OutputChoice, events: JSONApplyView? = nil,
        _ body: (RunRecorder) async throws -> Void
    ) async throws {
        let recorder = RunRecorder(command)
        let started = ContinuousClock.now
        let metrics = metricsFile.map { MetricsFile(path: $0) }
        var end: (any Error)?
        do {
            try await reportingErrors(output, events: events, recorder) {
                try metrics?.assureWritable()
                try await body(recorder)
            }
        } catch { end = error }
        let outcome = RunOutcome(
            command: command, facts: recorder.known, status: (end as? ExitCode)?.rawValue ?? (end == nil ? 0 : 1),
            seconds: (ContinuousClock.now - started).inSeconds)
        await metrics?.write(outcome)
        await notify(outcome, isSandbox: isSandbox)
        if let end { throw end }
    }

    private func notify(_ outcome: RunOutcome, isSandbox: Bool) async {
        guard let notifyURL, outcome.isRemarkable, !outcome.wasStopped else { return }
        guard !isSandbox else {
            return Console.note("note: no notification: nothing is sent about a simulated account")
        }
        await Notification(outcome: outcome, process: .current, format: notifyFormat).send(to: notifyURL)
    }
}

/// A run that has ended.
struct RunOutcome: Sendable {
    let command: String
    let facts: RunFacts
    /// The exit status.
    let status: Int32
    let seconds: Double

    /// True if the command did what it was asked for; what it found may still be bad.
    ///
    /// `status` is asked if environments are available, `apply --verify` to see to it.
    var isSuccess: Bool {
        let good = [ExitStatus.done, ExitStatus.changes] + (command == "apply" ? [] : [ExitStatus.unavailable])
        return good.map(\.rawValue).contains(status)
    }

    /// True if there is something to say.
    var isRemarkable: Bool { status != 0 || facts.isRemarkable }

    /// True if a signal ended the run, so that a person knows it already.
    var wasStopped: Bool { ExitStatus.cancelled.map(\.rawValue).contains(status) }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
