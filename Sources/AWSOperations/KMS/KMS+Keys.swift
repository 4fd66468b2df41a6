// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension KMS {
    /// [DescribeKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html)
    package struct DescribeKey: Operation, Codable {
        package static var service: Service { .kms }
        package static var isMutating: Bool { false }
        package var keyId: String
        package init(keyId: String) {
            self.keyId = keyId
        }
        private enum CodingKeys: String, CodingKey {
            case keyId = "KeyId"
        }
        /// The answer of AWS.
        package struct Output: Sendable, Codable {
            package var keyMetadata: KeyMetadata?
            package init(keyMetadata: KeyMetadata? = nil) {
                self.keyMetadata = keyMetadata
            }
            private enum CodingKeys: String, CodingKey {
                case keyMetadata = "KeyMetadata"
            }
        }
    }
    /// [KeyMetadata](https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html)
    package struct KeyMetadata: Sendable, Codable, Hashable {
        package var keyId: String?
        package var arn: String?
        package var keyState: String?
        package init(keyId: String? = nil, arn: String? = nil, keyState: String? = nil) {
            self.keyId = keyId
            self.arn = arn
            self.keyState = keyState
        }
        private enum CodingKeys: String, CodingKey {
            case keyId = "KeyId"
            case arn = "Arn"
            case keyState = "KeyState"
        }
    }
}
