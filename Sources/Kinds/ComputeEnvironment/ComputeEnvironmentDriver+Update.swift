import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension ComputeEnvironmentDriver {
    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        do {
            var planned = planned
            let settled = try await settled(planned, with: context)
            let wanted = SwitchState(resource.properties["state"]?.string)
            if let settled, settled.status == .valid, settled.state == wanted {
                planned.changes.removeAll { $0.path == "status" }
            }
            if let invalid = settled, try await isToBeMadeAnew(invalid, planned, with: context) {
                await context.report("INVALID because IAM had not propagated, creating it again")
                let incarnation = EnvironmentIdentity(planned.address, planned.name, uuid: invalid.environment?.uuid)
                // One that became VALID meanwhile stays, and is only waited for. A read may show one that is gone.
                let isRemoved = try await discard(incarnation, with: context)
                let isMissing = isRemoved ? true : try await isGone(planned, with: context)
                return try await create(resource, mayExist: !isMissing, with: context)
            }
            let status = try await updateRepeatedly(planned, to: resource, with: context)
            var attributes = planned.observed?.attributes ?? [:]
            attributes["status"] = status.map { .string($0.rawValue) }
            return attributes
        } catch is ResourceBeingDeleted {
            return try await createAgain(resource, with: context)
        } catch let error as ServiceError {
            // It was deleted after it was read, or was being deleted when it was read. If it exists, nothing is
            // created, even if the answer says that it is missing.
            let subject = Subject.computeEnvironment(planned.name)
            guard subject.mayBeMissing(error), try await isGone(planned, with: context) else { throw error }
            return try await createAgain(resource, with: context)
        }
    }

    /// Creates an environment whose deletion has begun since it was read. If Batch is stuck with the deletion, the next
    /// generation takes its place.
    private func createAgain(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        try await refuseSuccessor(of: resource, with: context)
        return try await create(context.awaitingNamesake(of: resource), with: context)
    }

    /// True if Batch does not show the environment any more, or only shows it as deleted or being deleted.
    private func isGone(_ planned: PlannedResource, with context: StepContext) async throws -> Bool {
        let record = try await context.wait(for: planned.address, named: planned.name) { result in
            guard let record = result.record, record.status != .deleted else { return .done }
            // For a while a read may show the state before its end.
            return record.status != .deleting && result.elapsed < Self.lagLimit ? .waiting : .done
        }
        return record?.status.isGoing ?? true
    }

    /// Seconds for which Describe may show the state before a write.
    private static let lagLimit = 15.0

    /// Throws if another run has meanwhile replaced a generation that is gone by a
    /// successor: creating it again would leave two.
    private func refuseSuccessor(of resource: Resource, with context: StepContext) async throws {
        let stem = resource.name.split(separator: "-").dropLast().joined(separator: "-")
        let number = Generation.number(of: resource.name, stem: stem) ?? 0
        let existing = try await Batch.allComputeEnvironments(context.caller(resource.address))
        let later = existing.first { other in
            (Generation.number(of: other.computeEnvironmentName ?? "", stem: stem) ?? 0) > number
                && other.lifecycle?.isGoing != true
                && other.tags?[OwnershipTags.owner] == resource.tags[OwnershipTags.owner]
        }
        guard let successor = later?.computeEnvironmentName else { return }
        throw ReconciliationError(
            "another run has replaced \(resource.name) by \(successor)",
            detail: "run again: the file is compared with what exists now", address: resource.address)
    }

    /// Waits until AWS has completed what an interrupted run began on an environment that is to become VALID. Returns
    /// the result; nil if the environment is not to become VALID.
    private func settled(_ planned: PlannedResource, with context: StepContext) async throws -> PolledRecord? {
        guard planned.changes.contains(where: { $0.path == "status" }) else { return nil }
        return try await context.wait(for: planned.address, named: planned.name) { result in
            guard let record = result.record, record.status != .deleted else { return .done }
            return record.isSettled ? .done : .waiting
        }
    }

    /// True if it is unused and INVALID only because IAM had not propagated yet when it was created. It is then created
    /// again, as the run that created it would have done.
    private func isToBeMadeAnew(
        _ record: PolledRecord, _ planned: PlannedResource, with context: StepContext
    ) async throws -> Bool {
        guard record.status == .invalid, let reason = record.reason,
            context.made.explains(invalidReason: reason)
        else {
            return false
        }
        return try await queues(naming: planned.name, in: planned.address, with: context).isEmpty
    }

    /// Returns the status in which the environment was left.
    private func updateRepeatedly(
        _ planned: PlannedResource, to resource: Resource, with context: StepContext
    ) async throws -> ResourceStatus? {
        var attempt = 1
        while true {
            do {
                return try await updateOnce(planned, to: resource, with: context)
            } catch let error as WaitFailed
                where attempt < Self.repairAttempts && context.made.explains(invalidReason: error.reason)
            {
                try await context.letIAMSpread()
                attempt += 1
            }
        }
    }

    /// The most attempts. Each takes about a quarter of a minute; IAM has been seen to take two minutes.
    static let repairAttempts = 8

    private func updateOnce(
        _ planned: PlannedResource, to resource: Resource, with context: StepContext
    ) async throws -> ResourceStatus? {
        let caller = context.caller(resource.address)
        try await updateServiceRole(planned, to: resource, with: context)
        let operation = try Self.delta(planned, resource)
        let written = WrittenFields(planned, resource)
        let isRepair = planned.changes.contains { $0.path == "status" }
        let isMade = try await isMadeAlready(planned, written, with: context)
        if let operation, !isMade {
            try await context.throughTransitions(
                of: resource.address, named: resource.name,
                isDone: { written.areDone(in: $0.environment) && (!isRepair || $0.status == .valid) }
            ) { try await send(operation, for: planned, with: context) }
        }
        let arn = planned.observed?.attributes["arn"]?.string ?? ""
        let tagChanges = TagChanges(planned)
        try await BatchTags.apply(tagChanges, to: arn, with: caller)
        if operation == nil, !isRepair {
            // Tags show in any state of the environment.
            return try await context.wait(for: resource.address, named: resource.name) { result in
                tagChanges.show(in: result.record?.environment?.tags) ? .done : .waiting
            }?.status
        }
        return try await waitForUpdate(written, tagChanges, resource, isRepair: isRepair, with: context)?.status
    }

    /// True if another run has made an update that replaces instances since it was
    /// planned. A second one would replace them twice.
    private func isMadeAlready(
        _ planned: PlannedResource, _ written: WrittenFields, with context: StepContext
    ) async throws -> Bool {
        guard planned.update == .infrastructure, !planned.changes.contains(where: { $0.path == "status" }) else {
            return false
        }
        let answer = try await context.caller(planned.address).call(
            Batch.DescribeComputeEnvironments(computeEnvironments: [planned.name]))
        let live = answer.computeEnvironments?.first { $0.lifecycle != .deleted }
        return written.areDone(in: live)
    }

    /// Updates a service role in a separate call: no other kind of update accepts this setting.
    private func updateServiceRole(
        _ planned: PlannedResource, to resource: Resource, with context: StepContext
    ) async throws {
        guard planned.changes.contains(where: { $0.path == "serviceRole" }),
            let role = resource.properties["serviceRole"]?.string
        else { return }
        let operation = Batch.UpdateComputeEnvironment(computeEnvironment: planned.name, serviceRole: role)
        try await context.throughTransitions(
            of: resource.address, named: resource.name, isDone: { $0.environment?.serviceRole == role }
        ) { _ = try await context.caller(resource.address).call(operation) }
        try await context.wait(for: resource.address, named: resource.name) { result in
            let shows = result.record?.environment?.serviceRole == role
            return result.record?.isSettled == true && shows ? .done : .waiting
        }
    }

    /// Returns the call with the changes and nothing else; nil if only tags change.
    private static func delta(
        _ planned: PlannedResource, _ resource: Resource
    ) throws -> Batch.UpdateComputeEnvironment? {
        var operation = Batch.UpdateComputeEnvironment(computeEnvironment: planned.name)
        var resources: [String: Value] = [:]
        for change in planned.changes where change.update != .tags && change.path != "serviceRole" {
            // The resource's value and not the change's, because its references are resolved by now.
            let value = resource.properties[path: change.path] ?? change.after
            switch change.path {
            case "state": operation.state = value?.string
            case "status":
                // The current state is sent again, so that Batch may check the environment
                // [aws-rules: Batch looks again after an update].
                operation.state = operation.state ?? resource.properties["state"]?.string
            case "updatePolicy":
                operation.updatePolicy = try ShapeCoding.shape(Batch.UpdatePolicy.self, of: value ?? .map([:]))
            case let path where path.hasPrefix("computeResources."):
                let keys = path.split(separator: ".").dropFirst().map(String.init)
                guard let first = keys.first, let value else { continue }
                resources[first] = keys.count > 1 ? .map([keys[1]: value]) : value
                if first == "launchTemplate" {
                    resources[first] = LaunchTemplateOverrides.kept(value, planned, resource)
                }
            default:
                throw ReconciliationError(
                    "AWS cannot change \(change.path) of \(planned.name)", detail: "this is a bug in reconcile",
                    address: planned.address)
            }
        }
        if !resources.isEmpty {
            operation.computeResources = try ShapeCoding.shape(Batch.ComputeResourceUpdate.self, of: .map(resources))
        }
        let isEmpty = operation.state == nil && operation.updatePolicy == nil && operation.computeResources == nil
        return isEmpty ? nil : operation
    }

    /// Waits until the write shows. With `wait: AVAILABLE` it waits until the environment is VALID again as well.
    private func waitForUpdate(
        _ written: WrittenFields, _ tagChanges: TagChanges, _ resource: Resource, isRepair: Bool,
        with context: StepContext
    ) async throws -> PolledRecord? {
        let waitsForValid = context.waitsForAvailable
        let record = try await context.wait(for: resource.address, named: resource.name) { result in
            let record = result.record
            let shows = written.show(in: record?.environment) && tagChanges.show(in: record?.environment?.tags)
            // An environment that was INVALID may be shown so for a while, and for some seconds even after UPDATING was
            // shown: not every read comes from the same place.
            let limit = result.statusesSeen.contains(.updating) ? Self.lagLimit : Self.staleReadLimit
            let isOld = result.elapsed < limit
            if isRepair, record?.status == .invalid, isOld { return .waiting }
            // No field shows that the newest image was taken: an environment that is VALID may be one before the update,
            // also after a read from another place has shown UPDATING.
            let isUnsure = written.refreshesImage && result.elapsed < Self.lagLimit
            if isUnsure, waitsForValid, record?.status == .valid { return .waiting }
            if shows, !waitsForValid, record?.status != .invalid { return .done }
            if !shows, record?.status == .valid, result.elapsed > Self.staleReadLimit { return .done }
            return .settled(record, shows: shows)
        }
        if !written.show(in: record?.environment) {
            // This is not an error: AWS accepted the change, and the next run compares again.
            await context.report("AWS accepted the update and still shows the state before it")
        }
        return record
    }

    /// Seconds after which a VALID environment that still shows the state before an accepted update is believed.
    static let staleReadLimit = 60.0
}
