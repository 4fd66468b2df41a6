package import AWSOperations

/// An AWS account in memory, with AWS Batch's states, lags, refusals and sentences, and a separate clock.
///
/// It is deterministic: the same calls at the same virtual times give the same answers.
public actor SimulatedAccount {
    /// Decides which calls go wrong: the call's index and its name, as `batch:CreateJobQueue`.
    public typealias FaultHook = @Sendable (_ index: Int, _ operation: String) -> Fault?

    /// The account id that is used if none is given.
    public static let defaultAccountID = "123456789012"

    /// The account's time; sleeping on it lets states settle.
    public nonisolated let clock: SimulatedClock
    /// The twelve digits.
    public nonisolated let accountID: String

    /// Every call, in the order of its arrival.
    public private(set) var log: [CallRecord] = []
    private var world: AccountState
    private var faultHook: FaultHook?
    /// The time of the last call.
    private var latest: Double = 0

    /// An empty account.
    public init(
        accountID: String = SimulatedAccount.defaultAccountID, settings: SimulationSettings = SimulationSettings()
    ) {
        self.init(world: AccountState(accountID: accountID, settings: settings), clock: SimulatedClock())
    }

    /// Creates an empty account with the given clock; its forks get a clock of the same kind.
    package init(settings: SimulationSettings, clock: SimulatedClock) {
        self.init(world: AccountState(accountID: SimulatedAccount.defaultAccountID, settings: settings), clock: clock)
    }

    init(world: AccountState, clock: SimulatedClock) {
        self.world = world
        self.clock = clock
        accountID = world.accountID
    }

    /// The door of a caller to one Region.
    public nonisolated func caller(
        region: String, as principal: SimulatedPrincipal = .sandbox
    ) -> SimulatedCaller {
        SimulatedCaller(account: self, region: region, principal: principal)
    }

    /// Lets calls go wrong; nil lets none.
    public func setFaultHook(_ hook: FaultHook?) { faultHook = hook }

    /// The events that no call asked for, such as jobs that were killed.
    public var events: [SimulatedEvent] { world.events }

    /// The account's state, settled to the present.
    package func settledWorld() async -> AccountState {
        world.settle(to: await clock.now())
        return world
    }

    /// Changes the state without a call.
    package func mutate<Result: Sendable>(_ change: @Sendable (inout AccountState, Double) throws -> Result)
        async rethrows
        -> Result
    {
        let now = await clock.now()
        world.settle(to: now)
        let result = try change(&world, now)
        world.placeJobs(at: now)
        return result
    }

    package func answer<O: Operation>(
        _ operation: O, region: String, from principal: SimulatedPrincipal = .sandbox, imposing fault: Fault? = nil
    ) async throws -> O.Output {
        try Task.checkCancellation()
        let arrival = await clock.advance(by: world.timings.call)
        // From here to the end nothing suspends: a call takes effect as one step, never before one that was faster.
        let now = max(latest, arrival)
        latest = now
        world.settle(to: now)
        let index = log.count
        let call = Call(
            operation: O.qualifiedName, region: region, now: now, requestID: world.generator.uuid(),
            isLagging: world.settings.staleProbability >= 1 || world.generator.unit() < world.settings.staleProbability)
        do {
            let output = try answer(operation, call, principal, fault: fault ?? faultHook?(index, O.qualifiedName))
            note(index, call, O.isMutating, .answered)
            return output
        } catch {
            let code = (error as? ServiceError)?.code
            note(index, call, O.isMutating, code.map { .refused(code: $0) } ?? .unanswered)
            throw error
        }
    }

    private func answer<O: Operation>(
        _ operation: O, _ call: Call, _ principal: SimulatedPrincipal, fault: Fault?
    ) throws -> O.Output {
        if let fault, !fault.appliesFirst { throw fault.error(call, service: O.service) }
        guard let handler = Registry.everything.handler(for: O.self) else {
            throw call.refusal("UnknownOperationException", "the simulated account does not know \(O.qualifiedName)")
        }
        var changed = world
        let result = Result { try handler.answer(operation, &changed, call) }
        // A refused call changes nothing.
        if case .success = result {
            world = changed
            if O.isMutating {
                world.recordEvent(operation, call, principal)
                world.placeJobs(at: call.now)
            }
        }
        if let fault { throw fault.error(call, service: O.service) }
        return try result.get()
    }

    private func note(_ index: Int, _ call: Call, _ isMutating: Bool, _ outcome: CallRecord.Outcome) {
        log.append(
            CallRecord(
                index: index, operation: call.operation, region: call.region, isMutating: isMutating, time: call.now,
                outcome: outcome))
    }
}
