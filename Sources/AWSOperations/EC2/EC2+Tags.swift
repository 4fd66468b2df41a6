// Each type names the page of the call or shape; its members are that page's, or those of Operation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

extension EC2 {
    /// [CreateTags](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html)
    public struct CreateTags: Operation, Codable {
        public static var service: Service { .ec2 }
        public static var isMutating: Bool { true }
        /// A tag that is set twice is set.
        public static var isRepeatable: Bool { true }
        package var resources: [String]
        package var tags: [Tag]
        package init(resources: [String], tags: [Tag]) {
            self.resources = resources
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case resources = "ResourceId"
            case tags = "Tag"
        }
        /// AWS answers with nothing that is used here.
        public typealias Output = Empty
    }
    /// [DeleteTags](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTags.html)
    public struct DeleteTags: Operation, Codable {
        public static var service: Service { .ec2 }
        public static var isMutating: Bool { true }
        package var resources: [String]
        package var tags: [Tag]?
        package init(resources: [String], tags: [Tag]? = nil) {
            self.resources = resources
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case resources = "resourceId"
            case tags = "tag"
        }
        /// AWS answers with nothing that is used here.
        public typealias Output = Empty
    }
}
