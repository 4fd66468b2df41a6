// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension IAM {
    /// [CreatePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html)
    package struct CreatePolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var policyName: String
        package var path: String?
        package var policyDocument: String
        package var description: String?
        package var tags: [Tag]?
        package init(
            policyName: String, policyDocument: String, path: String? = nil, description: String? = nil,
            tags: [Tag]? = nil
        ) {
            self.policyName = policyName
            self.path = path
            self.policyDocument = policyDocument
            self.description = description
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case policyName = "PolicyName"
            case path = "Path"
            case policyDocument = "PolicyDocument"
            case description = "Description"
            case tags = "Tags"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var policy: Policy?
            package init(policy: Policy? = nil) {
                self.policy = policy
            }
            private enum CodingKeys: String, CodingKey {
                case policy = "Policy"
            }
        }
    }
    /// [GetPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html)
    package struct GetPolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var policyArn: String
        package init(policyArn: String) {
            self.policyArn = policyArn
        }
        private enum CodingKeys: String, CodingKey {
            case policyArn = "PolicyArn"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var policy: Policy?
            package init(policy: Policy? = nil) {
                self.policy = policy
            }
            private enum CodingKeys: String, CodingKey {
                case policy = "Policy"
            }
        }
    }
    /// [DeletePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html)
    package struct DeletePolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var policyArn: String
        package init(policyArn: String) {
            self.policyArn = policyArn
        }
        private enum CodingKeys: String, CodingKey {
            case policyArn = "PolicyArn"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [CreatePolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html)
    package struct CreatePolicyVersion: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var policyArn: String
        package var policyDocument: String
        package var setAsDefault: Bool?
        package init(policyArn: String, policyDocument: String, setAsDefault: Bool? = nil) {
            self.policyArn = policyArn
            self.policyDocument = policyDocument
            self.setAsDefault = setAsDefault
        }
        private enum CodingKeys: String, CodingKey {
            case policyArn = "PolicyArn"
            case policyDocument = "PolicyDocument"
            case setAsDefault = "SetAsDefault"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var policyVersion: PolicyVersion?
            package init(policyVersion: PolicyVersion? = nil) {
                self.policyVersion = policyVersion
            }
            private enum CodingKeys: String, CodingKey {
                case policyVersion = "PolicyVersion"
            }
        }
    }
    /// [GetPolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html)
    package struct GetPolicyVersion: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var policyArn: String
        package var versionId: String
        package init(policyArn: String, versionId: String) {
            self.policyArn = policyArn
            self.versionId = versionId
        }
        private enum CodingKeys: String, CodingKey {
            case policyArn = "PolicyArn"
            case versionId = "VersionId"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var policyVersion: PolicyVersion?
            package init(policyVersion: PolicyVersion? = nil) {
                self.policyVersion = policyVersion
            }
            private enum CodingKeys: String, CodingKey {
                case policyVersion = "PolicyVersion"
            }
        }
    }
    /// [ListPolicyVersions](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html)
    package struct ListPolicyVersions: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var policyArn: String
        package var marker: String?
        package var maxItems: Int?
        package init(policyArn: String, marker: String? = nil, maxItems: Int? = nil) {
            self.policyArn = policyArn
            self.marker = marker
            self.maxItems = maxItems
        }
        private enum CodingKeys: String, CodingKey {
            case policyArn = "PolicyArn"
            case marker = "Marker"
            case maxItems = "MaxItems"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var versions: [PolicyVersion]?
            package var isTruncated: Bool?
            package var marker: String?
            package init(versions: [PolicyVersion]? = nil, isTruncated: Bool? = nil, marker: String? = nil) {
                self.versions = versions
                self.isTruncated = isTruncated
                self.marker = marker
            }
            private enum CodingKeys: String, CodingKey {
                case versions = "Versions"
                case isTruncated = "IsTruncated"
                case marker = "Marker"
            }
        }
    }
    /// [DeletePolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html)
    package struct DeletePolicyVersion: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var policyArn: String
        package var versionId: String
        package init(policyArn: String, versionId: String) {
            self.policyArn = policyArn
            self.versionId = versionId
        }
        private enum CodingKeys: String, CodingKey {
            case policyArn = "PolicyArn"
            case versionId = "VersionId"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [TagPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html)
    package struct TagPolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var policyArn: String
        package var tags: [Tag]
        package init(policyArn: String, tags: [Tag]) {
            self.policyArn = policyArn
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case policyArn = "PolicyArn"
            case tags = "Tags"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [UntagPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html)
    package struct UntagPolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var policyArn: String
        package var tagKeys: [String]
        package init(policyArn: String, tagKeys: [String]) {
            self.policyArn = policyArn
            self.tagKeys = tagKeys
        }
        private enum CodingKeys: String, CodingKey {
            case policyArn = "PolicyArn"
            case tagKeys = "TagKeys"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [Policy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html)
    package struct Policy: Sendable, Codable, Hashable {
        package var policyName: String?
        package var policyId: String?
        package var arn: String?
        package var path: String?
        package var defaultVersionId: String?
        package var attachmentCount: Int?
        package var tags: [Tag]?
        package init(
            policyName: String? = nil, policyId: String? = nil, arn: String? = nil, path: String? = nil,
            defaultVersionId: String? = nil, attachmentCount: Int? = nil, tags: [Tag]? = nil
        ) {
            self.policyName = policyName
            self.policyId = policyId
            self.arn = arn
            self.path = path
            self.defaultVersionId = defaultVersionId
            self.attachmentCount = attachmentCount
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case policyName = "PolicyName"
            case policyId = "PolicyId"
            case arn = "Arn"
            case path = "Path"
            case defaultVersionId = "DefaultVersionId"
            case attachmentCount = "AttachmentCount"
            case tags = "Tags"
        }
    }
    /// [PolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html)
    package struct PolicyVersion: Sendable, Codable, Hashable {
        package var document: String?
        package var versionId: String?
        package var isDefaultVersion: Bool?
        package init(document: String? = nil, versionId: String? = nil, isDefaultVersion: Bool? = nil) {
            self.document = document
            self.versionId = versionId
            self.isDefaultVersion = isDefaultVersion
        }
        private enum CodingKeys: String, CodingKey {
            case document = "Document"
            case versionId = "VersionId"
            case isDefaultVersion = "IsDefaultVersion"
        }
    }
}
