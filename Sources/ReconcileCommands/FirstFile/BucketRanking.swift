import AWSOperations
import ManifestLoading

/// The buckets of a region in the order in which they suit a work directory.
///
/// AWS does not know the purpose of a bucket, so the order is that of the names, and nothing more than a proposal.
struct BucketRanking {
    /// The names, the best first.
    let names: [String]

    init(_ buckets: [S3.Bucket], in region: String) {
        // Buckets of the first years may have names that no work directory takes. An S3 that does not name the regions of
        // buckets leaves the choice to the user.
        let here = buckets.filter { ($0.bucketRegion ?? region) == region }.compactMap(\.name)
            .filter { TextFormat.bucket.accepts("s3://\($0)") }
        names = Set(here).sorted { (Self.rank($0), $0) < (Self.rank($1), $1) }
    }

    private static func rank(_ name: String) -> Int {
        if let place = ["nextflow", "scratch", "work"].firstIndex(where: name.contains) { return place }
        return others.contains(where: name.contains) ? 4 : 3
    }

    /// Parts of the names of buckets that hold other things.
    private static let others = [
        "log", "trail", "backup", "archive", "tfstate", "terraform", "cdk-", "cf-templates", "elasticbeanstalk",
        "public", "website", "config",
    ]
}
