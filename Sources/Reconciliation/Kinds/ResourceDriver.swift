package import Planning
package import ResourceModel

/// Reads and writes resources of one kind in AWS.
package protocol ResourceDriver: Sendable {
    /// The kind.
    var kind: ResourceKind { get }

    /// Finds which of the given resources exist, all of them with as few calls as the service allows.
    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]]

    /// Finds resources that ``observe(_:with:)`` does not look for, because no file wants them. The tags of their
    /// environment say that an earlier run left them.
    func observe(recorded resources: [Resource], with context: ReadContext) async throws -> [Address:
        [ObservedResource]]

    /// Returns the reads of a step that planning may not have made.
    func reads(for step: StepGraph.Step) -> [StepRead]

    /// Creates the resource, whose references are resolved. Returns the attributes to which others refer.
    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value]

    /// Makes the planned changes; the resource's references are resolved. Returns the attributes to which others refer.
    func update(
        _ planned: PlannedResource, to resource: Resource, with context: StepContext
    ) async throws -> [String: Value]

    /// Deletes the resource and returns when it is gone.
    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws
}

extension ResourceDriver {
    package func observe(
        recorded resources: [Resource], with context: ReadContext
    ) async throws -> [Address: [ObservedResource]] {
        [:]
    }

    package func reads(for step: StepGraph.Step) -> [StepRead] { [] }

    package func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        throw notOurs(resource)
    }

    package func update(
        _ planned: PlannedResource, to resource: Resource, with context: StepContext
    ) async throws -> [String: Value] {
        throw notOurs(resource)
    }

    package func delete(
        _ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext
    ) async throws {
        throw ReconciliationError(
            "\(kind.rawValue) '\(observed.name)' is not owned by reconcile", detail: "this is a bug in reconcile")
    }

    private func notOurs(_ resource: Resource) -> ReconciliationError {
        ReconciliationError(
            "\(kind.rawValue) '\(resource.name)' is only read", detail: "this is a bug in reconcile",
            address: resource.address)
    }
}
