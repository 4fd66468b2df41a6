extension ResourceKind {
    /// EFS file system with its mount targets.
    public static let elasticFileSystem = ResourceKind(rawValue: "efs-file-system")
    /// FSx for Lustre file system.
    public static let lustreFileSystem = ResourceKind(rawValue: "fsx-file-system")
}
