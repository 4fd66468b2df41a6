import AWSOperations

/// A revision of a job definition.
struct JobDefinitionRecord: Codable, Sendable {
    let name: String
    let revision: Int
    var detail: Replicated<Batch.JobDefinition>

    /// True if jobs can be started from it.
    var isActive: Bool { detail.current.status == "ACTIVE" }
}
