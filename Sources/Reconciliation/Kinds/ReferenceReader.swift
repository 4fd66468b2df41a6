package import Planning
package import ResourceModel

/// Looks up resources of others that files name. It fails only if the run does: what AWS does not answer is noted.
package protocol ReferenceReader: Sendable {
    /// The kind that it looks up.
    var kind: ResourceKind { get }

    /// What exists of the resources of one region, with as few calls as the service allows.
    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings

    /// What was found, completed by what the resources of files turned out to use.
    func completed(
        _ networks: [String: NetworkReading], by observation: Observation, _ access: AWSAccess
    ) async throws -> [String: NetworkReading]
}

extension ReferenceReader {
    package func completed(
        _ networks: [String: NetworkReading], by observation: Observation, _ access: AWSAccess
    ) async throws -> [String: NetworkReading] {
        networks
    }
}
