import AWSOperations

/// Refusals of Batch that drivers wait for to end, or work around.
extension ServiceError {
    /// True if Batch refuses fewer vCPUs than are in use.
    var isScalingDown: Bool { message.lowercased().contains("scaling down compute environment is not supported") }

    /// True if Batch refuses a queue because its compute environments are not VALID.
    var wantsValidEnvironments: Bool { message.lowercased().contains("valid before attaching") }

    /// True if Batch refuses to delete something because it is enabled.
    var wantsDisabled: Bool { message.lowercased().contains("set the state to disabled first") }
}
