import AWSOperations
import Signing

extension Registry {
    mutating func registerObjects() {
        on(S3.PutObject.self) { try $1.putObject($0, $2) }
        on(S3.GetObject.self) { try $1.getObject($0, $2) }
        on(S3.DeleteObject.self) { try $1.deleteObject($0, $2) }
    }
}

extension AccountState {
    fileprivate mutating func putObject(_ input: S3.PutObject, _ call: Call) throws -> S3.PutObject.Output {
        let standing = try bucket(input.bucket, call).objects[input.key]
        if let condition = input.ifNoneMatch {
            guard condition == "*" else {
                throw call.refusal(
                    "NotImplemented", "A header you provided implies functionality that is not implemented", status: 501
                )
            }
            guard standing == nil else { throw Self.preconditionFailed(call) }
        }
        try Self.check(standing, has: input.ifMatch, call)
        let object = ObjectRecord(
            body: input.body, eTag: "\"\(SHA256.hexDigest(of: input.body).prefix(32))\"",
            lastModified: call.now.rounded(.down))
        buckets[input.bucket]?.objects[input.key] = object
        return S3.PutObject.Output(eTag: object.eTag)
    }

    fileprivate func getObject(_ input: S3.GetObject, _ call: Call) throws -> S3.GetObject.Output {
        guard let object = try bucket(input.bucket, call).objects[input.key] else { throw Self.noSuchKey(call) }
        return S3.GetObject.Output(
            body: object.body, eTag: object.eTag, lastModified: object.lastModified, date: call.now.rounded(.down))
    }

    fileprivate mutating func deleteObject(_ input: S3.DeleteObject, _ call: Call) throws -> Empty {
        try Self.check(try bucket(input.bucket, call).objects[input.key], has: input.ifMatch, call)
        buckets[input.bucket]?.objects[input.key] = nil
        return Empty()
    }

    /// The bucket; in another Region than the one that is asked it answers with a redirection.
    func bucket(_ name: String, _ call: Call) throws(ServiceError) -> BucketRecord {
        guard let bucket = buckets[name] else {
            throw call.refusal("NoSuchBucket", "The specified bucket does not exist", status: 404)
        }
        guard bucket.region == call.region else {
            var redirection = call.refusal(
                "PermanentRedirect",
                "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all"
                    + " future requests to this endpoint.", status: 301)
            redirection.bucketRegion = bucket.region
            throw redirection
        }
        return bucket
    }

    /// Checks the condition of `If-Match`: the object exists and has the ETag.
    private static func check(_ object: ObjectRecord?, has eTag: String?, _ call: Call) throws {
        guard let eTag else { return }
        guard let object else { throw noSuchKey(call) }
        guard eTag == "*" || object.eTag == eTag else { throw preconditionFailed(call) }
    }

    private static func noSuchKey(_ call: Call) -> ServiceError {
        call.refusal("NoSuchKey", "The specified key does not exist.", status: 404)
    }

    private static func preconditionFailed(_ call: Call) -> ServiceError {
        call.refusal(
            "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", status: 412)
    }
}
