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
        let open = whole.withoutNetwork
        var environment = leavesNetworkOpen(self.resources(of: open, request)) ? open : whole
        if let remark = remark(on: environment, request) { environment.remarks.append(remark) }
        return environment
    }

    /// The resources that an exported file makes.
    private func resources(of environment: ExportedEnvironment, _ request: EnvironmentRequest) -> [Resource] {
        let complete = environment.completed
        let texts = ExportedTexts([complete])
        let view = ExportView(environments: [complete], title: "") { texts.path(of: $1, in: $0) }
        let manifest = ManifestLoader(environment: [:], files: texts).load([.text(view.text, name: "export")])
        return manifest.environments.first.map { builder.resources(for: $0, in: request.key.region) } ?? []
    }

    /// True if the file that was applied last left the network open: the hash in the tags covers what the file wanted.
    private func leavesNetworkOpen(_ resources: [Resource]) -> Bool {
        resources.contains { wanted in
            guard wanted.address.kind == .computeEnvironment, wanted.address.part == "work" else { return false }
            let live = observation.resources[wanted.address]?.last
            return live?.tags[OwnershipTags.form] == wanted.tags[OwnershipTags.form]
        }
    }

    /// Says if the file changes the head job's script nonetheless, because something outside the file changed it, or the
    /// resources that it is made for, or left out a secret.
    private func remark(
        on environment: ExportedEnvironment, _ request: EnvironmentRequest
    ) -> ExportedEnvironment.Remark? {
        guard !environment.isIncomplete else { return nil }
        let path = "containerProperties.command"
        let isChanged = resources(of: environment, request).contains { wanted in
            guard wanted.address.kind == .jobDefinition, let live = observation.resources[wanted.address]?.last else {
                return false
            }
            return live.properties[path: path] != wanted.properties[path: path]
        }
        guard isChanged else { return nil }
        return .init(
            nil,
            "The script of the head job is not the one that these fields give: the plan of this file changes it. Compare both "
                + "before you apply it")
    }
}

extension ExportedEnvironment {
    /// The same with the network left open.
    var withoutNetwork: ExportedEnvironment {
        var open = self
        open.network = []
        return open
    }

    /// True if a value has to be given before the file can be used.
    fileprivate var isIncomplete: Bool { fields.contains { $0.hasVariables } }

    /// The same with a work directory in place of one that has to be given, to see what the other fields make.
    fileprivate var completed: ExportedEnvironment {
        var complete = self
        complete.fields = fields.map { $0.hasVariables ? .init($0.name, .text("s3://unknown/work")) : $0 }
        return complete
    }
}
