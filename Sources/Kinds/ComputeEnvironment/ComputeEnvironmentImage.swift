import AWSOperations
import Planning
import ResourceModel

/// The image from which the instances of a compute environment start.
enum ComputeEnvironmentImage {
    /// The attribute that holds ``BatchImageStatus``.
    static let status = "batchImageStatus"

    /// The field of an update with which Batch takes its newest image. Describe never shows it.
    static let refreshPath = "computeResources.updateToLatestImageVersion"

    private static let page = "https://docs.aws.amazon.com/batch/latest/userguide/managing-ami-versions.html"

    /// Returns the AMI that is used instead of Batch's; nil if Batch chooses.
    static func override(_ properties: Value) -> String? {
        let images = properties[path: "computeResources.ec2Configuration"]?.list ?? []
        return images.compactMap { $0["imageIdOverride"]?.string }.first
            ?? properties[path: "computeResources.imageId"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Returns Batch's word on all images of an environment: that a newer one exists if it exists of any; nil if Batch
    /// says nothing, as before the first instance [model: batch, `Ec2Configuration`].
    static func status(of detail: Batch.ComputeEnvironmentDetail) -> String? {
        let words = (detail.computeResources?.ec2Configuration ?? []).compactMap(\.batchImageStatus)
        return words.first { BatchImageStatus($0) == .updateAvailable } ?? words.first
    }

    /// True if Batch has a newer image, false if not; nil if Batch does not say.
    static func hasNewer(_ observed: ObservedResource) -> Bool? {
        switch observed.attributes[status]?.string.map({ BatchImageStatus($0) }) {
        case .updateAvailable: true
        case .latest: false
        case .unknown, nil: nil
        }
    }

    /// The update with which Batch takes its newest image, unless it has that already. An AMI of the file stays, as
    /// Batch ignores the wish then, and Fargate has no images.
    static func refresh(
        _ choice: PlanRequest.Refresh, _ observed: ObservedResource, _ desired: Value
    ) -> PlanHooks.Refresh? {
        let type = ComputeType(desired[path: "computeResources.type"]?.string)
        guard choice == .image, type.isKnown, !type.isFargate, !usesImage(desired) else { return nil }
        let hasNewer = hasNewer(observed)
        guard hasNewer != false else { return nil }
        let change = Change(
            path: refreshPath, before: nil, after: .boolean(true), update: .infrastructure, source: page)
        return PlanHooks.Refresh(change, isKnown: hasNewer == true)
    }

    /// True if the file names an image, also if its parameter could not be read.
    private static func usesImage(_ desired: Value) -> Bool {
        let images = desired[path: "computeResources.ec2Configuration"]?.list ?? []
        return images.contains { $0["imageIdOverride"] != nil }
    }
}
