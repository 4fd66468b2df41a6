extension ResourceKind {
    /// Batch scheduling policy.
    public static let schedulingPolicy = ResourceKind(rawValue: "scheduling-policy")
}
