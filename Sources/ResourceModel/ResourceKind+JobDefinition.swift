extension ResourceKind {
    /// Batch job definition.
    public static let jobDefinition = ResourceKind(rawValue: "job-definition")
}
