import AWSOperations

extension LifecycleScenario {
    static let object = LifecycleScenario("object") { runner in
        let bucket = runner.name("bucket")
        try await runner.account.makeBucket(bucket)
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
        try await runner.refused("absent", code: "NoSuchKey", get)
        try await runner.refused("absent and to match", code: "NoSuchKey", put("0", ifMatch: #""x""#))
        try await runner.refused("absent and to be deleted", code: "NoSuchKey", delete(ifMatch: #""x""#))
        let first = try await runner.call(put("1", ifNoneMatch: "*")).eTag ?? ""
        try await runner.refused("made twice", code: "PreconditionFailed", put("2", ifNoneMatch: "*"))
        let object = try await runner.call(get)
        await runner.check("bytes and ETag", object.body == Array("1".utf8) && object.eTag == first, "\(object)")
        let age = (object.date ?? 0) - (object.lastModified ?? .infinity)
        // Both in one unit and one zone; how long the calls take depends on the machine.
        await runner.check("times", (0..<3600).contains(age), "\(object)")
        try await runner.refused("another ETag", code: "PreconditionFailed", put("2", ifMatch: #""x""#))
        let second = try await runner.call(put("2", ifMatch: first)).eTag ?? ""
        await runner.check("new ETag", second != first && second.hasPrefix("\"") && second.hasSuffix("\""), second)
        try await runner.refused("old ETag", code: "PreconditionFailed", delete(ifMatch: first))
        _ = try await runner.answered("deleted", delete(ifMatch: second))
        try await runner.refused("gone", code: "NoSuchKey", get)
        _ = try await runner.answered("deleted twice", delete(ifMatch: nil))
        try await runner.refused(
            "no bucket", code: "NoSuchBucket", S3.GetObject(bucket: runner.name("no-bucket"), key: key))
    }
}
