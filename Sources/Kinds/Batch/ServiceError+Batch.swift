import AWSOperations

/// Refusals of Batch that drivers wait out or work around.
extension ServiceError {
    /// Batch's refusal of fewer vCPUs than are in use.
    var isScalingDown: Bool { message.lowercased().contains("scaling down compute environment is not supported") }

    /// Batch's refusal of a queue whose compute environments are not VALID.
    var wantsValidEnvironments: Bool { message.lowercased().contains("valid before attaching") }

    /// Batch's refusal to delete what is enabled.
    var wantsDisabled: Bool { message.lowercased().contains("set the state to disabled first") }
}
