// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension STS {
    /// [GetCallerIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)
    package struct GetCallerIdentity: Operation, Codable {
        package static var service: Service { .sts }
        package static var isMutating: Bool { false }
        package init() {}
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var userId: String?
            package var account: String?
            package var arn: String?
            package init(userId: String? = nil, account: String? = nil, arn: String? = nil) {
                self.userId = userId
                self.account = account
                self.arn = arn
            }
            private enum CodingKeys: String, CodingKey {
                case userId = "UserId"
                case account = "Account"
                case arn = "Arn"
            }
        }
    }
}
