import ManifestLoading
import ResourceModel

/// The permissions on buckets and folders, each given once.
struct StorageGrants {
    /// Buckets that are allowed as a whole, in order.
    private let buckets: [String]
    /// The folders of other buckets, by bucket, both in order; none lies in another.
    private let folders: [(bucket: String, folders: [String])]

    /// A bucket that is allowed as a whole includes its folders, and a folder includes those below it.
    init(_ allowed: [AllowedBucket]) {
        let whole = Set(allowed.filter { $0.folder == nil }.map(\.bucket))
        buckets = whole.sorted()
        var byBucket: [String: Set<String>] = [:]
        for one in allowed where !whole.contains(one.bucket) {
            if let folder = one.folder { byBucket[one.bucket, default: []].insert(folder) }
        }
        folders = byBucket.sorted { $0.key < $1.key }.map { bucket, folders in
            (bucket, folders.filter { !Self.hasParent($0, in: folders) }.sorted())
        }
    }

    /// Returns true if a folder lies in one of the others.
    private static func hasParent(_ folder: String, in folders: Set<String>) -> Bool {
        folder.indices.contains { folder[$0] == "/" && folders.contains(String(folder[..<$0])) }
    }

    /// Returns the statements of a role's policy, with ARNs of the partition; empty if nothing is allowed.
    func statements(in partition: String) -> [Value] {
        accessStatements(in: partition).map { statement in
            let folders = statement.conditions.first.map { condition in
                Value.map([condition.test: .map([condition.key: .strings(condition.values)])])
            }
            return IAMPolicy.allow(statement.actions, on: statement.resources, if: folders)
        }
    }

    /// Returns the statements with their names.
    func accessStatements(in partition: String) -> [AccessPolicy.Statement] {
        func arn(_ resource: String) -> String { "arn:\(partition):s3:::\(resource)" }
        var statements: [AccessPolicy.Statement] = []
        if !buckets.isEmpty { statements.append(.init("Buckets", Self.bucketActions, on: buckets.map(arn))) }
        let objects = buckets + folders.flatMap { one in one.folders.map { "\(one.bucket)/\($0)" } }
        if !objects.isEmpty {
            statements.append(.init("Objects", Self.objectActions, on: objects.map { arn("\($0)/*") }))
        }
        if !folders.isEmpty {
            // The location of a bucket does not depend on a folder: S3 knows no prefix there.
            statements.append(.init("Locations", ["s3:GetBucketLocation"], on: folders.map { arn($0.bucket) }))
        }
        return statements
            + folders.enumerated().map { index, one in
                .init(
                    "Folders\(index + 1)", ["s3:ListBucket"], on: [arn(one.bucket)], if: [Self.listing(one.folders)])
            }
    }

    /// Returns policy documents with these permissions, each of at most `limit` characters, in a stable order.
    func documents(in partition: String, upTo limit: Int) -> [Value] {
        let grants =
            buckets.map { AllowedBucket($0) }
            + folders.flatMap { one in one.folders.map { AllowedBucket(one.bucket, folder: $0) } }
        func document(_ count: Int, from start: Int) -> Value {
            IAMPolicy.document(StorageGrants(Array(grants[start..<start + count])).statements(in: partition))
        }
        var documents: [Value] = []
        var start = 0
        while start < grants.count {
            func fits(_ count: Int) -> Bool { IAMPolicy.size(of: document(count, from: start)) <= limit }
            // Adds the most that fit, at least one. The number is doubled, then
            // halved: each try builds a whole document.
            let left = grants.count - start
            var count = 1
            while count * 2 <= left, fits(count * 2) { count *= 2 }
            var most = min(left, count * 2 - 1)
            while count < most {
                let middle = (count + most + 1) / 2
                if fits(middle) { count = middle } else { most = middle - 1 }
            }
            documents.append(document(count, from: start))
            start += count
        }
        return documents
    }

    /// Nextflow looks for a folder by listing its name with and without the slash behind it
    /// (nf-amazon, S3ObjectSummaryLookup), so both are allowed; `folder/*` covers `folder/` as well.
    private static func listing(_ folders: [String]) -> AccessPolicy.Condition {
        .init("StringLike", "s3:prefix", folders.flatMap { [$0, "\($0)/*"] })
    }

    private static let bucketActions = ["s3:GetBucketLocation", "s3:ListBucket"]

    /// The actions of Nextflow and Fusion on objects.
    private static let objectActions = [
        "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject",
        "s3:PutObjectTagging",
    ]
}
