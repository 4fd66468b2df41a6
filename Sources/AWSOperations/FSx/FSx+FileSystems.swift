// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension FSx {
    /// [DescribeFileSystems](https://docs.aws.amazon.com/fsx/latest/APIReference/API_DescribeFileSystems.html)
    package struct DescribeFileSystems: Operation, Codable {
        package static var service: Service { .fsx }
        package static var isMutating: Bool { false }
        package var nextToken: String?
        package init(nextToken: String? = nil) {
            self.nextToken = nextToken
        }
        private enum CodingKeys: String, CodingKey {
            case nextToken = "NextToken"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var fileSystems: [FileSystem]?
            package var nextToken: String?
            package init(fileSystems: [FileSystem]? = nil, nextToken: String? = nil) {
                self.fileSystems = fileSystems
                self.nextToken = nextToken
            }
            private enum CodingKeys: String, CodingKey {
                case fileSystems = "FileSystems"
                case nextToken = "NextToken"
            }
        }
    }
    /// [FileSystem](https://docs.aws.amazon.com/fsx/latest/APIReference/API_FileSystem.html)
    package struct FileSystem: Sendable, Codable, Hashable {
        package var fileSystemId: String?
        package var fileSystemType: String?
        package var fileSystemTypeVersion: String?
        package var lifecycle: String?
        package var vpcId: String?
        package var dnsName: String?
        package var lustreConfiguration: LustreFileSystemConfiguration?
        package init(
            fileSystemId: String? = nil, fileSystemType: String? = nil, fileSystemTypeVersion: String? = nil,
            lifecycle: String? = nil, vpcId: String? = nil, dnsName: String? = nil,
            lustreConfiguration: LustreFileSystemConfiguration? = nil
        ) {
            self.fileSystemId = fileSystemId
            self.fileSystemType = fileSystemType
            self.fileSystemTypeVersion = fileSystemTypeVersion
            self.lifecycle = lifecycle
            self.vpcId = vpcId
            self.dnsName = dnsName
            self.lustreConfiguration = lustreConfiguration
        }
        private enum CodingKeys: String, CodingKey {
            case fileSystemId = "FileSystemId"
            case fileSystemType = "FileSystemType"
            case fileSystemTypeVersion = "FileSystemTypeVersion"
            case lifecycle = "Lifecycle"
            case vpcId = "VpcId"
            case dnsName = "DNSName"
            case lustreConfiguration = "LustreConfiguration"
        }
    }
    /// [LustreFileSystemConfiguration](https://docs.aws.amazon.com/fsx/latest/APIReference/API_LustreFileSystemConfiguration.html)
    package struct LustreFileSystemConfiguration: Sendable, Codable, Hashable {
        package var mountName: String?
        package init(mountName: String? = nil) {
            self.mountName = mountName
        }
        private enum CodingKeys: String, CodingKey {
            case mountName = "MountName"
        }
    }
}
