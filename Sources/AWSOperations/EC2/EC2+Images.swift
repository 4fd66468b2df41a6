// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension EC2 {
    /// [DescribeImages](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html)
    package struct DescribeImages: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { false }
        package var filters: [Filter]?
        package var includeDeprecated: Bool?
        package var includeDisabled: Bool?
        package var nextToken: String?
        package init(
            filters: [Filter]? = nil, includeDeprecated: Bool? = nil, includeDisabled: Bool? = nil,
            nextToken: String? = nil
        ) {
            self.filters = filters
            self.includeDeprecated = includeDeprecated
            self.includeDisabled = includeDisabled
            self.nextToken = nextToken
        }
        private enum CodingKeys: String, CodingKey {
            case filters = "Filter"
            case includeDeprecated = "IncludeDeprecated"
            case includeDisabled = "IncludeDisabled"
            case nextToken = "NextToken"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var nextToken: String?
            package var images: [Image]?
            package init(nextToken: String? = nil, images: [Image]? = nil) {
                self.nextToken = nextToken
                self.images = images
            }
            private enum CodingKeys: String, CodingKey {
                case nextToken
                case images = "imagesSet"
            }
        }
    }
    /// [Image](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html)
    package struct Image: Sendable, Codable, Hashable {
        package var imageId: String?
        package var name: String?
        package var state: String?
        package var architecture: String?
        package var platform: String?
        package var virtualizationType: String?
        package var rootDeviceName: String?
        package var rootDeviceType: String?
        package var blockDeviceMappings: [BlockDeviceMapping]?
        package var creationDate: String?
        package init(
            imageId: String? = nil, name: String? = nil, state: String? = nil, architecture: String? = nil,
            platform: String? = nil, virtualizationType: String? = nil, rootDeviceName: String? = nil,
            rootDeviceType: String? = nil, blockDeviceMappings: [BlockDeviceMapping]? = nil, creationDate: String? = nil
        ) {
            self.imageId = imageId
            self.name = name
            self.state = state
            self.architecture = architecture
            self.platform = platform
            self.virtualizationType = virtualizationType
            self.rootDeviceName = rootDeviceName
            self.rootDeviceType = rootDeviceType
            self.blockDeviceMappings = blockDeviceMappings
            self.creationDate = creationDate
        }
        private enum CodingKeys: String, CodingKey {
            case imageId
            case name
            case state = "imageState"
            case architecture
            case platform
            case virtualizationType
            case rootDeviceName
            case rootDeviceType
            case blockDeviceMappings = "blockDeviceMapping"
            case creationDate
        }
    }
    /// [BlockDeviceMapping](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockDeviceMapping.html)
    package struct BlockDeviceMapping: Sendable, Codable, Hashable {
        package var deviceName: String?
        package var ebs: EbsBlockDevice?
        package init(deviceName: String? = nil, ebs: EbsBlockDevice? = nil) {
            self.deviceName = deviceName
            self.ebs = ebs
        }
    }
    /// [EbsBlockDevice](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html)
    package struct EbsBlockDevice: Sendable, Codable, Hashable {
        package var volumeSize: Int?
        package init(volumeSize: Int? = nil) {
            self.volumeSize = volumeSize
        }
    }
}
