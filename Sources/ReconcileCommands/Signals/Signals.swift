import ArgumentParser
import Dispatch
import Glibc
import Reconciliation

/// SIGINT, SIGTERM and SIGHUP: the first asks to stop in good order, within the seconds that CI systems give; the
/// second ends the program at once.
actor Signals {
    private let interruption: Interruption
    private var sources: [any DispatchSourceSignal] = []
    private var received: Int32?
    private var work: Task<Void, any Error>?
    private var isWriting = false
    /// The message of a signal that replaces the usual one.
    private var parting: [String]?
    private var announce: @Sendable ([String]) async -> Void = { lines in lines.forEach { Console.message($0) } }

    /// GitHub's runner kills 7.5 s after SIGINT; calls under way get most of that to come to their end.
    private static let graceForCalls = Duration.seconds(4)
    private static let graceForAll = Duration.milliseconds(6500)

    init(_ interruption: Interruption) { self.interruption = interruption }

    /// The signals that end a run. A program that was started with SIGHUP ignored, as `nohup` does, goes on ignoring it.
    private static let watched: [Int32] = {
        var before = sigaction()
        // The value is alive during the call, which fills it.
        let isKnown = unsafe sigaction(SIGHUP, nil, &before) == 0
        let ignoring = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
        let handler = unsafe unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
        return isKnown && handler == ignoring ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP]
    }()

    /// Has a signal end the program at once, with the status of that signal: also as the first process of a container,
    /// where the kernel drops signals that have no handler. A write to a pipe without a reader becomes an error.
    nonisolated static func endAtOnce() {
        for number in watched { signal(number) { Glibc._exit(128 + $0) } }
        signal(SIGPIPE, SIG_IGN)
        // A file that becomes larger than the user may have is an error as a full disk is.
        signal(SIGXFSZ, SIG_IGN)
    }

    /// The exit status of a program that a signal ended; nil where none came.
    var exitStatus: ExitCode? { received.map { ExitCode(128 + $0) } }

    /// Runs `body` with the signals watched.
    func watching(_ body: @escaping @Sendable () async throws -> Void) async throws {
        // Dispatch takes signals over for good: nothing else may change what they do from here on.
        for number in Self.watched {
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

    /// Says that AWS may be changed from now on: until then a signal ends the run at once, since nothing is left undone.
    ///
    /// - Parameter view: shows what there is to say from now on.
    func beginWriting(announcingThrough view: any ApplyView) throws {
        guard received == nil else { throw CancellationError() }
        isWriting = true
        announce = { await view.announce($0) }
    }

    /// Says that a signal ends the run at once with these lines: what it has done goes on without it.
    func part(saying lines: [String]) { parting = lines }

    /// Says something now, wherever announcements go.
    func say(_ text: String) async { await announce([text]) }

    /// Dispatch calls the handler on a separate queue, so it must not belong to the actor.
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
        if let parting {
            await announce(parting)
        } else if isWriting {
            await announce([
                "", "Stopping: nothing new is begun. Run the same command again and it goes on from",
                "what exists in AWS. (Once more to stop at once.)",
            ])
        } else {
            await announce(["", "Stopping: nothing was changed."])
        }
        let grace = isWriting ? Self.graceForCalls : .zero
        Task { [work] in
            try await Task.sleep(for: grace)
            work?.cancel()
            try await Task.sleep(for: Self.graceForAll - grace)
            Console.message("Stopped with calls still under way: the next run finds out what became of them.")
            Glibc._exit(128 + number)
        }
    }
}
