/// An object in S3 that only one run at a time holds. Another run waits or refuses to start.
public struct Lease: Sendable, Hashable, CustomStringConvertible {
    /// The bucket, which must exist already.
    public let bucket: String
    /// The object's key.
    public let key: String

    /// The reason why a text names no lease, in a sentence.
    public struct Unreadable: Error, Sendable, Hashable, CustomStringConvertible {
        /// The sentence.
        public let description: String
    }

    /// Reads `s3://bucket/key`.
    public init(_ text: String) throws(Unreadable) {
        let scheme = "s3://"
        guard text.hasPrefix(scheme) else {
            throw Unreadable(description: "'\(text)' is not of the form s3://bucket/key")
        }
        let parts = text.dropFirst(scheme.count).split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false
        ).map(String.init)
        bucket = parts[0]
        key = parts.count > 1 ? parts[1] : ""
        guard Self.isBucketName(bucket) else {
            throw Unreadable(
                description:
                    "'\(bucket)' in '\(text)' is not the name of a bucket: 3 to 63 lower-case letters, digits, "
                    + "dots and hyphens")
        }
        guard !key.isEmpty else {
            throw Unreadable(
                description: "'\(text)' names no object; give the lease a separate object, such as "
                    + "s3://\(bucket)/reconcile.lock")
        }
        let segments = key.split(separator: "/", omittingEmptySubsequences: false)
        guard key.utf8.count <= 1024, !segments.contains(where: { ["", ".", ".."].contains($0) }) else {
            throw Unreadable(
                description: "the key '\(key)' cannot be used: at most 1024 bytes, and no part between slashes that is "
                    + "empty, '.' or '..'")
        }
    }

    /// `s3://bucket/key`
    public var description: String { "s3://\(bucket)/\(key)" }

    /// Returns true for a name by the rules of general purpose buckets. Such a name adds nothing else to a host.
    private static func isBucketName(_ name: String) -> Bool {
        guard (3...63).contains(name.utf8.count) else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-") && label.utf8.allSatisfy(isBucketCharacter)
        }
    }

    private static func isBucketCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
