import AWSOperations

extension EC2.ResponseLaunchTemplateData {
    /// Converts template data of a request to EC2's answer for it.
    init(_ request: EC2.RequestLaunchTemplateData) {
        self.init(
            blockDeviceMappings: request.blockDeviceMappings?.map {
                EC2.LaunchTemplateBlockDeviceMapping(
                    deviceName: $0.deviceName, ebs: $0.ebs.map(EC2.LaunchTemplateEbsBlockDevice.init))
            },
            imageId: request.imageId, userData: request.userData,
            tagSpecifications: request.tagSpecifications?.map {
                EC2.LaunchTemplateTagSpecification(resourceType: $0.resourceType, tags: $0.tags)
            },
            metadataOptions: request.metadataOptions.map {
                EC2.LaunchTemplateInstanceMetadataOptions(
                    httpTokens: $0.httpTokens, httpPutResponseHopLimit: $0.httpPutResponseHopLimit,
                    httpEndpoint: $0.httpEndpoint)
            })
    }
}

extension EC2.LaunchTemplateEbsBlockDevice {
    fileprivate init(_ request: EC2.LaunchTemplateEbsBlockDeviceRequest) {
        self.init(
            encrypted: request.encrypted, deleteOnTermination: request.deleteOnTermination, iops: request.iops,
            kmsKeyId: request.kmsKeyId, volumeSize: request.volumeSize, volumeType: request.volumeType,
            throughput: request.throughput)
    }
}
