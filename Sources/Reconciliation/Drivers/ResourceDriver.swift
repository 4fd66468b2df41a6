import AWSOperations
import Planning
import ResourceModel

/// What is known about handling one kind of resource in AWS. A kind is one driver, its update rules, its desired form.
protocol ResourceDriver: Sendable {
    /// The kind.
    var kind: ResourceKind { get }

    /// Finds what stands for the given resources, all of them with as few calls as the service allows.
    func observe(_ resources: [Resource], with reading: Reading) async throws -> [Address: [ObservedResource]]

    /// What a step will read that planning may not have read.
    func reads(for step: StepGraph.Step) -> [StepRead]

    /// Makes the resource; its references are resolved. Returns what others refer to.
    func create(_ resource: Resource, with work: Work) async throws -> [String: Value]

    /// Makes the planned changes; the resource's references are resolved. Returns what others refer to.
    func update(_ planned: PlannedResource, to resource: Resource, with work: Work) async throws -> [String: Value]

    /// Deletes the resource and returns when it is gone.
    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with work: Work) async throws
}

extension ResourceDriver {
    func reads(for step: StepGraph.Step) -> [StepRead] { [] }

    func create(_ resource: Resource, with work: Work) async throws -> [String: Value] { throw notOurs(resource) }

    func update(_ planned: PlannedResource, to resource: Resource, with work: Work) async throws -> [String: Value] {
        throw notOurs(resource)
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with work: Work) async throws {
        throw ReconciliationError(
            "\(kind.rawValue) '\(observed.name)' is not ours to delete", detail: "this is a bug in reconcile")
    }

    private func notOurs(_ resource: Resource) -> ReconciliationError {
        ReconciliationError(
            "\(kind.rawValue) '\(resource.name)' is only read", detail: "this is a bug in reconcile",
            address: resource.address)
    }
}

/// Every driver; a new kind adds its own.
enum Drivers {
    static let all: [any ResourceDriver] = [
        ServiceLinkedRoleDriver(), RoleDriver(), InstanceProfileDriver(), LogGroupDriver(),
        LaunchTemplateDriver(), ComputeEnvironmentDriver(), JobQueueDriver(), ExternalJobQueueDriver(),
        RestoredRoleDriver(),
    ]

    static func driver(of kind: ResourceKind) throws -> any ResourceDriver {
        guard let driver = all.first(where: { $0.kind == kind }) else {
            throw ReconciliationError("no driver for \(kind.rawValue)", detail: "this is a bug in reconcile")
        }
        return driver
    }
}
