/// How much trouble a call is worth, for the task that makes it and its children.
public enum CallPatience {
    /// How often a call is sent at most; nil leaves it to the caller. For reads that can be done without.
    @TaskLocal public static var maximumAttempts: Int?
}
