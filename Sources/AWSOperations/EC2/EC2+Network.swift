// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension EC2 {
    /// [DescribeVpcs](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html)
    package struct DescribeVpcs: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { false }
        package var filters: [Filter]?
        package var vpcIds: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package init(
            filters: [Filter]? = nil, vpcIds: [String]? = nil, nextToken: String? = nil, maxResults: Int? = nil
        ) {
            self.filters = filters
            self.vpcIds = vpcIds
            self.nextToken = nextToken
            self.maxResults = maxResults
        }
        private enum CodingKeys: String, CodingKey {
            case filters = "Filter"
            case vpcIds = "VpcId"
            case nextToken = "NextToken"
            case maxResults = "MaxResults"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var nextToken: String?
            package var vpcs: [Vpc]?
            package init(nextToken: String? = nil, vpcs: [Vpc]? = nil) {
                self.nextToken = nextToken
                self.vpcs = vpcs
            }
            private enum CodingKeys: String, CodingKey {
                case nextToken
                case vpcs = "vpcSet"
            }
        }
    }
    /// [DescribeSubnets](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html)
    package struct DescribeSubnets: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { false }
        package var filters: [Filter]?
        package var subnetIds: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package init(
            filters: [Filter]? = nil, subnetIds: [String]? = nil, nextToken: String? = nil, maxResults: Int? = nil
        ) {
            self.filters = filters
            self.subnetIds = subnetIds
            self.nextToken = nextToken
            self.maxResults = maxResults
        }
        private enum CodingKeys: String, CodingKey {
            case filters = "Filter"
            case subnetIds = "SubnetId"
            case nextToken = "NextToken"
            case maxResults = "MaxResults"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var nextToken: String?
            package var subnets: [Subnet]?
            package init(nextToken: String? = nil, subnets: [Subnet]? = nil) {
                self.nextToken = nextToken
                self.subnets = subnets
            }
            private enum CodingKeys: String, CodingKey {
                case nextToken
                case subnets = "subnetSet"
            }
        }
    }
    /// [DescribeSecurityGroups](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html)
    package struct DescribeSecurityGroups: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { false }
        package var groupIds: [String]?
        package var groupNames: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package var filters: [Filter]?
        package init(
            groupIds: [String]? = nil, groupNames: [String]? = nil, nextToken: String? = nil, maxResults: Int? = nil,
            filters: [Filter]? = nil
        ) {
            self.groupIds = groupIds
            self.groupNames = groupNames
            self.nextToken = nextToken
            self.maxResults = maxResults
            self.filters = filters
        }
        private enum CodingKeys: String, CodingKey {
            case groupIds = "GroupId"
            case groupNames = "GroupName"
            case nextToken = "NextToken"
            case maxResults = "MaxResults"
            case filters = "Filter"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var nextToken: String?
            package var securityGroups: [SecurityGroup]?
            package init(nextToken: String? = nil, securityGroups: [SecurityGroup]? = nil) {
                self.nextToken = nextToken
                self.securityGroups = securityGroups
            }
            private enum CodingKeys: String, CodingKey {
                case nextToken
                case securityGroups = "securityGroupInfo"
            }
        }
    }
    /// [Vpc](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html)
    package struct Vpc: Sendable, Codable, Hashable {
        package var isDefault: Bool?
        package var tags: [Tag]?
        package var vpcId: String?
        package var state: String?
        package var cidrBlock: String?
        package init(
            isDefault: Bool? = nil, tags: [Tag]? = nil, vpcId: String? = nil, state: String? = nil,
            cidrBlock: String? = nil
        ) {
            self.isDefault = isDefault
            self.tags = tags
            self.vpcId = vpcId
            self.state = state
            self.cidrBlock = cidrBlock
        }
        private enum CodingKeys: String, CodingKey {
            case isDefault
            case tags = "tagSet"
            case vpcId
            case state
            case cidrBlock
        }
    }
    /// [Subnet](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html)
    package struct Subnet: Sendable, Codable, Hashable {
        package var subnetId: String?
        package var state: String?
        package var vpcId: String?
        package var cidrBlock: String?
        package var availableIpAddressCount: Int?
        package var availabilityZone: String?
        package var defaultForAz: Bool?
        package var mapPublicIpOnLaunch: Bool?
        package init(
            subnetId: String? = nil, state: String? = nil, vpcId: String? = nil, cidrBlock: String? = nil,
            availableIpAddressCount: Int? = nil, availabilityZone: String? = nil, defaultForAz: Bool? = nil,
            mapPublicIpOnLaunch: Bool? = nil
        ) {
            self.subnetId = subnetId
            self.state = state
            self.vpcId = vpcId
            self.cidrBlock = cidrBlock
            self.availableIpAddressCount = availableIpAddressCount
            self.availabilityZone = availabilityZone
            self.defaultForAz = defaultForAz
            self.mapPublicIpOnLaunch = mapPublicIpOnLaunch
        }
    }
    /// [SecurityGroup](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html)
    package struct SecurityGroup: Sendable, Codable, Hashable {
        package var groupId: String?
        package var vpcId: String?
        package var groupName: String?
        package var description: String?
        package init(groupId: String? = nil, vpcId: String? = nil, groupName: String? = nil, description: String? = nil)
        {
            self.groupId = groupId
            self.vpcId = vpcId
            self.groupName = groupName
            self.description = description
        }
        private enum CodingKeys: String, CodingKey {
            case groupId
            case vpcId
            case groupName
            case description = "groupDescription"
        }
    }
}
