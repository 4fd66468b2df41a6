/// Names of variables that say that the value is a secret.
///
/// The author of a file in a pull request chooses the names in it, and the environment of a CI job holds the job's
/// credentials.
public enum SecretNames {
    private static let words = ["TOKEN", "SECRET", "PASSWORD"]

    /// True of variables of the process environment that no file gets, and of variables whose values plans show as hashes.
    public static func denies(_ name: String) -> Bool {
        let name = name.uppercased()
        return words.contains { name.contains($0) } || name.hasSuffix("_KEY") || name.hasPrefix("ACTIONS_")
    }

    /// True if the value is masked wherever it comes from.
    public static func masks(_ name: String) -> Bool {
        let name = name.uppercased()
        return words.contains { name.contains($0) }
    }
}
