import Diagnostics

/// What jobs may use.
extension FeatureRules {
    /// A folder limits nothing if its bucket is allowed as a whole.
    mutating func checkBuckets() {
        let locations = item.list("allow-buckets").map { (range: $0.range, allowed: AllowedBucket(location: $0.text)) }
        let work = item.text("work-dir").flatMap { text in
            text.text.hasPrefix("s3://") ? (range: text.range, bucket: BucketName.of(text.text)) : nil
        }
        for location in locations where location.allowed.folder != nil {
            let bucket = location.allowed.bucket
            let whole = locations.first { $0.allowed.bucket == bucket && $0.allowed.folder == nil }
            guard let place = work.flatMap({ $0.bucket == bucket ? $0.range : nil }) ?? whole?.range else { continue }
            report(
                .warning, "folder-not-limited",
                "'\(location.allowed)' limits nothing: bucket '\(bucket)' is allowed as a whole",
                "jobs may read and write all of it; remove this folder, or use another bucket there",
                at: location.range, [Diagnostic.Note("the whole bucket is allowed because of this", at: place)])
        }
    }
}
