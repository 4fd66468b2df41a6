public import ResourceModel

/// The environment of the same run that creates what another environment names as a resource of others.
public struct ReferenceOwner: Sendable, Hashable {
    /// The environment's place among those of the run.
    public var index: Int
    /// The resource as the environment wants it.
    public var resource: Resource
}

/// The environments of a run that create what others can name, by its kind, region and name.
public struct ReferenceOwners: Sendable {
    private let accountID: String
    private let kinds: KindCatalog
    private var owners: [Key: ReferenceOwner] = [:]

    private struct Key: Hashable {
        var kind: ResourceKind
        var region: String
        var name: String
    }

    /// Finds what the environments of an intent create in an account.
    public init(_ intent: PlanRequest, accountID: String, _ kinds: KindCatalog) {
        self.accountID = accountID
        self.kinds = kinds
        let named = Set(kinds.all.compactMap(\.lifecycle.alias?.kind))
        for (index, request) in intent.environments.enumerated() {
            for resource in request.resources
            where named.contains(resource.address.kind) && resource.keeping == .managed {
                let key = Key(kind: resource.address.kind, region: request.key.region, name: resource.name)
                // The first environment that creates a resource has it.
                if owners[key] == nil { owners[key] = ReferenceOwner(index: index, resource: resource) }
            }
        }
    }

    /// The owner of what a resource of others stands for; nil if no environment of the run creates it.
    public subscript(external: Resource) -> ReferenceOwner? {
        guard let alias = kinds.lifecycle(external.address).alias else { return nil }
        let region = external.address.region
        return owners[Key(kind: alias.kind, region: region, name: alias.name(external.name, region, accountID))]
    }
}

extension Plan {
    /// Has the owners of what other environments name wait for it, if those are to be available.
    mutating func awaitNamedResources(_ intent: PlanRequest, _ kinds: KindCatalog) {
        let owners = ReferenceOwners(intent, accountID: accountID, kinds)
        for (index, request) in intent.environments.enumerated() where environments[index].waitsForAvailable {
            for resource in request.resources {
                guard let owner = owners[resource] else { continue }
                environments[owner.index].waitsForAvailable = true
            }
        }
    }
}
