// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension EC2 {
    /// [CreateLaunchTemplate](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html)
    package struct CreateLaunchTemplate: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { true }
        package var clientToken: String?
        package var launchTemplateName: String
        package var versionDescription: String?
        package var launchTemplateData: RequestLaunchTemplateData
        package var tagSpecifications: [TagSpecification]?
        package init(
            launchTemplateName: String, launchTemplateData: RequestLaunchTemplateData, clientToken: String? = nil,
            versionDescription: String? = nil, tagSpecifications: [TagSpecification]? = nil
        ) {
            self.clientToken = clientToken
            self.launchTemplateName = launchTemplateName
            self.versionDescription = versionDescription
            self.launchTemplateData = launchTemplateData
            self.tagSpecifications = tagSpecifications
        }
        private enum CodingKeys: String, CodingKey {
            case clientToken = "ClientToken"
            case launchTemplateName = "LaunchTemplateName"
            case versionDescription = "VersionDescription"
            case launchTemplateData = "LaunchTemplateData"
            case tagSpecifications = "TagSpecification"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var launchTemplate: LaunchTemplate?
            package init(launchTemplate: LaunchTemplate? = nil) {
                self.launchTemplate = launchTemplate
            }
        }
    }
    /// [CreateLaunchTemplateVersion](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplateVersion.html)
    package struct CreateLaunchTemplateVersion: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { true }
        /// EC2 answers a repeated client token with what the first call made.
        package static var isRepeatable: Bool { true }
        package var clientToken: String?
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var versionDescription: String?
        package var launchTemplateData: RequestLaunchTemplateData
        package init(
            launchTemplateData: RequestLaunchTemplateData, clientToken: String? = nil, launchTemplateId: String? = nil,
            launchTemplateName: String? = nil, versionDescription: String? = nil
        ) {
            self.clientToken = clientToken
            self.launchTemplateId = launchTemplateId
            self.launchTemplateName = launchTemplateName
            self.versionDescription = versionDescription
            self.launchTemplateData = launchTemplateData
        }
        private enum CodingKeys: String, CodingKey {
            case clientToken = "ClientToken"
            case launchTemplateId = "LaunchTemplateId"
            case launchTemplateName = "LaunchTemplateName"
            case versionDescription = "VersionDescription"
            case launchTemplateData = "LaunchTemplateData"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var launchTemplateVersion: LaunchTemplateVersion?
            package init(launchTemplateVersion: LaunchTemplateVersion? = nil) {
                self.launchTemplateVersion = launchTemplateVersion
            }
        }
    }
    /// [DescribeLaunchTemplates](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplates.html)
    package struct DescribeLaunchTemplates: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { false }
        package var launchTemplateIds: [String]?
        package var launchTemplateNames: [String]?
        package var filters: [Filter]?
        package var nextToken: String?
        package var maxResults: Int?
        package init(
            launchTemplateIds: [String]? = nil, launchTemplateNames: [String]? = nil, filters: [Filter]? = nil,
            nextToken: String? = nil, maxResults: Int? = nil
        ) {
            self.launchTemplateIds = launchTemplateIds
            self.launchTemplateNames = launchTemplateNames
            self.filters = filters
            self.nextToken = nextToken
            self.maxResults = maxResults
        }
        private enum CodingKeys: String, CodingKey {
            case launchTemplateIds = "LaunchTemplateId"
            case launchTemplateNames = "LaunchTemplateName"
            case filters = "Filter"
            case nextToken = "NextToken"
            case maxResults = "MaxResults"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var launchTemplates: [LaunchTemplate]?
            package var nextToken: String?
            package init(launchTemplates: [LaunchTemplate]? = nil, nextToken: String? = nil) {
                self.launchTemplates = launchTemplates
                self.nextToken = nextToken
            }
        }
    }
    /// [DescribeLaunchTemplateVersions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html)
    package struct DescribeLaunchTemplateVersions: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { false }
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var versions: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package var filters: [Filter]?
        package init(
            launchTemplateId: String? = nil, launchTemplateName: String? = nil, versions: [String]? = nil,
            nextToken: String? = nil, maxResults: Int? = nil, filters: [Filter]? = nil
        ) {
            self.launchTemplateId = launchTemplateId
            self.launchTemplateName = launchTemplateName
            self.versions = versions
            self.nextToken = nextToken
            self.maxResults = maxResults
            self.filters = filters
        }
        private enum CodingKeys: String, CodingKey {
            case launchTemplateId = "LaunchTemplateId"
            case launchTemplateName = "LaunchTemplateName"
            case versions = "LaunchTemplateVersion"
            case nextToken = "NextToken"
            case maxResults = "MaxResults"
            case filters = "Filter"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var launchTemplateVersions: [LaunchTemplateVersion]?
            package var nextToken: String?
            package init(launchTemplateVersions: [LaunchTemplateVersion]? = nil, nextToken: String? = nil) {
                self.launchTemplateVersions = launchTemplateVersions
                self.nextToken = nextToken
            }
            private enum CodingKeys: String, CodingKey {
                case launchTemplateVersions = "launchTemplateVersionSet"
                case nextToken
            }
        }
    }
    /// [DeleteLaunchTemplate](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteLaunchTemplate.html)
    package struct DeleteLaunchTemplate: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { true }
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package init(launchTemplateId: String? = nil, launchTemplateName: String? = nil) {
            self.launchTemplateId = launchTemplateId
            self.launchTemplateName = launchTemplateName
        }
        private enum CodingKeys: String, CodingKey {
            case launchTemplateId = "LaunchTemplateId"
            case launchTemplateName = "LaunchTemplateName"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var launchTemplate: LaunchTemplate?
            package init(launchTemplate: LaunchTemplate? = nil) {
                self.launchTemplate = launchTemplate
            }
        }
    }
}
