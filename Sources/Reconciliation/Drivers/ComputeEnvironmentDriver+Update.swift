import AWSOperations
import Planning
import ResourceModel

extension ComputeEnvironmentDriver {
    func update(_ planned: PlannedResource, to resource: Resource, with work: Work) async throws -> [String: Value] {
        let caller = work.caller(resource.address)
        let operation = try Self.delta(planned, resource)
        if let operation { _ = try await work.throughTransitions { try await caller.call(operation) } }
        let arn = planned.observed?.attributes["arn"]?.string ?? ""
        let tagChanges = TagChanges(planned)
        try await BatchTags.apply(tagChanges, to: arn, with: caller)
        try await waitForUpdate(operation, tagChanges, resource, with: work)
        return planned.observed?.attributes ?? [:]
    }

    /// The call that carries what changes and nothing else; nil where only tags change.
    private static func delta(
        _ planned: PlannedResource, _ resource: Resource
    ) throws -> Batch.UpdateComputeEnvironment? {
        var operation = Batch.UpdateComputeEnvironment(computeEnvironment: planned.name)
        var resources: [String: Value] = [:]
        for change in planned.changes where change.update != .tags {
            // The resource's value and not the change's: its references are resolved by now.
            let value = resource.properties[path: change.path] ?? change.after
            switch change.path {
            case "state": operation.state = value?.string
            case "updatePolicy":
                operation.updatePolicy = try ShapeCoding.shape(Batch.UpdatePolicy.self, of: value ?? .map([:]))
            case let path where path.hasPrefix("computeResources."):
                let keys = path.split(separator: ".").dropFirst().map(String.init)
                guard let first = keys.first, let value else { continue }
                resources[first] = keys.count > 1 ? .map([keys[1]: value]) : value
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

    /// Waits until the write shows; with `wait: AVAILABLE` until the environment is VALID again as well.
    private func waitForUpdate(
        _ operation: Batch.UpdateComputeEnvironment?, _ tagChanges: TagChanges, _ resource: Resource, with work: Work
    ) async throws {
        let waitsForValid = work.waitsForAvailable
        let wanted = try operation.map { try ShapeCoding.value(of: $0) } ?? .map([:])
        let record = try await work.wait(for: resource.address, named: resource.name) { sighting in
            let record = sighting.record
            let shows = Self.shows(record?.environment, wanted) && tagChanges.show(in: record?.environment?.tags)
            if shows, !waitsForValid, record?.status != "INVALID" { return .done }
            if !shows, record?.status == "VALID", sighting.elapsed > Self.staleReadLimit { return .done }
            return .settled(record, shows: shows)
        }
        if !Self.shows(record?.environment, wanted) {
            // Not an error: AWS took the change, and the next run compares again.
            await work.report("AWS accepted the update and still shows the state before it")
        }
    }

    /// Seconds after which a VALID environment that still shows the state before an accepted update is believed.
    private static let staleReadLimit = 60.0

    /// Whether a record has everything that was written.
    private static func shows(_ detail: Batch.ComputeEnvironmentDetail?, _ written: Value) -> Bool {
        guard let detail, let held = try? ShapeCoding.value(of: detail) else { return false }
        func covers(_ held: Value?, _ written: Value) -> Bool {
            switch written {
            case .map(let members): members.allSatisfy { covers(held?[$0.key], $0.value) }
            case .list(let elements):
                Set(elements.map(\.json)) == Set((held?.list ?? []).map(\.json))
                    || zip(elements, held?.list ?? []).allSatisfy { covers($1, $0) }
            case .string(""): held == nil || held == .string("")
            default: held == written
            }
        }
        var written = written.map ?? [:]
        written["computeEnvironment"] = nil
        return covers(held, .map(written))
    }
}
