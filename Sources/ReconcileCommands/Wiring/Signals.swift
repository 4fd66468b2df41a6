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
    private var announce: @Sendable (String) async -> Void = { Console.message($0) }

    /// GitHub's runner kills 7.5 s after SIGINT; calls under way get most of that to come to their end.
    private static let graceForCalls = Duration.seconds(4)
    private static let graceForAll = Duration.milliseconds(6500)

    init(_ interruption: Interruption) { self.interruption = interruption }

    /// The exit status of a program that a signal ended; nil where none came.
    var exitStatus: ExitCode? { received.map { ExitCode(128 + $0) } }

    /// Runs `body` with the signals watched.
    func watching(_ body: @escaping @Sendable () async throws -> Void) async throws {
        for number in [SIGINT, SIGTERM] {
            sources.append(Self.watch(number) { await self.receive($0) })
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

    /// From now on says through `view` what there is to say.
    func announce(through view: any ApplyView) {
        announce = { await view.announce($0) }
    }

    /// Says something now, wherever announcements go.
    func say(_ text: String) async { await announce(text) }

    /// Runs `question`, during which a signal ends the program at once: nothing is under way yet.
    nonisolated static func whileAsking<Answer>(_ question: () -> Answer) -> Answer {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        defer { for number in [SIGINT, SIGTERM] { signal(number, SIG_IGN) } }
        return question()
    }

    /// Dispatch calls the handler on a queue of its own, so it must not belong to the actor.
    private static func watch(
        _ number: Int32, _ deliver: @escaping @Sendable (Int32) async -> Void
    ) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { @Sendable in Task { await deliver(number) } }
        source.resume()
        return source
    }

    private func receive(_ number: Int32) async {
        guard received == nil else { Glibc._exit(128 + number) }
        received = number
        await interruption.request()
        await announce(
            "\nStopping: nothing new is begun. Run the same command again and it goes on from\n"
                + "what stands in AWS. (Once more to stop at once.)")
        Task { [work] in
            try await Task.sleep(for: Self.graceForCalls)
            work?.cancel()
            try await Task.sleep(for: Self.graceForAll - Self.graceForCalls)
            Console.message("Stopped with calls still under way: the next run finds out what became of them.")
            Glibc._exit(128 + number)
        }
    }
}
