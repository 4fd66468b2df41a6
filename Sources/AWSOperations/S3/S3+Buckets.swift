// Each type names the page of the call; its members are that page's, or those of Operation.
extension S3 {
    /// [HeadBucket](https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html)
    package struct HeadBucket: Operation {
        package static var service: Service { .s3 }
        package static var isMutating: Bool { false }
        package var bucket: String
        package init(bucket: String) { self.bucket = bucket }
        /// `HEAD /{Bucket}`
        package var binding: HTTPBinding { .bucket("HEAD", bucket) }
        /// Every member is in the binding.
        private enum CodingKeys: CodingKey {}
        /// What AWS answers.
        package struct Output: Sendable, Codable, HeaderedAnswer {
            package var bucketRegion: String?
            package init(bucketRegion: String? = nil) { self.bucketRegion = bucketRegion }
            package init(header: (String) -> String?, body: [UInt8]) {
                bucketRegion = header("x-amz-bucket-region")
            }
        }
    }
    /// [GetBucketLocation](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html)
    package struct GetBucketLocation: Operation {
        package static var service: Service { .s3 }
        package static var isMutating: Bool { false }
        package var bucket: String
        package init(bucket: String) { self.bucket = bucket }
        /// `GET /{Bucket}?location`
        package var binding: HTTPBinding { .bucket("GET", bucket, query: [.init("location", "")]) }
        /// Every member is in the binding.
        private enum CodingKeys: CodingKey {}
        /// AWS answers with nothing that is used here: the answer is asked for because its error has a body.
        package typealias Output = Empty
    }
    /// [ListBuckets](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html)
    package struct ListBuckets: Operation {
        package static var service: Service { .s3 }
        package static var isMutating: Bool { false }
        /// With a limit S3 says the region of each bucket, too.
        package var maxBuckets: Int
        package var continuationToken: String?
        package init(maxBuckets: Int, continuationToken: String? = nil) {
            self.maxBuckets = maxBuckets
            self.continuationToken = continuationToken
        }
        /// `GET /`
        package var binding: HTTPBinding {
            let token = continuationToken.map { [HTTPBinding.QueryItem("continuation-token", $0)] } ?? []
            return HTTPBinding(
                method: "GET", path: "/", query: [.init("max-buckets", String(maxBuckets))] + token, hasBody: false)
        }
        /// Every member is in the binding.
        private enum CodingKeys: CodingKey {}
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var buckets: [Bucket]?
            package var continuationToken: String?
            package init(buckets: [Bucket]? = nil, continuationToken: String? = nil) {
                self.buckets = buckets
                self.continuationToken = continuationToken
            }
            private enum CodingKeys: String, CodingKey {
                case buckets = "Buckets"
                case continuationToken = "ContinuationToken"
            }
        }
    }
    /// [Bucket](https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html)
    package struct Bucket: Sendable, Codable, Hashable {
        package var name: String?
        package var bucketRegion: String?
        package init(name: String? = nil, bucketRegion: String? = nil) {
            self.name = name
            self.bucketRegion = bucketRegion
        }
        private enum CodingKeys: String, CodingKey {
            case name = "Name"
            case bucketRegion = "BucketRegion"
        }
    }
}

extension HTTPBinding {
    /// The binding of a call on a bucket as a whole.
    fileprivate static func bucket(_ method: String, _ bucket: String, query: [QueryItem] = []) -> HTTPBinding {
        var binding = HTTPBinding(method: method, path: "", query: query, hasBody: false)
        binding.bucket = bucket
        return binding
    }
}
