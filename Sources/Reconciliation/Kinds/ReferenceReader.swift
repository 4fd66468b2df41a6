package import Planning
package import ResourceModel

/// Looks up resources of other owners that files name. A refusal of AWS is only noted, so that the run goes on.
package protocol ReferenceReader: Sendable {
    /// The kind that it looks up.
    var kind: ResourceKind { get }

    /// Returns the existing resources of one region, with as few calls as the service allows.
    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings

    /// Returns the findings with those added that the resources of files turned out to use.
    func completed(
        _ networks: [String: NetworkState], by observation: Observation, _ access: AWSAccess
    ) async throws -> [String: NetworkState]
}

extension ReferenceReader {
    package func completed(
        _ networks: [String: NetworkState], by observation: Observation, _ access: AWSAccess
    ) async throws -> [String: NetworkState] {
        networks
    }
}
