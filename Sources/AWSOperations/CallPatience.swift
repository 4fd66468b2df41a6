/// The effort that a call is worth, for the task that makes it and its children.
public enum CallPatience {
    /// The most times that a call is sent; nil leaves it to the caller. For reads that are optional.
    @TaskLocal public static var maximumAttempts: Int?
}
