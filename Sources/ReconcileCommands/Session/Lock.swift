import Diagnostics
import Reconciliation

/// The lease of one command, from before AWS is read until all is done; without `--lock` there is nothing to it.
actor Lock {
    private let options: LockOptions
    private let operation: PlanRunner.Operation
    private let interruption: Interruption
    private let signals: Signals
    private var held: (keeper: LeaseKeeper, account: Account)?

    init(
        _ options: LockOptions, operation: PlanRunner.Operation, interruption: Interruption, signals: Signals
    ) {
        self.options = options
        self.operation = operation
        self.interruption = interruption
        self.signals = signals
    }

    /// Takes the lease; ends the command where another run holds it for too long.
    func take(on account: Account, principal: String, process: ProcessEnvironment) async throws {
        guard let lease = options.lock else { return }
        let region = account.access.globalRegion
        await account.provideBucket(lease.bucket, region)
        let keeper = await LeaseKeeper(
            LeaseStore(lease, account.access, region: region), clock: account.access.clock, who: principal,
            command: operation.rawValue, from: process.runPage, interruption: interruption
        ) { [signals] sentence in
            await signals.say(sentence.escapedForTerminal)
        }
        held = (keeper, account)
        do {
            try await keeper.acquire(waitingFor: options.lockTimeout?.seconds ?? 0)
        } catch let taken as LeaseTaken {
            held = nil
            throw CommandError(taken)
        }
        // Another run on the same simulated account is to see it.
        try await account.save()
    }

    /// Gives the lease back, even when the command was cancelled.
    func giveBack() async {
        guard let (keeper, account) = held else { return }
        held = nil
        await Task {
            await keeper.release()
            do { try await account.save() } catch { Console.message("error: \(error)") }
        }.value
    }
}

extension LockOptions {
    /// Runs a command with the signals watched; the lease that it takes is given back however it ends.
    func holding(
        for operation: PlanRunner.Operation, _ interruption: Interruption, watchedBy signals: Signals,
        _ body: @escaping @Sendable (Lock) async throws -> Void
    ) async throws {
        let lock = Lock(self, operation: operation, interruption: interruption, signals: signals)
        try await signals.watching {
            do {
                try await body(lock)
            } catch {
                await lock.giveBack()
                throw error
            }
            await lock.giveBack()
        }
    }
}

extension CommandError {
    /// Another run holds the lease.
    fileprivate init(_ taken: LeaseTaken) {
        self.init(
            "the lease \(taken.lease) is held by \(taken.held.description.escapedForTerminal)",
            detail: "nothing was changed; wait for it with --lock-timeout 10m\n"
                + "if that run is surely dead: reconcile unlock \(taken.lease)",
            kind: "locked", status: ExitStatus.leaseHeld)
    }
}
