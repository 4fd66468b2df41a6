public import ManifestLoading

/// The limit of the length of user data.
public enum UserDataLimit {
    /// EC2's limit, before base64. AWS Batch merges more lines into it [aws-rules: User data].
    public static let bytes = 16_384

    /// Returns the bytes of an environment's user data before base64.
    public static func size(of configuration: ForgeConfiguration) -> Int {
        UserData(configuration).sampleText.utf8.count
    }
}
