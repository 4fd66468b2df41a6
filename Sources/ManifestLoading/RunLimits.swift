/// Limits on what one run reads: far above what an account holds, far below what keeps a machine busy for minutes.
public enum RunLimits {
    /// Environments of all files.
    public static let environments = 10_000
    /// Different regions that environments name; AWS has fewer than fifty.
    public static let regions = 100
    /// Items of one list.
    public static let items = 1000
    /// Files, those of variables included.
    static let files = 10_000
    /// Bytes of all files together.
    static let bytes = 100 << 20
    /// Values of all files together.
    static let values = 1_000_000
    /// Names that are looked at in the folders that are given.
    static let entries = 100_000
    /// Bytes of all files that fields name.
    public static let referencedBytes = 4 << 20
}
