public import ResourceModel

extension PlanRequest {
    /// Adds what we own and no file defines: whole environments, and parts of environments that an earlier version of the
    /// file defined.
    ///
    /// A claim counts if the resource has the name that its owner's environment gives it: copying a tag does not give a
    /// resource that name. If the name is free, as with a log group, one of two things must be true: a resource that
    /// proves its owner names it, or it has our prefix.
    ///
    /// - Parameters:
    ///   - namePrefix: the beginning of the names of our resources.
    ///   - remains: the resources that an environment can have, those with free names excepted, under their names.
    /// - Returns: the owned environments that the scope leaves alone.
    @discardableResult
    public mutating func prune(
        _ claims: [OwnershipClaim], scope: PruneScope = .workspaces, namePrefix: String, kinds: KindCatalog,
        remains: (EnvironmentKey) -> [Resource]
    ) -> [PruneExclusion] {
        prunes = true
        let live = Set(environments.map(\.key))
        let regions = Set(live.map(\.region)).sorted()
        let wanted = Set(environments.flatMap(\.resources).map(Place.init))
        var parts: [EnvironmentKey: [Resource]] = [:]
        var named: [EnvironmentKey: Set<Place>] = [:]
        var owners: Set<EnvironmentKey> = []
        for claim in claims {
            let keys = Self.keys(claim, in: regions)
            for key in keys where parts[key] == nil { parts[key] = remains(key) }
            let lifecycle = kinds[claim.kind].lifecycle
            guard let prover = lifecycle.provenBy else {
                let owner = keys.first { key in parts[key]?.contains { claim.hasName(of: $0, lifecycle) } == true }
                if let owner { owners.insert(owner) }
                continue
            }
            let proven = keys.first { key in
                parts[key]?.contains { $0.address.kind == prover && claim.namedBy.contains($0.name) } == true
            }
            let prefixed = claim.name.hasPrefix(namePrefix + "-") ? keys.first(where: live.contains) ?? keys.first : nil
            // A resource that a file names stays, even if another environment created it: any environment may use it.
            guard let key = proven ?? prefixed else { continue }
            let place = Place(kind: claim.kind, region: key.region, name: claim.name)
            if !wanted.contains(place) { named[key, default: []].insert(place) }
        }
        let reach = PruneReach(scope, files: live, existing: owners.intersection(live))
        var excluded: [PruneExclusion] = []
        for key in owners.union(named.keys).sorted() {
            let left =
                (parts[key] ?? [])
                + (named[key] ?? []).sorted { $0.name < $1.name }.map {
                    Resource(obsolete: $0.kind, named: $0.name, of: key)
                }
            if let index = environments.firstIndex(where: { $0.key == key }) {
                environments[index].retire(left)
            } else if let reason = reach.exclusion(of: key) {
                excluded.append(PruneExclusion(environment: key, reason: reason))
            } else {
                pruned.append(EnvironmentRequest(key: key, resources: left, policy: prunedPolicy))
            }
        }
        return excluded
    }

    /// The policy for environments that the files no longer name: the files' account, and their longest time to wait.
    private var prunedPolicy: EnvironmentRequest.Policy {
        var policy = EnvironmentRequest.Policy()
        policy.accountID = environments.lazy.compactMap(\.policy.accountID).first
        policy.waitTimeoutSeconds = environments.map(\.policy.waitTimeoutSeconds).max() ?? policy.waitTimeoutSeconds
        return policy
    }

    /// The environments that an owner's tag can mean, the likeliest first: the name is what follows the last slash,
    /// unless a name or a workspace contains slashes itself.
    private static func keys(_ claim: OwnershipClaim, in regions: [String]) -> [EnvironmentKey] {
        let slashes = claim.owner.indices.filter { claim.owner[$0] == "/" }.reversed()
        let splits: [(workspace: String?, name: String)] =
            slashes.map { (String(claim.owner[..<$0]), String(claim.owner[claim.owner.index(after: $0)...])) }
            + [(nil, claim.owner)]
        let places = claim.region.map { [$0] } ?? regions
        return splits.filter { !$0.name.isEmpty }.flatMap { split in
            places.map { EnvironmentKey(region: $0, workspace: split.workspace, name: split.name) }
        }
    }

    private struct Place: Hashable {
        var kind: ResourceKind
        var region: String
        var name: String

        init(kind: ResourceKind, region: String, name: String) {
            self.kind = kind
            self.region = region
            self.name = name
        }

        init(_ resource: Resource) {
            self.init(kind: resource.address.kind, region: resource.address.region, name: resource.name)
        }
    }
}

extension EnvironmentRequest {
    /// Adds what may be left of the environment and is not wanted now.
    mutating func retire(_ left: [Resource]) {
        let known = Set((resources + retired).map(\.address))
        retired += left.filter { !known.contains($0.address) }
    }
}

extension OwnershipClaim {
    /// True if the claim is about a resource that has its name from an environment.
    fileprivate func hasName(of resource: Resource, _ lifecycle: Lifecycle) -> Bool {
        guard kind == resource.address.kind else { return false }
        return lifecycle.hasGenerations
            ? Generation.number(of: name, stem: resource.name) != nil : name == resource.name
    }
}
