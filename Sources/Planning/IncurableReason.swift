/// Batch's reasons for INVALID that no update of the compute environment removes.
enum IncurableReason {
    /// Whether the reason is one of those: the ECS cluster behind the environment is gone, or its Spot fleet role is
    /// wrong, which is the one field of its resources that UpdateComputeEnvironment does not take.
    static func describes(_ reason: String) -> Bool {
        ["Clusters can not be blank", "IamFleetRole is invalid"].contains { reason.contains($0) }
    }
}
