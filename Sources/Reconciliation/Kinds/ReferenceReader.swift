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

    /// Returns those of the resources that are worth a look, with what the reader has to know of others: a kind that is
    /// only advice may matter only if something else is not as files want it.
    ///
    /// - Parameters:
    ///   - resources: resources of the kind.
    ///   - all: everything that files want.
    ///   - existing: what exists of the resources that reconcile makes.
    func worthwhile(
        _ resources: [Resource], among all: [Resource], existing: [Address: [ObservedResource]]
    ) -> [Resource]

    /// Returns the findings with those added that the resources of files turned out to use.
    func completed(
        _ networks: [String: NetworkState], by observation: Observation, _ access: AWSAccess
    ) async throws -> [String: NetworkState]

    /// Returns the resources to which the findings lead, such as the image that a parameter holds.
    func findings(after observation: Observation, _ access: AWSAccess) async throws -> ReferenceFindings

    /// Returns the resources that existing ones use, also if no file names them: `status` describes these.
    func findings(usedIn observation: Observation, _ access: AWSAccess) async throws -> ReferenceFindings
}

extension ReferenceReader {
    package func worthwhile(
        _ resources: [Resource], among all: [Resource], existing: [Address: [ObservedResource]]
    ) -> [Resource] {
        resources
    }

    package func completed(
        _ networks: [String: NetworkState], by observation: Observation, _ access: AWSAccess
    ) async throws -> [String: NetworkState] {
        networks
    }

    package func findings(after observation: Observation, _ access: AWSAccess) async throws -> ReferenceFindings {
        ReferenceFindings()
    }

    package func findings(usedIn observation: Observation, _ access: AWSAccess) async throws -> ReferenceFindings {
        ReferenceFindings()
    }
}
