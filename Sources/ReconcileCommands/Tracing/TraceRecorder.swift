import AWSClient
import AWSOperations
import Locking

/// Collects the spans of a run until its end.
///
/// All times are of one clock: the machine's, or that of the simulated account, which waits move forward.
final class TraceRecorder: Sendable {
    /// The spans that a run keeps; others are counted. With 1 KB each they need 10 MB.
    static let mostSpans = 10_000

    /// The recorder of the command that the current task carries out; nil if its run has no trace.
    @TaskLocal static var current: TraceRecorder?

    /// A span that has begun.
    struct Begun: Sendable, Hashable {
        fileprivate let index: Int
    }

    private struct State: Sendable {
        var clock: any RunClock
        /// Nil if the run begins with its first span, because nothing before it is on its clock.
        var start: Double?
        var spans: [TraceSpan] = []
        var attributes: [TraceAttribute] = []
        var accounts: Set<String> = []
        var leftOut = 0
        /// The spans of the steps that are under way, by the steps.
        var steps: [CallOrigin.Step: SpanID] = [:]
    }

    private let command: String
    private let parent: TraceParent?
    private let traceID: String
    private let root: SpanID
    private let most: Int
    private let state: LockedValue<State>

    /// Begins the span of a command.
    ///
    /// - Parameter start: the time now, by the clock.
    init(
        _ command: String, under parent: TraceParent?, at start: Double, clock: any RunClock = SystemClock(),
        most: Int = TraceRecorder.mostSpans
    ) {
        self.command = command
        self.parent = parent
        self.most = most
        traceID = parent?.traceID ?? SpanID.random().text + SpanID.random().text
        root = SpanID.random()
        state = LockedValue(State(clock: clock, start: start))
    }

    /// Takes all times from the clock of a simulated account.
    func follow(_ clock: any RunClock) {
        state.withLock { state in
            state.clock = clock
            state.start = nil
        }
    }

    /// The time by the clock of the run.
    func now() async -> Double { await state.withLock { $0.clock }.now() }

    /// Adds a fact about the whole run; a later one takes the place of an earlier one of the same name.
    func note(_ attribute: TraceAttribute) {
        state.withLock { state in
            state.attributes.removeAll { $0.name == attribute.name }
            state.attributes.append(attribute)
        }
    }

    /// Notes an account of the run. A run over several names none.
    func note(account: String) { state.withLock { _ = $0.accounts.insert(account) } }

    /// Adds an attempt at a call, as a part of the step that made it.
    func note(_ exchange: Exchange) {
        let step = CallOrigin.step
        let id = SpanID.random()
        state.withLock { state in
            let parent = step.flatMap { state.steps[$0] } ?? root
            add(TraceSpan(exchange, id: id, parent: parent), to: &state)
        }
    }

    /// Begins a span. Returns nil if there are too many.
    ///
    /// - Parameters:
    ///   - step: the step whose calls are parts of it.
    ///   - parent: the span that it is a part of; nil for the command's.
    func begin(
        _ name: String, step: CallOrigin.Step? = nil, under parent: Begun?, at start: Double,
        _ attributes: [TraceAttribute]
    ) -> Begun? {
        let id = SpanID.random()
        return state.withLock { state in
            let owner = parent.map { state.spans[$0.index].id } ?? root
            let span = TraceSpan(id: id, parent: owner, name: name, start: start, end: start, attributes: attributes)
            guard add(span, to: &state) else { return nil }
            if let step { state.steps[step] = id }
            return Begun(index: state.spans.count - 1)
        }
    }

    /// Moves the end of a span. An error stays, whatever comes after it.
    func end(_ span: Begun?, step: CallOrigin.Step? = nil, at end: Double, error: String? = nil) {
        state.withLock { state in
            if let step { state.steps[step] = nil }
            guard let index = span?.index else { return }
            state.spans[index].end = max(state.spans[index].end, end)
            state.spans[index].error = state.spans[index].error ?? error
        }
    }

    /// Adds a span if there is room, and counts it otherwise.
    @discardableResult
    private func add(_ span: TraceSpan, to state: inout State) -> Bool {
        // One place is for the span of the command.
        guard state.spans.count < most - 1 else {
            state.leftOut += 1
            return false
        }
        state.spans.append(span)
        return true
    }

    /// The trace of a run that ends now.
    ///
    /// https://github.com/open-telemetry/semantic-conventions/blob/v1.44.0/docs/cli/cli-spans.md: any other exit status
    /// than 0 is an error.
    ///
    /// - Parameter facts: attributes of the command's span that only its end shows.
    func finish(status: Int32, _ facts: [TraceAttribute] = []) async -> TraceDocument {
        let now = await now()
        return state.withLock { state in
            let end = state.spans.reduce(now) { max($0, $1.end) }
            let start = state.start ?? state.spans.map(\.start).min() ?? end
            var attributes = [
                TraceAttribute("process.executable.name", "reconcile"),
                TraceAttribute("process.exit.code", Int(status)),
            ]
            attributes += facts + state.attributes
            if state.accounts.count == 1, let account = state.accounts.first {
                attributes.append(TraceAttribute("cloud.account.id", account))
            }
            if state.leftOut > 0 { attributes.append(TraceAttribute("reconcile.spans.left_out", state.leftOut)) }
            let span = TraceSpan(
                id: root, parent: parent?.span, name: "reconcile \(command)", start: min(start, end), end: end,
                attributes: attributes, error: status == 0 ? nil : "\(status)")
            return TraceDocument(
                traceID: traceID, parent: parent, spans: [span] + state.spans, leftOut: state.leftOut)
        }
    }
}
