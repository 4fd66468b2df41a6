// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension EC2 {
    /// [CreateTags](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html)
    package struct CreateTags: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { true }
        /// A tag that is set twice is set.
        package static var isRepeatable: Bool { true }
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
        package typealias Output = Empty
    }
    /// [DeleteTags](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTags.html)
    package struct DeleteTags: Operation, Codable {
        package static var service: Service { .ec2 }
        package static var isMutating: Bool { true }
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
        package typealias Output = Empty
    }
}
