import AWSOperations

extension Story {
    static let object = Story("object") { teller in
        let bucket = teller.name("bucket")
        try await teller.account.makeBucket(bucket)
        let key = "a b+ü/lease.json"
        func put(_ text: String, ifMatch: String? = nil, ifNoneMatch: String? = nil) -> S3.PutObject {
            S3.PutObject(
                bucket: bucket, key: key, body: Array(text.utf8), contentType: "application/json", ifMatch: ifMatch,
                ifNoneMatch: ifNoneMatch)
        }
        func delete(ifMatch: String?) -> S3.DeleteObject {
            S3.DeleteObject(bucket: bucket, key: key, ifMatch: ifMatch)
        }
        let get = S3.GetObject(bucket: bucket, key: key)
        try await teller.refused("absent", code: "NoSuchKey", get)
        try await teller.refused("absent and to match", code: "NoSuchKey", put("0", ifMatch: #""x""#))
        try await teller.refused("absent and to be deleted", code: "NoSuchKey", delete(ifMatch: #""x""#))
        let first = try await teller.call(put("1", ifNoneMatch: "*")).eTag ?? ""
        try await teller.refused("made twice", code: "PreconditionFailed", put("2", ifNoneMatch: "*"))
        let object = try await teller.call(get)
        await teller.check("bytes and ETag", object.body == Array("1".utf8) && object.eTag == first, "\(object)")
        let age = (object.date ?? 0) - (object.lastModified ?? .infinity)
        await teller.check("times", (0...5).contains(age), "\(object)")
        try await teller.refused("another ETag", code: "PreconditionFailed", put("2", ifMatch: #""x""#))
        let second = try await teller.call(put("2", ifMatch: first)).eTag ?? ""
        await teller.check("new ETag", second != first && second.hasPrefix("\"") && second.hasSuffix("\""), second)
        try await teller.refused("old ETag", code: "PreconditionFailed", delete(ifMatch: first))
        _ = try await teller.answered("deleted", delete(ifMatch: second))
        try await teller.refused("gone", code: "NoSuchKey", get)
        _ = try await teller.answered("deleted twice", delete(ifMatch: nil))
        try await teller.refused(
            "no bucket", code: "NoSuchBucket", S3.GetObject(bucket: teller.name("no-bucket"), key: key))
    }
}
