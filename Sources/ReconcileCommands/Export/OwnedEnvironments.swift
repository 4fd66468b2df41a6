import BatchForge
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// The environments that reconcile owns in a region, as they exist.
struct OwnedEnvironments {
    let builder: ResourceBuilder
    let requests: [EnvironmentRequest]
    let observation: Observation
    let notes: [String]

    /// Finds them by their tags, and reads everything that they can consist of.
    static func read(
        in region: String, _ builder: ResourceBuilder, _ reader: StateReader, accountID: String, principal: String
    ) async throws -> OwnedEnvironments {
        let found = try await reader.discover(in: [region], namePrefix: builder.namePrefix)
        var request = PlanRequest(.apply, [])
        request.prune(found.claims, scope: .all, namePrefix: builder.namePrefix, kinds: Kinds.catalog) {
            builder.remains(of: $0)
        }
        let observation = try await reader.observe(
            request.pruned.flatMap(\.resources), accountID: accountID, principal: principal, after: found.reads,
            countingJobs: false)
        return OwnedEnvironments(
            builder: builder, requests: request.pruned, observation: observation, notes: found.notes + observation.notes
        )
    }

    /// The environments in the words of a file.
    var exported: [ExportedEnvironment] { requests.compactMap(exported) }

    /// The environments of which too little exists.
    var incomplete: [EnvironmentKey] { requests.filter { exported($0) == nil }.map(\.key) }

    private func exported(_ request: EnvironmentRequest) -> ExportedEnvironment? {
        let resources = request.resources.flatMap { observation.resources[$0.address] ?? [] }
        let groups = resources.filter { $0.address.kind == .logGroup }.map(\.name)
        var decoder = EnvironmentDecoder(request.key, resources, logGroups: Set(groups))
        guard let whole = decoder.decoded() else { return nil }
        return leavesNetworkOpen(whole, request) ? whole.withoutNetwork : whole
    }

    /// True if the file that was applied last left the network open: the hash in the tags covers what the file wanted.
    private func leavesNetworkOpen(_ environment: ExportedEnvironment, _ request: EnvironmentRequest) -> Bool {
        let view = ExportView(environments: [environment.withoutNetwork], title: "") { _, _ in nil }
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([.text(view.text, name: "export")])
        guard let definition = manifest.environments.first else { return false }
        return builder.resources(for: definition, in: request.key.region).contains { wanted in
            guard wanted.address.kind == .computeEnvironment, wanted.address.part == "work" else { return false }
            let live = observation.resources[wanted.address]?.last
            return live?.tags[OwnershipTags.form] == wanted.tags[OwnershipTags.form]
        }
    }
}

extension ExportedEnvironment {
    /// The same with the network left open.
    var withoutNetwork: ExportedEnvironment {
        var open = self
        open.network = []
        return open
    }
}
