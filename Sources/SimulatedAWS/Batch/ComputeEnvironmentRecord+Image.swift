package import AWSOperations

extension ComputeEnvironmentRecord {
    /// Returns the answer of Describe with Batch's word on its image. There is none before the first instance, and none if
    /// the image is set in the environment or its template has overrides [model: batch, `Ec2Configuration`].
    func described(_ detail: Batch.ComputeEnvironmentDetail, newest: Int) -> Batch.ComputeEnvironmentDetail {
        guard let imageRelease, let resources = detail.computeResources, resources.imageId == nil,
            resources.launchTemplate?.overrides?.isEmpty ?? true
        else { return detail }
        var detail = detail
        detail.computeResources?.ec2Configuration = resources.ec2Configuration?.map { image in
            var image = image
            let isSet = image.imageIdOverride != nil
            image.batchImageStatus = isSet ? nil : imageRelease < newest ? "UPDATE_AVAILABLE" : "LATEST"
            return image
        }
        return detail
    }
}

extension Region {
    /// The environments as Describe shows them, tombstones left out: no lag.
    package var describedEnvironments: [Batch.ComputeEnvironmentDetail] {
        computeEnvironments.filter { !$0.isGone }.map { $0.described($0.detail.current, newest: newestRelease) }
    }
}
