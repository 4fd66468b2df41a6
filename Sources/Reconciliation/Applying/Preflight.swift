import AWSOperations
public import Planning
import ResourceModel

/// Makes the reads that the steps of a plan need before the first write: a denial is found before anything is changed.
public struct Preflight: Sendable {
    private let access: AWSAccess
    private let kinds: KindRegistry

    /// Makes a preflight.
    public init(_ access: AWSAccess, _ kinds: KindRegistry) {
        self.access = access
        self.kinds = kinds
    }

    /// Throws all that AWS denies of the reads of the plan's steps.
    public func check(_ plan: Plan) async throws {
        try DeniedCalls.rethrow(Array(await failures(of: StepGraph(plan).steps).values))
    }

    /// Returns the reasons why steps cannot be done, by their id; empty if nothing is known to be in their way.
    func failures(of steps: [StepGraph.Step]) async -> [Int: any Error] {
        let reads = Dictionary(steps.map { ($0.id, self.reads(of: $0)) }, uniquingKeysWith: { first, _ in first })
        let denied = await denials(of: Set(reads.values.joined()))
        let made = Set(steps.filter { $0.verb != .delete }.map(\.planned.address))
        var failures: [Int: any Error] = [:]
        for step in steps {
            let errors = reads[step.id, default: []].compactMap { denied[$0] }
            if !errors.isEmpty {
                failures[step.id] = Result { try DeniedCalls.rethrow(errors) }.failure
            } else if let open = step.unknownReference(besides: made) {
                failures[step.id] = ReconciliationError(unknown: open, of: step.planned)
            }
        }
        return failures
    }

    private func reads(of step: StepGraph.Step) -> [StepRead] {
        kinds[step.planned.address.kind]?.driver?.reads(for: step) ?? []
    }

    /// Returns the reads that AWS denies, or that another server answers. If a read fails for any other reason, its
    /// step makes it again.
    private func denials(of reads: Set<StepRead>) async -> [StepRead: any Error] {
        let together = reads.grouped { [$0.call, $0.region] }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let calls = together.flatMap { _, reads in
            reads.sorted { $0.subject < $1.subject }.inChunks(of: reads.first?.subjectsPerCall ?? 1)
        }
        let outcomes = await CallPatience.$current.withValue(.optional) {
            await withTaskGroup(of: ([StepRead], (any Error)?).self) { group in
                for reads in calls {
                    group.addTask { [access] in (reads, await outcome { try await Self.make(reads, access) }.failure) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        var denied: [StepRead: any Error] = [:]
        for case (let reads, let error?) in outcomes
        where DeniedCalls.denials(in: error) != nil || isUntrusted(error) {
            for read in reads { denied[read] = error }
        }
        return denied
    }

    private static func make(_ reads: [StepRead], _ access: AWSAccess) async throws {
        guard let first = reads.first else { return }
        let caller = first.region.isEmpty ? access.global : access.caller(first.region)
        try await first.read(reads.map(\.subject), caller)
    }
}

extension StepGraph.Step {
    /// Returns a reference that planning did not resolve and no step can resolve: its resource was not read.
    ///
    /// - Parameter made: the addresses of resources that steps make or change.
    fileprivate func unknownReference(besides made: Set<Address>) -> Value.Reference? {
        guard verb != .delete else { return nil }
        return planned.desired?.properties.references.first { !made.contains($0.address) }
    }
}
