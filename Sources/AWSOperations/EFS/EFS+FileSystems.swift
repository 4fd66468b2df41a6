// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension EFS {
    /// [DescribeFileSystems](https://docs.aws.amazon.com/efs/latest/ug/API_DescribeFileSystems.html)
    package struct DescribeFileSystems: Operation {
        package static var service: Service { .efs }
        package static var isMutating: Bool { false }
        package var marker: String?
        package init(marker: String? = nil) {
            self.marker = marker
        }
        package var binding: HTTPBinding {
            HTTPBinding(
                method: "GET", path: "/2015-02-01/file-systems",
                query: [("Marker", marker)].compactMap { name, value in value.map { HTTPBinding.QueryItem(name, $0) } },
                hasBody: false)
        }
        /// Every member is in the binding.
        private enum CodingKeys: CodingKey {}
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var fileSystems: [FileSystemDescription]?
            package var nextMarker: String?
            package init(fileSystems: [FileSystemDescription]? = nil, nextMarker: String? = nil) {
                self.fileSystems = fileSystems
                self.nextMarker = nextMarker
            }
            private enum CodingKeys: String, CodingKey {
                case fileSystems = "FileSystems"
                case nextMarker = "NextMarker"
            }
        }
    }
    /// [DescribeMountTargets](https://docs.aws.amazon.com/efs/latest/ug/API_DescribeMountTargets.html)
    package struct DescribeMountTargets: Operation {
        package static var service: Service { .efs }
        package static var isMutating: Bool { false }
        package var fileSystemId: String?
        package var marker: String?
        package init(fileSystemId: String? = nil, marker: String? = nil) {
            self.fileSystemId = fileSystemId
            self.marker = marker
        }
        package var binding: HTTPBinding {
            HTTPBinding(
                method: "GET", path: "/2015-02-01/mount-targets",
                query: [("FileSystemId", fileSystemId), ("Marker", marker)].compactMap { name, value in
                    value.map { HTTPBinding.QueryItem(name, $0) }
                },
                hasBody: false)
        }
        /// Every member is in the binding.
        private enum CodingKeys: CodingKey {}
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var mountTargets: [MountTargetDescription]?
            package var nextMarker: String?
            package init(mountTargets: [MountTargetDescription]? = nil, nextMarker: String? = nil) {
                self.mountTargets = mountTargets
                self.nextMarker = nextMarker
            }
            private enum CodingKeys: String, CodingKey {
                case mountTargets = "MountTargets"
                case nextMarker = "NextMarker"
            }
        }
    }
    /// [FileSystemDescription](https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html)
    package struct FileSystemDescription: Sendable, Codable, Hashable {
        package var fileSystemId: String?
        package var lifeCycleState: String?
        package init(fileSystemId: String? = nil, lifeCycleState: String? = nil) {
            self.fileSystemId = fileSystemId
            self.lifeCycleState = lifeCycleState
        }
        private enum CodingKeys: String, CodingKey {
            case fileSystemId = "FileSystemId"
            case lifeCycleState = "LifeCycleState"
        }
    }
    /// [MountTargetDescription](https://docs.aws.amazon.com/efs/latest/ug/API_MountTargetDescription.html)
    package struct MountTargetDescription: Sendable, Codable, Hashable {
        package var mountTargetId: String?
        package var fileSystemId: String?
        package var lifeCycleState: String?
        package var vpcId: String?
        package var availabilityZoneName: String?
        package init(
            mountTargetId: String? = nil, fileSystemId: String? = nil, lifeCycleState: String? = nil,
            vpcId: String? = nil, availabilityZoneName: String? = nil
        ) {
            self.mountTargetId = mountTargetId
            self.fileSystemId = fileSystemId
            self.lifeCycleState = lifeCycleState
            self.vpcId = vpcId
            self.availabilityZoneName = availabilityZoneName
        }
        private enum CodingKeys: String, CodingKey {
            case mountTargetId = "MountTargetId"
            case fileSystemId = "FileSystemId"
            case lifeCycleState = "LifeCycleState"
            case vpcId = "VpcId"
            case availabilityZoneName = "AvailabilityZoneName"
        }
    }
}
