// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension EC2 {
    /// [RequestLaunchTemplateData](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html)
    package struct RequestLaunchTemplateData: Sendable, Codable, Hashable {
        package var blockDeviceMappings: [LaunchTemplateBlockDeviceMappingRequest]?
        package var imageId: String?
        package var userData: String?
        package var tagSpecifications: [LaunchTemplateTagSpecificationRequest]?
        package var metadataOptions: LaunchTemplateInstanceMetadataOptionsRequest?
        package init(
            blockDeviceMappings: [LaunchTemplateBlockDeviceMappingRequest]? = nil, imageId: String? = nil,
            userData: String? = nil, tagSpecifications: [LaunchTemplateTagSpecificationRequest]? = nil,
            metadataOptions: LaunchTemplateInstanceMetadataOptionsRequest? = nil
        ) {
            self.blockDeviceMappings = blockDeviceMappings
            self.imageId = imageId
            self.userData = userData
            self.tagSpecifications = tagSpecifications
            self.metadataOptions = metadataOptions
        }
        private enum CodingKeys: String, CodingKey {
            case blockDeviceMappings = "BlockDeviceMapping"
            case imageId = "ImageId"
            case userData = "UserData"
            case tagSpecifications = "TagSpecification"
            case metadataOptions = "MetadataOptions"
        }
    }
    /// [TagSpecification](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TagSpecification.html)
    package struct TagSpecification: Sendable, Codable, Hashable {
        package var resourceType: String?
        package var tags: [Tag]?
        package init(resourceType: String? = nil, tags: [Tag]? = nil) {
            self.resourceType = resourceType
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case resourceType
            case tags = "Tag"
        }
    }
    /// [LaunchTemplate](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplate.html)
    package struct LaunchTemplate: Sendable, Codable, Hashable {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var defaultVersionNumber: Int?
        package var latestVersionNumber: Int?
        package var tags: [Tag]?
        package init(
            launchTemplateId: String? = nil, launchTemplateName: String? = nil, defaultVersionNumber: Int? = nil,
            latestVersionNumber: Int? = nil, tags: [Tag]? = nil
        ) {
            self.launchTemplateId = launchTemplateId
            self.launchTemplateName = launchTemplateName
            self.defaultVersionNumber = defaultVersionNumber
            self.latestVersionNumber = latestVersionNumber
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case launchTemplateId
            case launchTemplateName
            case defaultVersionNumber
            case latestVersionNumber
            case tags = "tagSet"
        }
    }
    /// [LaunchTemplateVersion](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateVersion.html)
    package struct LaunchTemplateVersion: Sendable, Codable, Hashable {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var versionNumber: Int?
        package var versionDescription: String?
        package var createTime: String?
        package var defaultVersion: Bool?
        package var launchTemplateData: ResponseLaunchTemplateData?
        package init(
            launchTemplateId: String? = nil, launchTemplateName: String? = nil, versionNumber: Int? = nil,
            versionDescription: String? = nil, createTime: String? = nil, defaultVersion: Bool? = nil,
            launchTemplateData: ResponseLaunchTemplateData? = nil
        ) {
            self.launchTemplateId = launchTemplateId
            self.launchTemplateName = launchTemplateName
            self.versionNumber = versionNumber
            self.versionDescription = versionDescription
            self.createTime = createTime
            self.defaultVersion = defaultVersion
            self.launchTemplateData = launchTemplateData
        }
    }
    /// [Filter](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html)
    package struct Filter: Sendable, Codable, Hashable {
        package var name: String?
        package var values: [String]?
        package init(name: String? = nil, values: [String]? = nil) {
            self.name = name
            self.values = values
        }
        private enum CodingKeys: String, CodingKey {
            case name = "Name"
            case values = "Value"
        }
    }
    /// [LaunchTemplateBlockDeviceMappingRequest](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateBlockDeviceMappingRequest.html)
    package struct LaunchTemplateBlockDeviceMappingRequest: Sendable, Codable, Hashable {
        package var deviceName: String?
        package var ebs: LaunchTemplateEbsBlockDeviceRequest?
        package init(deviceName: String? = nil, ebs: LaunchTemplateEbsBlockDeviceRequest? = nil) {
            self.deviceName = deviceName
            self.ebs = ebs
        }
        private enum CodingKeys: String, CodingKey {
            case deviceName = "DeviceName"
            case ebs = "Ebs"
        }
    }
    /// [LaunchTemplateTagSpecificationRequest](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateTagSpecificationRequest.html)
    package struct LaunchTemplateTagSpecificationRequest: Sendable, Codable, Hashable {
        package var resourceType: String?
        package var tags: [Tag]?
        package init(resourceType: String? = nil, tags: [Tag]? = nil) {
            self.resourceType = resourceType
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case resourceType = "ResourceType"
            case tags = "Tag"
        }
    }
    /// [LaunchTemplateInstanceMetadataOptionsRequest](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptionsRequest.html)
    package struct LaunchTemplateInstanceMetadataOptionsRequest: Sendable, Codable, Hashable {
        package var httpTokens: String?
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: String?
        package init(httpTokens: String? = nil, httpPutResponseHopLimit: Int? = nil, httpEndpoint: String? = nil) {
            self.httpTokens = httpTokens
            self.httpPutResponseHopLimit = httpPutResponseHopLimit
            self.httpEndpoint = httpEndpoint
        }
        private enum CodingKeys: String, CodingKey {
            case httpTokens = "HttpTokens"
            case httpPutResponseHopLimit = "HttpPutResponseHopLimit"
            case httpEndpoint = "HttpEndpoint"
        }
    }
    /// [Tag](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Tag.html)
    package struct Tag: Sendable, Codable, Hashable {
        package var key: String?
        package var value: String?
        package init(key: String? = nil, value: String? = nil) {
            self.key = key
            self.value = value
        }
    }
    /// [ResponseLaunchTemplateData](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResponseLaunchTemplateData.html)
    package struct ResponseLaunchTemplateData: Sendable, Codable, Hashable {
        package var blockDeviceMappings: [LaunchTemplateBlockDeviceMapping]?
        package var imageId: String?
        package var userData: String?
        package var tagSpecifications: [LaunchTemplateTagSpecification]?
        package var metadataOptions: LaunchTemplateInstanceMetadataOptions?
        package init(
            blockDeviceMappings: [LaunchTemplateBlockDeviceMapping]? = nil, imageId: String? = nil,
            userData: String? = nil, tagSpecifications: [LaunchTemplateTagSpecification]? = nil,
            metadataOptions: LaunchTemplateInstanceMetadataOptions? = nil
        ) {
            self.blockDeviceMappings = blockDeviceMappings
            self.imageId = imageId
            self.userData = userData
            self.tagSpecifications = tagSpecifications
            self.metadataOptions = metadataOptions
        }
        private enum CodingKeys: String, CodingKey {
            case blockDeviceMappings = "blockDeviceMappingSet"
            case imageId
            case userData
            case tagSpecifications = "tagSpecificationSet"
            case metadataOptions
        }
    }
    /// [LaunchTemplateEbsBlockDeviceRequest](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateEbsBlockDeviceRequest.html)
    package struct LaunchTemplateEbsBlockDeviceRequest: Sendable, Codable, Hashable {
        package var encrypted: Bool?
        package var deleteOnTermination: Bool?
        package var iops: Int?
        package var kmsKeyId: String?
        package var volumeSize: Int?
        package var volumeType: String?
        package var throughput: Int?
        package init(
            encrypted: Bool? = nil, deleteOnTermination: Bool? = nil, iops: Int? = nil, kmsKeyId: String? = nil,
            volumeSize: Int? = nil, volumeType: String? = nil, throughput: Int? = nil
        ) {
            self.encrypted = encrypted
            self.deleteOnTermination = deleteOnTermination
            self.iops = iops
            self.kmsKeyId = kmsKeyId
            self.volumeSize = volumeSize
            self.volumeType = volumeType
            self.throughput = throughput
        }
        private enum CodingKeys: String, CodingKey {
            case encrypted = "Encrypted"
            case deleteOnTermination = "DeleteOnTermination"
            case iops = "Iops"
            case kmsKeyId = "KmsKeyId"
            case volumeSize = "VolumeSize"
            case volumeType = "VolumeType"
            case throughput = "Throughput"
        }
    }
    /// [LaunchTemplateBlockDeviceMapping](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateBlockDeviceMapping.html)
    package struct LaunchTemplateBlockDeviceMapping: Sendable, Codable, Hashable {
        package var deviceName: String?
        package var ebs: LaunchTemplateEbsBlockDevice?
        package init(deviceName: String? = nil, ebs: LaunchTemplateEbsBlockDevice? = nil) {
            self.deviceName = deviceName
            self.ebs = ebs
        }
    }
    /// [LaunchTemplateTagSpecification](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateTagSpecification.html)
    package struct LaunchTemplateTagSpecification: Sendable, Codable, Hashable {
        package var resourceType: String?
        package var tags: [Tag]?
        package init(resourceType: String? = nil, tags: [Tag]? = nil) {
            self.resourceType = resourceType
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case resourceType
            case tags = "tagSet"
        }
    }
    /// [LaunchTemplateInstanceMetadataOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptions.html)
    package struct LaunchTemplateInstanceMetadataOptions: Sendable, Codable, Hashable {
        package var httpTokens: String?
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: String?
        package init(httpTokens: String? = nil, httpPutResponseHopLimit: Int? = nil, httpEndpoint: String? = nil) {
            self.httpTokens = httpTokens
            self.httpPutResponseHopLimit = httpPutResponseHopLimit
            self.httpEndpoint = httpEndpoint
        }
    }
    /// [LaunchTemplateEbsBlockDevice](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateEbsBlockDevice.html)
    package struct LaunchTemplateEbsBlockDevice: Sendable, Codable, Hashable {
        package var encrypted: Bool?
        package var deleteOnTermination: Bool?
        package var iops: Int?
        package var kmsKeyId: String?
        package var volumeSize: Int?
        package var volumeType: String?
        package var throughput: Int?
        package init(
            encrypted: Bool? = nil, deleteOnTermination: Bool? = nil, iops: Int? = nil, kmsKeyId: String? = nil,
            volumeSize: Int? = nil, volumeType: String? = nil, throughput: Int? = nil
        ) {
            self.encrypted = encrypted
            self.deleteOnTermination = deleteOnTermination
            self.iops = iops
            self.kmsKeyId = kmsKeyId
            self.volumeSize = volumeSize
            self.volumeType = volumeType
            self.throughput = throughput
        }
    }
}
