// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension EC2 {
    /// [DescribeKeyPairs](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeKeyPairs.html)
    package struct DescribeKeyPairs: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { false }
        package var filters: [Filter]?
        package init(filters: [Filter]? = nil) {
            self.filters = filters
        }
        private enum CodingKeys: String, CodingKey {
            case filters = "Filter"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var keyPairs: [KeyPairInfo]?
            package init(keyPairs: [KeyPairInfo]? = nil) {
                self.keyPairs = keyPairs
            }
            private enum CodingKeys: String, CodingKey {
                case keyPairs = "keySet"
            }
        }
    }
    /// [KeyPairInfo](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_KeyPairInfo.html)
    package struct KeyPairInfo: Sendable, Codable, Hashable {
        package var keyName: String?
        package init(keyName: String? = nil) {
            self.keyName = keyName
        }
    }
}
