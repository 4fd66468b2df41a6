public import ManifestLoading

/// How long the user data of instances may be.
public enum UserDataLimit {
    /// EC2's limit, before base64. AWS Batch merges lines of its own into it [aws-rules: User data].
    public static let bytes = 16_384

    /// The bytes of an environment's user data before base64.
    public static func size(of configuration: ForgeConfiguration) -> Int {
        UserData(configuration).mimeText.utf8.count
    }
}
