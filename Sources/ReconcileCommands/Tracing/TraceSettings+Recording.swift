import AWSClient
import ArgumentParser
import Glibc

extension AWSOptions {
    /// The way of the run's trace; nil if it has none. Says which settings have no effect.
    func traceSettings(_ process: ProcessEnvironment) -> TraceSettings? {
        let settings = TraceSettings(file: traceFile, isSandbox: sandbox != nil, process.variables)
        SecretMask.add(settings.secrets)
        for note in settings.notes { Console.note("note: \(note)") }
        return settings.isWanted ? settings : nil
    }
}

extension TraceSettings {
    /// Runs a command, and tells its trace at the end, whatever the end is.
    func recording(_ command: String, _ process: ProcessEnvironment, _ body: () async throws -> Void) async throws {
        let recorder = TraceRecorder(command, under: parent, at: await SystemClock().now())
        var end: (any Error)?
        do {
            try await TraceRecorder.$current.withValue(recorder) { try await body() }
        } catch { end = error }
        let status = end.map { Reconcile.status(for: $0) } ?? ExitStatus.done.rawValue
        let document = await recorder.finish(status: status, [TraceAttribute("process.pid", Int(getpid()))])
        let isStopped = ExitStatus.cancelled.map(\.rawValue).contains(status)
        await TraceDelivery(settings: self, process: process, isHurried: isStopped).deliver(document)
        if let end { throw end }
    }
}
