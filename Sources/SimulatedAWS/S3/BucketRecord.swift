/// A bucket. Its name is its key, because bucket names are unique.
package struct BucketRecord: Codable, Sendable {
    var region: String
    package var objects: [String: ObjectRecord] = [:]
}

/// An object. S3 reads are strongly consistent, so there is one state of it.
package struct ObjectRecord: Codable, Sendable {
    package var body: [UInt8]
    /// With its quotes, as S3 answers it.
    var eTag: String
    /// Whole seconds since 1970, the precision that S3 reports.
    var lastModified: Double
}
