import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension ComputeEnvironmentDriver {
    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        try await create(resource, mayExist: false, with: context)
    }

    /// - Parameter mayExist: true if it may exist already. It is then read before it is created.
    func create(_ resource: Resource, mayExist: Bool, with context: StepContext) async throws -> [String: Value] {
        var (made, looks) = (1, 1)
        while true {
            do {
                return try await createOnce(resource, isAgain: mayExist || looks > 1, with: context)
            } catch let error as WaitFailed
                where context.made.explains(invalidReason: error.reason) && made < Self.creationAttempts
                && looks < Self.repairAttempts
            {
                // It does not become VALID soon [aws-rules: IAM has not propagated yet], so it is created again.
                await context.report("INVALID because IAM has not propagated yet, creating it again")
                looks += 1
                if try await discard(
                    EnvironmentIdentity(resource.address, resource.name, uuid: error.record?.environment?.uuid),
                    with: context)
                {
                    made += 1
                } else {
                    try await context.letIAMSpread()
                }
            }
        }
    }

    private static let creationAttempts = 3

    /// Deletes an environment that is INVALID after its creation. One that became VALID, or that another run created in
    /// its place, stays. The wait for it shows if it is usable.
    ///
    /// - Returns: true if it was deleted.
    @discardableResult
    func discard(_ invalid: EnvironmentIdentity, with context: StepContext) async throws -> Bool {
        guard try await current(invalid, with: context)?.lifecycle == .invalid else { return false }
        try await disable(invalid, with: context)
        do {
            // Disabling it makes Batch check it again [aws-rules: Batch looks again after an update].
            if try await current(invalid, with: context)?.lifecycle == .invalid {
                try await remove(invalid, with: context)
                return true
            }
        } catch let error as ServiceError where error.isRelationship || error.wantsDisabled {}
        try await whileItExists(invalid, with: context) { try await setState(.enabled, of: invalid, with: context) }
        return false
    }

    /// - Parameter isAgain: true if an earlier attempt may have created it. It is then read before it is created.
    private func createOnce(
        _ resource: Resource, isAgain: Bool, with context: StepContext
    ) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        let properties = resource.properties
        let operation = Batch.CreateComputeEnvironment(
            computeEnvironmentName: resource.name, type: properties["type"]?.string ?? "MANAGED",
            state: SwitchState.enabled.word,
            computeResources: try ShapeCoding.shape(
                Batch.ComputeResource.self, of: properties["computeResources"] ?? .map([:])),
            serviceRole: properties["serviceRole"]?.string, tags: resource.tags)
        let found = isAgain ? try await existing(resource, with: context) : nil
        if found == nil {
            try await context.createIdempotently {
                _ = try await context.retrying(while: { context.made.explains($0) }) {
                    try await caller.call(operation)
                }
            } readBack: {
                try await existing(resource, with: context).map { _ in () }
            }
        }
        // If IAM may not have propagated yet, the caller decides about an INVALID environment.
        let record = try await context.wait(for: resource.address, named: resource.name) { result in
            .settled(result.record, shows: result.record != nil)
        }
        try await setUpdatePolicy(resource, existing: record?.environment?.updatePolicy, with: context)
        var attributes: [String: Value] = ["name": .string(resource.name)]
        attributes["arn"] = record?.environment?.computeEnvironmentArn.map { .string($0) }
        return attributes
    }

    /// Returns the environment with the name of one that is to be created, if it is that very one; nil if the name is
    /// free. Another resource under the name is an error.
    private func existing(
        _ resource: Resource, with context: StepContext
    ) async throws -> Batch.ComputeEnvironmentDetail? {
        let answer = try await context.caller(resource.address).call(
            Batch.DescribeComputeEnvironments(computeEnvironments: [resource.name]))
        guard let live = (answer.computeEnvironments ?? []).first(where: { $0.lifecycle != .deleted }) else {
            return nil
        }
        try ReconciliationError.assure(live.tags, areOf: resource)
        guard live.lifecycle == .deleting else {
            // Another run may have disabled it since, and the policy takes a separate call.
            let observed = try Self.observed(live, at: resource.address)
            guard resource.isShown(in: observed.properties, except: ["state", "updatePolicy"]) else {
                throw ReconciliationError.other(resource)
            }
            return live
        }
        // Another run may be the first to take the name then.
        try await context.waitWhileDeleting(resource.address, resource.name)
        return nil
    }

    /// Sets the update policy, which Batch does not accept at creation. Batch's default needs no second call.
    private func setUpdatePolicy(_ resource: Resource, existing: Batch.UpdatePolicy?, with context: StepContext)
        async throws
    {
        let type = ComputeType(resource.properties[path: "computeResources.type"]?.string)
        // Fargate has no instances to replace, and Batch refuses a policy for it.
        guard let policy = resource.properties["updatePolicy"], !type.isFargate else { return }
        let wanted = try ShapeCoding.shape(Batch.UpdatePolicy.self, of: policy)
        let held = Batch.UpdatePolicy(
            terminateJobsOnUpdate: existing?.terminateJobsOnUpdate ?? false,
            jobExecutionTimeoutMinutes: existing?.jobExecutionTimeoutMinutes ?? 30)
        guard wanted != held else { return }
        try await context.throughTransitions(
            of: resource.address, named: resource.name, isDone: { $0.environment?.updatePolicy == wanted }
        ) {
            _ = try await context.caller(resource.address).call(
                Batch.UpdateComputeEnvironment(computeEnvironment: resource.name, updatePolicy: wanted))
        }
        try await context.wait(for: resource.address, named: resource.name) { result in
            .settled(result.record, shows: result.record?.environment?.updatePolicy == wanted)
        }
    }
}
