import Signing

// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension Batch {
    /// [TagResource](https://docs.aws.amazon.com/batch/latest/APIReference/API_TagResource.html)
    package struct TagResource: Operation {
        package static var service: Service { .batch }
        package static var isMutating: Bool { true }
        package var resourceArn: String
        package var tags: [String: String]
        package init(resourceArn: String, tags: [String: String]) {
            self.resourceArn = resourceArn
            self.tags = tags
        }
        /// `POST /v1/tags/{resourceArn}`
        package var binding: HTTPBinding { HTTPBinding(path: "/v1/tags/" + PercentEncoding.encode(resourceArn)) }
        private enum CodingKeys: String, CodingKey { case tags }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [UntagResource](https://docs.aws.amazon.com/batch/latest/APIReference/API_UntagResource.html)
    package struct UntagResource: Operation {
        package static var service: Service { .batch }
        package static var isMutating: Bool { true }
        package var resourceArn: String
        package var tagKeys: [String]
        package init(resourceArn: String, tagKeys: [String]) {
            self.resourceArn = resourceArn
            self.tagKeys = tagKeys
        }
        /// `DELETE /v1/tags/{resourceArn}?tagKeys=…`
        package var binding: HTTPBinding {
            HTTPBinding(
                method: "DELETE", path: "/v1/tags/" + PercentEncoding.encode(resourceArn),
                query: tagKeys.map { HTTPBinding.QueryItem("tagKeys", $0) }, hasBody: false)
        }
        private enum CodingKeys: CodingKey {}
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
}
