import AWSOperations

/// [CreateBucket](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html), which the scenarios need and
/// the program does not.
struct CreateBucket: Operation {
    static var service: Service { .s3 }
    static var isMutating: Bool { true }
    static var isRepeatable: Bool { false }
    let bucket: String

    var binding: HTTPBinding {
        var binding = HTTPBinding(method: "PUT", path: "/", hasBody: false)
        binding.bucket = bucket
        binding.payload = Array(
            """
            <CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <LocationConstraint>\(AccountUnderTest.region)</LocationConstraint></CreateBucketConfiguration>
            """.utf8)
        return binding
    }

    /// Every member is in the binding.
    private enum CodingKeys: CodingKey {}
    typealias Output = Empty
}
