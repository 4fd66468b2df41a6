import AWSOperations

extension Registry {
    mutating func registerBuckets() {
        on(S3.HeadBucket.self) { try $1.headBucket($0, $2) }
        on(S3.GetBucketLocation.self) { input, world, call in
            _ = try world.bucket(input.bucket, call)
            return Empty()
        }
        on(S3.ListBuckets.self) { input, world, call in
            let all = world.buckets.sorted { $0.key < $1.key }.map { name, record in
                S3.Bucket(name: name, bucketRegion: record.region)
            }
            let page = try call.page(
                all, size: input.maxBuckets, token: input.continuationToken,
                invalid: call.refusal("InvalidArgument", "The continuation token provided is incorrect"))
            return S3.ListBuckets.Output(buckets: page.items, continuationToken: page.next)
        }
    }
}

extension AccountState {
    /// The answer to a HEAD request has no body: an error is its status and its headers.
    fileprivate func headBucket(_ input: S3.HeadBucket, _ call: Call) throws -> S3.HeadBucket.Output {
        do {
            return S3.HeadBucket.Output(bucketRegion: try bucket(input.bucket, call).region)
        } catch {
            var bare = call.refusal("HTTP\(error.status)", "HTTP \(error.status)", status: error.status)
            bare.bucketRegion = error.bucketRegion
            throw bare
        }
    }
}
