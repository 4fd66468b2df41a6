public import ResourceModel

/// The environment of the same run that creates a resource that another environment names as one of another owner.
public struct ReferenceOwner: Sendable, Hashable {
    /// The environment's place among those of the run.
    public var index: Int
    /// The resource as the environment wants it.
    public var resource: Resource
}

/// The environments of a run that create resources that others can name, by kind, region and name.
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
            where named.contains(resource.address.kind) && resource.management == .managed {
                let key = Key(kind: resource.address.kind, region: request.key.region, name: resource.name)
                // The first environment that creates a resource has it.
                if owners[key] == nil { owners[key] = ReferenceOwner(index: index, resource: resource) }
            }
        }
    }

    /// The environment of the run that creates a resource named as another owner's; nil if none does.
    public subscript(external: Resource) -> ReferenceOwner? {
        guard let alias = kinds.lifecycle(external.address).alias else { return nil }
        let region = external.address.region
        return owners[Key(kind: alias.kind, region: region, name: alias.name(external.name, region, accountID))]
    }
}

extension Plan {
    /// Makes an environment wait as well if another environment names its resources and waits until it is available.
    mutating func awaitNamedResources(_ intent: PlanRequest, accountID: String, _ kinds: KindCatalog) {
        let owners = ReferenceOwners(intent, accountID: accountID, kinds)
        for (index, request) in intent.environments.enumerated() where environments[index].waitsForAvailable {
            for resource in request.resources {
                guard let owner = owners[resource] else { continue }
                environments[owner.index].waitsForAvailable = true
            }
        }
    }
}
