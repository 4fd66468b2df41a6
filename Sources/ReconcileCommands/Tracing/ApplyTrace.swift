import Kinds
import Planning
import Reconciliation
import ResourceModel

/// Adds the spans of an apply to a trace: one for each environment that has steps, and one for each of its steps.
actor ApplyTrace {
    private let trace: TraceRecorder
    private let operation: String
    private let plan: Plan
    /// The environments that have begun, by their places in the plan; those without a span were too many.
    private var environments: [Int: Environment] = [:]
    private var steps: [Int: (step: StepGraph.Step, span: TraceRecorder.Begun?)] = [:]
    private struct Environment {
        let key: EnvironmentKey
        let span: TraceRecorder.Begun?
    }

    /// The environments that the run waits for after their steps.
    private var awaited: Set<EnvironmentKey> = []

    init(_ trace: TraceRecorder, _ operation: String, _ plan: Plan) {
        self.trace = trace
        self.operation = operation
        self.plan = plan
    }

    /// Takes one event in.
    func note(_ event: ApplyEvent) async {
        // The time comes first: events of other steps may be taken in while it is asked for.
        let now = await trace.now()
        switch event {
        case .started(let step): begin(step, at: now)
        case .completed(let step, _): end(step.id, at: now)
        case .failed(let step, let failure, _): end(step.id, at: now, error: failure.errorClass)
        case .awaiting(let environment, _): awaited.insert(environment.key)
        case .progress, .skipped: return
        }
    }

    /// Ends what is still under way: steps that were interrupted, and waits for environments.
    func finish() async {
        let now = await trace.now()
        for id in steps.keys.sorted() { end(id, at: now) }
        for environment in environments.values where awaited.contains(environment.key) {
            trace.end(environment.span, at: now)
        }
    }

    private func begin(_ step: StepGraph.Step, at now: Double) {
        let index = step.environment
        let environment = environments[index] ?? begin(plan.environments[index].key, at: now)
        environments[index] = environment
        let address = step.planned.address
        let span = trace.begin(
            "\(step.verb.rawValue) \(address.kind.rawValue)", step: step.origin, under: environment.span, at: now,
            [
                TraceAttribute("reconcile.address", address.description),
                TraceAttribute("reconcile.resource", step.name),
                TraceAttribute("cloud.region", address.region),
            ])
        steps[step.id] = (step, span)
    }

    private func begin(_ key: EnvironmentKey, at now: Double) -> Environment {
        let span = trace.begin(
            "\(operation) environment", under: nil, at: now,
            [TraceAttribute("reconcile.environment", key.owner), TraceAttribute("cloud.region", key.region)])
        return Environment(key: key, span: span)
    }

    private func end(_ id: Int, at now: Double, error: String? = nil) {
        guard let (step, span) = steps.removeValue(forKey: id) else { return }
        trace.end(span, step: step.origin, at: now, error: error)
        trace.end(environments[step.environment]?.span, at: now, error: error)
    }
}

extension ApplyTrace {
    /// Applies a plan. Its steps become spans if the run has a trace.
    ///
    /// - Parameters:
    ///   - operation: the first word of the names of the environments' spans.
    ///   - isPreflighted: true if the preflight has found nothing in the plan's way.
    static func apply(
        _ plan: Plan, to access: AWSAccess, as operation: String, isPreflighted: Bool = false,
        interruption: Interruption, observe: @escaping @Sendable (ApplyEvent) async -> Void
    ) async -> ApplyOutcome {
        let trace = TraceRecorder.current.map { ApplyTrace($0, operation, plan) }
        let applier = Applier(access, isPreflighted: isPreflighted) { event in
            await trace?.note(event)
            await observe(event)
        }
        let outcome = await applier.apply(plan, interruption: interruption)
        await trace?.finish()
        return outcome
    }
}

extension StepFailure {
    /// The class of the failure; sentences may have values that no trace shows.
    fileprivate var errorClass: String {
        cause?.kind.rawValue ?? (isRefusal ? "refused" : TraceSpan.unknownError)
    }
}
