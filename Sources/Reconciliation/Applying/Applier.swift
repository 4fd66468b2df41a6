import AWSOperations
import Locking
public import Planning
import ResourceModel

/// Applies a plan. Every step runs as soon as the steps that it depends on are done. A failed step only holds back the
/// steps that depend on it.
public struct Applier: Sendable {
    private let access: AWSAccess
    let kinds: KindRegistry
    private let isPreflighted: Bool
    let observe: @Sendable (ApplyEvent) async -> Void

    /// Makes an applier.
    ///
    /// - Parameters:
    ///   - isPreflighted: true if ``Preflight`` has found nothing in the plan's way.
    ///   - observe: is called with every event.
    public init(
        _ access: AWSAccess, _ kinds: KindRegistry, isPreflighted: Bool = false,
        observe: @escaping @Sendable (ApplyEvent) async -> Void
    ) {
        self.access = access
        self.kinds = kinds
        self.isPreflighted = isPreflighted
        self.observe = observe
    }

    /// Applies the plan.
    public func apply(_ plan: Plan, interruption: Interruption) async -> ApplyOutcome {
        let poller = Poller(access, kinds)
        let handler = await interruption.whenRequested { await poller.stop() }
        let outcome = await withTaskExecutorPreference(access.clock.executor) {
            await apply(plan, poller, interruption)
        }
        await interruption.forget(handler)
        return outcome
    }

    private func apply(_ plan: Plan, _ poller: Poller, _ interruption: Interruption) async -> ApplyOutcome {
        let steps = StepGraph(plan).steps
        let failures = isPreflighted ? [:] : await Preflight(access, kinds).failures(of: steps)
        guard failures.isEmpty else { return await refuse(steps, failures) }
        let made = RecentlyMade(kinds)
        made.note(plan, now: await access.clock.now())
        let walk = await walk(steps, of: plan, made, poller, interruption)
        var outcome = ApplyOutcome(
            results: walk.steps.map { ($0, walk.results[$0.id] ?? .interrupted) }, unavailable: [],
            wasInterrupted: await interruption.wasRequested)
        outcome.underWay = walk.underWay
        guard !outcome.wasInterrupted else { return outcome }
        outcome.unavailable = await awaitAvailability(plan, walk, poller)
        outcome.wasInterrupted = await interruption.wasRequested
        return outcome
    }

    /// Ends the run before its first write, because some steps cannot be done.
    private func refuse(_ steps: [StepGraph.Step], _ failures: [Int: any Error]) async -> ApplyOutcome {
        var results: [(StepGraph.Step, ApplyOutcome.Result)] = []
        for step in steps {
            if let error = failures[step.id] {
                let failure = StepFailure(explaining: error, about: step)
                await observe(.failed(step, failure, seconds: 0))
                results.append((step, .failed(failure)))
            } else {
                let reason = "the run ended before its first write"
                await observe(.skipped(step, because: reason))
                results.append((step, .skipped(reason)))
            }
        }
        return ApplyOutcome(results: results, unavailable: [], wasInterrupted: false)
    }

    private func walk(
        _ steps: [StepGraph.Step], of plan: Plan, _ made: RecentlyMade, _ poller: Poller,
        _ interruption: Interruption
    ) async -> GraphWalk {
        var walk = GraphWalk(steps: steps)
        let names = PlannedNames(plan)
        await withTaskGroup(of: (Int, GraphWalk.StepEnd).self) { group in
            while true {
                for (step, reason) in walk.takeHopeless() { await observe(.skipped(step, because: reason)) }
                if await !interruption.wasRequested {
                    for step in walk.takeReady() {
                        let environment = plan.environments[step.environment]
                        let (attributes, replaced) = (walk.attributes(for: step), walk.replacedARNs)
                        group.addTask {
                            guard await !interruption.wasRequested else { return (step.id, .interrupted) }
                            return (
                                step.id, await run(step, in: environment, attributes, replaced, made, names, poller)
                            )
                        }
                    }
                }
                guard let (id, end) = await group.next() else { break }
                walk.finish(id, end)
            }
        }
        return walk
    }

    private func run(
        _ step: StepGraph.Step, in environment: PlannedEnvironment, _ attributes: [Value.Reference: Value],
        _ replaced: [String: String], _ made: RecentlyMade, _ names: PlannedNames, _ poller: Poller
    ) async -> GraphWalk.StepEnd {
        await observe(.started(step))
        let start = await access.clock.now()
        let context = StepContext(
            access: access, kinds: kinds, poller: poller, environment: environment, made: made, names: names,
            report: { [access, observe] status in
                await observe(.progress(step, status: status, seconds: await access.clock.now() - start))
            })
        do {
            let learned = try await CallOrigin.$step.withValue(step.origin) {
                try await carryOut(step, attributes, replaced, with: context)
            }
            await observe(.completed(step, seconds: await access.clock.now() - start))
            return .done(learned)
        } catch is CancellationError {
            return .interrupted
        } catch {
            var failure = StepFailure(explaining: error, about: step)
            failure.hasWritten = context.hasWritten.withLock { $0 }
            await observe(.failed(step, failure, seconds: await access.clock.now() - start))
            return .failed(failure)
        }
    }

    private func carryOut(
        _ step: StepGraph.Step, _ attributes: [Value.Reference: Value], _ replaced: [String: String],
        with context: StepContext
    ) async throws -> [String: Value] {
        let planned = step.planned
        let driver = try kinds.driver(of: planned.address.kind)
        if step.verb == .delete {
            guard let observed = planned.observed else { return [:] }
            try await driver.delete(planned, observed, with: context)
            return [:]
        }
        guard var resource = planned.desired else { return [:] }
        // An empty ARN or id would be written as it is, and would remove the existing value.
        resource.properties = resource.properties.resolved { attributes[$0].flatMap { $0 == .string("") ? nil : $0 } }
        resource.properties = resource.properties.replacing(texts: replaced)
        if let open = resource.properties.references.first {
            throw ReconciliationError(unknown: open, of: planned)
        }
        let (recorded, signed) = planned.recording(resource, kinds.catalog)
        switch step.verb {
        case .create:
            let named = planned.awaitsNamesake ? try await context.awaitingNamesake(of: signed) : signed
            let learned = try await driver.create(named, with: context)
            context.made.note(planned.address, learned)
            return learned
        case .update, .delete: return try await driver.update(recorded, to: signed, with: context)
        }
    }
}
