import ArgumentParser
import Dispatch
import Glibc
import Reconciliation

/// SIGINT and SIGTERM: the first asks to stop in good order, within the seconds that CI systems give; the second ends
/// the program at once.
actor Signals {
    private let interruption: Interruption
    private var sources: [any DispatchSourceSignal] = []
    private var received: Int32?
    private var work: Task<Void, any Error>?

    /// GitHub's runner kills 7.5 s after SIGINT; calls under way get most of that to come to their end.
    private static let graceForCalls = Duration.seconds(4)
    private static let graceForAll = Duration.milliseconds(6500)

    init(_ interruption: Interruption) { self.interruption = interruption }

    /// The exit status of a program that a signal ended; nil where none came.
    var exitStatus: ExitCode? { received.map { ExitCode(128 + $0) } }

    /// Runs `body` with the signals watched.
    func watching(_ body: @escaping @Sendable () async throws -> Void) async throws {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { Task { await self.receive(number) } }
            source.resume()
            sources.append(source)
        }
        let task = Task { try await body() }
        work = task
        defer { for source in sources { source.cancel() } }
        do {
            try await task.value
        } catch is CancellationError {
            throw exitStatus ?? ExitStatus.error
        }
        if let exitStatus { throw exitStatus }
    }

    private func receive(_ number: Int32) async {
        guard received == nil else { Glibc._exit(128 + number) }
        received = number
        Console.message("\nStopping: nothing new is begun. Once more to stop at once; nothing is lost either way.")
        await interruption.request()
        Task { [work] in
            try await Task.sleep(for: Self.graceForCalls)
            work?.cancel()
            try await Task.sleep(for: Self.graceForAll - Self.graceForCalls)
            Console.message("Stopped. Run the same command again: it goes on from what stands in AWS.")
            Glibc._exit(128 + number)
        }
    }
}
