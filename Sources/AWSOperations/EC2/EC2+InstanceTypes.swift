// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension EC2 {
    /// [DescribeInstanceTypes](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html)
    package struct DescribeInstanceTypes: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { false }
        package var filters: [Filter]?
        package var maxResults: Int?
        package var nextToken: String?
        package init(filters: [Filter]? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
            self.filters = filters
            self.maxResults = maxResults
            self.nextToken = nextToken
        }
        private enum CodingKeys: String, CodingKey {
            case filters = "Filter"
            case maxResults = "MaxResults"
            case nextToken = "NextToken"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var nextToken: String?
            package var instanceTypes: [InstanceTypeInfo]?
            package init(nextToken: String? = nil, instanceTypes: [InstanceTypeInfo]? = nil) {
                self.nextToken = nextToken
                self.instanceTypes = instanceTypes
            }
            private enum CodingKeys: String, CodingKey {
                case nextToken
                case instanceTypes = "instanceTypeSet"
            }
        }
    }
    /// [InstanceTypeInfo](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html)
    package struct InstanceTypeInfo: Sendable, Codable, Hashable {
        package var instanceType: String?
        package init(instanceType: String? = nil) {
            self.instanceType = instanceType
        }
    }
}
