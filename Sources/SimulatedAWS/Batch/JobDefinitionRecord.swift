package import AWSOperations

/// A revision of a job definition.
package struct JobDefinitionRecord: Codable, Sendable {
    package let name: String
    let revision: Int
    package var detail: Replicated<Batch.JobDefinition>

    /// True if jobs can be started from it.
    package var isActive: Bool { detail.current.status == "ACTIVE" }
}
