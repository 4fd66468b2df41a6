import AWSOperations
import Planning
import ResourceModel

/// The fields of a compute environment that an update writes.
struct WrittenFields: Sendable {
    let resource: Resource
    let paths: Set<String>
    /// True if Batch is to take its newest image. No field shows that it did.
    let refreshesImage: Bool

    init(_ planned: PlannedResource, _ resource: Resource) {
        self.resource = resource
        // A repair sends the state again.
        refreshesImage = planned.changes.contains { $0.path == ComputeEnvironmentImage.refreshPath }
        paths = Set(planned.changes.filter { $0.update != .tags }.map { $0.path == "status" ? "state" : $0.path })
    }

    /// Returns true if an environment as it is read has all of them. An order that has a meaning is compared.
    func show(in detail: Batch.ComputeEnvironmentDetail?) -> Bool {
        guard let detail, let observed = try? ComputeEnvironmentDriver.observed(detail, at: resource.address) else {
            return false
        }
        return resource.isShown(in: observed.properties, at: paths)
    }

    /// Returns true if an environment as it is read shows that the update was made: with all fields, and with the newest
    /// image if that was asked for.
    func areDone(in detail: Batch.ComputeEnvironmentDetail?) -> Bool {
        guard show(in: detail) else { return false }
        return !refreshesImage
            || detail.flatMap(ComputeEnvironmentImage.status(of:)) == BatchImageStatus.latest.rawValue
    }
}
