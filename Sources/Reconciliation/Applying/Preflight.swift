import AWSOperations
public import Planning
import ResourceModel

/// Makes the reads that the steps of a plan need, before the first write: what AWS denies shows while nothing is changed.
public struct Preflight: Sendable {
    private let access: AWSAccess

    /// Makes a preflight.
    public init(_ access: AWSAccess) { self.access = access }

    /// Fails with all that AWS denies of what the plan's steps read.
    public func check(_ plan: Plan) async throws {
        try DeniedCalls.rethrow(Array(await failures(of: StepGraph(plan).steps).values))
    }

    /// Why steps cannot be done, by their id; empty if nothing is known to be in their way.
    func failures(of steps: [StepGraph.Step]) async -> [Int: any Error] {
        let reads = Dictionary(steps.map { ($0.id, Self.reads(of: $0)) }, uniquingKeysWith: { first, _ in first })
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

    private static func reads(of step: StepGraph.Step) -> [StepRead] {
        (try? Drivers.driver(of: step.planned.address.kind))?.reads(for: step) ?? []
    }

    /// What AWS denies; a read that fails for any other reason is the step's to make again.
    private func denials(of reads: Set<StepRead>) async -> [StepRead: any Error] {
        var calls: [(reads: [StepRead], call: @Sendable () async throws -> Void)] = []
        var clusters: [String: [String]] = [:]
        for read in reads {
            switch read {
            case .cluster(let arn, let region): clusters[region, default: []].append(arn)
            default: calls.append(([read], { [access] in try await Self.make(read, access) }))
            }
        }
        for (region, arns) in clusters {
            for chunk in arns.sorted().inChunks(of: 100) {
                calls.append(
                    (
                        chunk.map { .cluster($0, region: region) },
                        { [access] in
                            _ = try await access.caller(region).call(ECS.DescribeClusters(clusters: chunk))
                        }
                    ))
            }
        }
        let outcomes = await CallPatience.$maximumAttempts.withValue(2) {
            await withTaskGroup(of: ([StepRead], (any Error)?).self) { group in
                for one in calls { group.addTask { (one.reads, await outcome(one.call).failure) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        var denied: [StepRead: any Error] = [:]
        for case (let reads, let error?) in outcomes where DeniedCalls.denials(in: error) != nil {
            for read in reads { denied[read] = error }
        }
        return denied
    }

    private static func make(_ read: StepRead, _ access: AWSAccess) async throws {
        switch read {
        case .cluster(let arn, let region):
            _ = try await access.caller(region).call(ECS.DescribeClusters(clusters: [arn]))
        case .jobs(let queue, let region):
            let call = Batch.ListJobs(jobQueue: queue, jobStatus: "RUNNING", maxResults: 1)
            _ = try await access.caller(region).call(call)
        case .role(let name): _ = try await access.global.call(IAM.GetRole(roleName: name))
        case .attachedPolicies(let role):
            _ = try await access.global.call(IAM.ListAttachedRolePolicies(roleName: role))
        case .policyVersions(let arn): _ = try await access.global.call(IAM.ListPolicyVersions(policyArn: arn))
        }
    }
}

extension StepGraph.Step {
    /// A reference of what is to be written that planning did not resolve and no step can: what it is about was not read.
    ///
    /// - Parameter made: the addresses of what steps make or change.
    fileprivate func unknownReference(besides made: Set<Address>) -> Value.Reference? {
        guard verb != .delete else { return nil }
        return planned.desired?.properties.references.first { !made.contains($0.address) }
    }
}
