import Signing

// Each type names the page of the call; its members are that page's, or those of Operation.
extension S3 {
    /// [PutObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html)
    package struct PutObject: Operation {
        package static var service: Service { .s3 }
        package static var isMutating: Bool { true }
        /// A condition that the first attempt met is one that the second does not meet.
        package static var isRepeatable: Bool { false }
        package var bucket: String
        package var key: String
        package var body: [UInt8]
        package var contentType: String?
        /// An ETag with its quotes: only over the object that has it.
        package var ifMatch: String?
        /// `*`: only where there is no object.
        package var ifNoneMatch: String?
        package init(
            bucket: String, key: String, body: [UInt8], contentType: String? = nil, ifMatch: String? = nil,
            ifNoneMatch: String? = nil
        ) {
            self.bucket = bucket
            self.key = key
            self.body = body
            self.contentType = contentType
            self.ifMatch = ifMatch
            self.ifNoneMatch = ifNoneMatch
        }
        /// `PUT /{Key}`
        package var binding: HTTPBinding {
            .object(
                "PUT", bucket, key, payload: body,
                [("Content-Type", contentType), ("If-Match", ifMatch), ("If-None-Match", ifNoneMatch)])
        }
        /// Every member is in the binding.
        private enum CodingKeys: CodingKey {}
        /// What AWS answers.
        package struct Output: Sendable, Codable, HeaderedAnswer {
            package var eTag: String?
            package init(eTag: String? = nil) { self.eTag = eTag }
            package init(header: (String) -> String?, body: [UInt8]) { eTag = header("ETag") }
        }
    }
    /// [GetObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html)
    package struct GetObject: Operation {
        package static var service: Service { .s3 }
        package static var isMutating: Bool { false }
        package var bucket: String
        package var key: String
        package init(bucket: String, key: String) {
            self.bucket = bucket
            self.key = key
        }
        /// `GET /{Key}`
        package var binding: HTTPBinding { .object("GET", bucket, key) }
        /// Every member is in the binding.
        private enum CodingKeys: CodingKey {}
        /// What AWS answers.
        package struct Output: Sendable, Codable, HeaderedAnswer {
            package var body: [UInt8]
            package var eTag: String?
            /// Seconds since 1970, by S3's clock.
            package var lastModified: Double?
            /// When S3 answered, in seconds since 1970 by its own clock.
            package var date: Double?
            package init(body: [UInt8], eTag: String? = nil, lastModified: Double? = nil, date: Double? = nil) {
                self.body = body
                self.eTag = eTag
                self.lastModified = lastModified
                self.date = date
            }
            package init(header: (String) -> String?, body: [UInt8]) {
                self.init(
                    body: body, eTag: header("ETag"),
                    lastModified: header("Last-Modified").flatMap { HTTPDate.seconds(of: $0) },
                    date: header("Date").flatMap { HTTPDate.seconds(of: $0) })
            }
        }
    }
    /// [DeleteObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html)
    package struct DeleteObject: Operation {
        package static var service: Service { .s3 }
        package static var isMutating: Bool { true }
        package var bucket: String
        package var key: String
        /// An ETag with its quotes: only the object that has it.
        package var ifMatch: String?
        package init(bucket: String, key: String, ifMatch: String? = nil) {
            self.bucket = bucket
            self.key = key
            self.ifMatch = ifMatch
        }
        /// `DELETE /{Key}`
        package var binding: HTTPBinding { .object("DELETE", bucket, key, [("If-Match", ifMatch)]) }
        /// Every member is in the binding.
        private enum CodingKeys: CodingKey {}
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
}

extension HTTPBinding {
    /// The binding of a call on one object; headers without a value are left out.
    fileprivate static func object(
        _ method: String, _ bucket: String, _ key: String, payload: [UInt8]? = nil, _ headers: [(String, String?)] = []
    ) -> HTTPBinding {
        var binding = HTTPBinding(method: method, path: "/" + PercentEncoding.encode(key, keeping: "/"), hasBody: false)
        binding.bucket = bucket
        binding.payload = payload
        binding.headers = headers.compactMap { name, value in value.map { QueryItem(name, $0) } }
        return binding
    }
}
