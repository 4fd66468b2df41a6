import Diagnostics

/// The part of an S3 location that follows the bucket.
///
/// A policy takes `*`, `?` and `${` for wildcards and variables, and only characters up to U+00FF
/// (IAM API reference, policyDocumentType), so a folder with any of them would not be the folder that is named.
struct FolderPath {
    /// The text between the slashes; one slash at the end counts for nothing.
    let parts: [Substring]

    init(of location: String) {
        let start = (location.hasPrefix("s3://") ? 5 : 0) + BucketName.of(location).utf8.count
        let path = location.utf8.dropFirst(start + 1)
        let folder = path.last == UInt8(ascii: "/") ? path.dropLast() : path
        parts = path.isEmpty ? [] : Substring(folder).split(separator: "/", omittingEmptySubsequences: false)
    }

    /// The fault of the folder, as a sentence; nil if a policy can name the folder.
    var fault: String? {
        if parts.contains(where: \.isEmpty) { return "a part between two '/' is empty: remove one of the two" }
        if parts.contains(where: { [".", ".."].contains(String($0).trimmed) }) {
            return "S3 has no '.' and '..': write the folder's own path"
        }
        for part in parts {
            // IAM reads code points; with a mark behind it, '*' would be another Character for Swift.
            if let wildcard = part.unicodeScalars.first(where: { $0 == "*" || $0 == "?" }) {
                return "'\(wildcard)' would be a wildcard in the policy: name the folder; all that is in it is allowed"
            }
            if zip(part.utf8, part.utf8.dropFirst()).contains(where: {
                $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{")
            }) {
                return "'${' would begin a variable of the policy: name a folder without it, or the bucket"
            }
            if let odd = part.unicodeScalars.first(where: { !Self.isTaken($0) }) {
                return "a policy cannot hold the character \(odd.codePoint): name a folder without it, or the bucket"
            }
        }
        return nil
    }

    private static func isTaken(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value) || (0xA1...0xFF).contains(scalar.value)
    }
}
