/// Names and folders of buckets that no policy can grant as they are written.
extension TextFormat {
    /// Endings that S3 keeps for what is no general purpose bucket: rights on those are given by other ARNs and other
    /// actions [aws-rules: Names of buckets].
    static let reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"]

    static func reservedSuffix(of bucket: String) -> String? { reservedSuffixes.first { bucket.hasSuffix($0) } }

    /// Returns the fault of a bucket's location, if it is known.
    func bucketRemark(on text: String) -> String? {
        guard self == .bucket || self == .workDirectory else { return nil }
        if text.hasPrefix("arn:") {
            let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6, parts[2] == "s3", parts[3].isEmpty, Self.isBucket(BucketName.of(String(parts[5])))
            else { return "it is an ARN: name the bucket itself, as in 's3://bucket'" }
            return "it is an ARN: write 's3://\(parts[5].hasSuffix("/*") ? parts[5].dropLast(2) : parts[5])'"
        }
        let bucket = BucketName.of(text)
        if let suffix = Self.reservedSuffix(of: bucket) {
            return "no bucket's name ends in '\(suffix)': that marks an access point, a directory bucket or a table "
                + "bucket, to which the rights of a bucket do not apply; name the bucket itself"
        }
        if bucket.lowercased() != bucket, Self.isBucket(bucket.lowercased()) {
            return "bucket names have no upper-case letters: write '\(bucket.lowercased())'"
        }
        return self == .bucket && Self.isBucket(bucket) ? FolderPath(of: text).fault : nil
    }
}
