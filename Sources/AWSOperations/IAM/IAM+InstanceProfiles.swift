// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension IAM {
    /// [CreateInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html)
    package struct CreateInstanceProfile: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var path: String?
        package var tags: [Tag]?
        package init(instanceProfileName: String, path: String? = nil, tags: [Tag]? = nil) {
            self.instanceProfileName = instanceProfileName
            self.path = path
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case path = "Path"
            case tags = "Tags"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var instanceProfile: InstanceProfile?
            package init(instanceProfile: InstanceProfile? = nil) {
                self.instanceProfile = instanceProfile
            }
            private enum CodingKeys: String, CodingKey {
                case instanceProfile = "InstanceProfile"
            }
        }
    }
    /// [GetInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html)
    package struct GetInstanceProfile: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var instanceProfileName: String
        package init(instanceProfileName: String) {
            self.instanceProfileName = instanceProfileName
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var instanceProfile: InstanceProfile?
            package init(instanceProfile: InstanceProfile? = nil) {
                self.instanceProfile = instanceProfile
            }
            private enum CodingKeys: String, CodingKey {
                case instanceProfile = "InstanceProfile"
            }
        }
    }
    /// [ListInstanceProfiles](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html)
    package struct ListInstanceProfiles: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var pathPrefix: String?
        package var marker: String?
        package var maxItems: Int?
        package init(pathPrefix: String? = nil, marker: String? = nil, maxItems: Int? = nil) {
            self.pathPrefix = pathPrefix
            self.marker = marker
            self.maxItems = maxItems
        }
        private enum CodingKeys: String, CodingKey {
            case pathPrefix = "PathPrefix"
            case marker = "Marker"
            case maxItems = "MaxItems"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var instanceProfiles: [InstanceProfile]?
            package var isTruncated: Bool?
            package var marker: String?
            package init(
                instanceProfiles: [InstanceProfile]? = nil, isTruncated: Bool? = nil, marker: String? = nil
            ) {
                self.instanceProfiles = instanceProfiles
                self.isTruncated = isTruncated
                self.marker = marker
            }
            private enum CodingKeys: String, CodingKey {
                case instanceProfiles = "InstanceProfiles"
                case isTruncated = "IsTruncated"
                case marker = "Marker"
            }
        }
    }
    /// [DeleteInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html)
    package struct DeleteInstanceProfile: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var instanceProfileName: String
        package init(instanceProfileName: String) {
            self.instanceProfileName = instanceProfileName
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [AddRoleToInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html)
    package struct AddRoleToInstanceProfile: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var roleName: String
        package init(instanceProfileName: String, roleName: String) {
            self.instanceProfileName = instanceProfileName
            self.roleName = roleName
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case roleName = "RoleName"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [RemoveRoleFromInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html)
    package struct RemoveRoleFromInstanceProfile: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var roleName: String
        package init(instanceProfileName: String, roleName: String) {
            self.instanceProfileName = instanceProfileName
            self.roleName = roleName
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case roleName = "RoleName"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [TagInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagInstanceProfile.html)
    package struct TagInstanceProfile: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var tags: [Tag]
        package init(instanceProfileName: String, tags: [Tag]) {
            self.instanceProfileName = instanceProfileName
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case tags = "Tags"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [UntagInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagInstanceProfile.html)
    package struct UntagInstanceProfile: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var tagKeys: [String]
        package init(instanceProfileName: String, tagKeys: [String]) {
            self.instanceProfileName = instanceProfileName
            self.tagKeys = tagKeys
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case tagKeys = "TagKeys"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
}
