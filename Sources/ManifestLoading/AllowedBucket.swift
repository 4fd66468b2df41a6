/// A bucket that `allow-buckets` names, or one folder of it.
public struct AllowedBucket: Sendable, Hashable {
    /// The bucket's name.
    public var bucket: String
    /// The folder, without a slash at either end; nil is the whole bucket.
    public var folder: String?

    /// Makes a bucket, or a folder of one.
    public init(_ bucket: String, folder: String? = nil) {
        self.bucket = bucket
        self.folder = folder
    }

    /// Reads a checked value of the field, such as `s3://bucket/folder/`.
    init(location: String) {
        bucket = BucketName.of(location)
        let path = FolderPath(of: location)
        folder = path.parts.isEmpty ? nil : path.parts.joined(separator: "/")
    }
}

extension EnvironmentDefinition {
    /// The bucket of the work directory; nil if that is no S3 location.
    public var workBucket: String? {
        let name = workDirectory.hasPrefix("s3://") ? BucketName.of(workDirectory) : ""
        return name.isEmpty ? nil : name
    }
}

extension AllowedBucket: ExpressibleByStringLiteral {
    /// A whole bucket.
    public init(stringLiteral bucket: String) { self.init(bucket) }
}

extension AllowedBucket: CustomStringConvertible {
    /// `s3://bucket/folder`
    public var description: String { "s3://\(bucket)" + (folder.map { "/\($0)" } ?? "") }
}
