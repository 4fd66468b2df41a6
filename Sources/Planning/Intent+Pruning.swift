public import ResourceModel

extension Intent {
    /// Adds what we own and no file defines: whole environments, and parts of environments that an earlier version of the
    /// file defined.
    ///
    /// A claim counts if the resource has the name that its owner's environment gives it, which a copied tag cannot
    /// bring about. The name of a log group is the file's choice: it counts if a launch template of its owner writes to
    /// it, or if it has our prefix.
    ///
    /// - Parameters:
    ///   - namePrefix: what the names of our resources start with.
    ///   - remains: the resources that an environment can have, log groups excepted, under their deterministic names.
    /// - Returns: the owned environments that the scope leaves alone.
    @discardableResult
    public mutating func prune(
        _ claims: [OwnershipClaim], scope: PruneScope = .workspaces, namePrefix: String,
        remains: (EnvironmentKey) -> [Resource]
    ) -> [PruneExclusion] {
        prunes = true
        let live = Set(environments.map(\.key))
        let regions = Set(live.map(\.region)).sorted()
        let wantedGroups = Set(
            environments.flatMap(\.resources).filter { $0.address.kind == .logGroup }.map(Place.init))
        var parts: [EnvironmentKey: [Resource]] = [:]
        var groups: [EnvironmentKey: Set<String>] = [:]
        var owners: Set<EnvironmentKey> = []
        for claim in claims {
            let keys = Self.keys(claim, in: regions)
            for key in keys where parts[key] == nil { parts[key] = remains(key) }
            guard claim.kind == .logGroup else {
                let owner = keys.first { parts[$0]?.contains { claim.bearsName(of: $0) } == true }
                if let owner { owners.insert(owner) }
                continue
            }
            let named = keys.first { parts[$0]?.contains { claim.isNamed(by: $0) } == true }
            let prefixed = claim.name.hasPrefix(namePrefix + "-") ? keys.first(where: live.contains) ?? keys.first : nil
            // Instances of any environment may write to a group that a file names: it stays, whoever made it.
            guard let key = named ?? prefixed, !wantedGroups.contains(Place(region: key.region, name: claim.name))
            else { continue }
            groups[key, default: []].insert(claim.name)
        }
        let reach = PruneReach(scope, files: live, existing: owners.intersection(live))
        var excluded: [PruneExclusion] = []
        for key in owners.union(groups.keys).sorted() {
            let left = (parts[key] ?? []) + (groups[key] ?? []).sorted().map { Self.logGroup($0, of: key) }
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

    /// What the files say for environments that they no longer name: the account, and how long to wait.
    private var prunedPolicy: EnvironmentRequest.Policy {
        var policy = EnvironmentRequest.Policy()
        policy.accountID = environments.lazy.compactMap(\.policy.accountID).first
        policy.waitTimeoutSeconds = environments.map(\.policy.waitTimeoutSeconds).max() ?? policy.waitTimeoutSeconds
        return policy
    }

    /// The environments that an owner's tag can mean, the likeliest first: the name is what follows the last slash,
    /// unless a name or a workspace has slashes of its own.
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

    private static func logGroup(_ name: String, of key: EnvironmentKey) -> Resource {
        Resource(remainingLogGroup: name, of: key)
    }

    private struct Place: Hashable {
        var region: String
        var name: String

        init(region: String, name: String) {
            self.region = region
            self.name = name
        }

        init(_ resource: Resource) { self.init(region: resource.address.region, name: resource.name) }
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
    /// True if the resource is a launch template that writes to this log group.
    fileprivate func isNamed(by resource: Resource) -> Bool {
        resource.address.kind == .launchTemplate && namingTemplates.contains(resource.name)
    }

    /// Whether the claim is about what a resource is called in AWS.
    fileprivate func bearsName(of resource: Resource) -> Bool {
        guard kind == resource.address.kind else { return false }
        guard kind == .computeEnvironment else { return name == resource.name }
        return Generation.number(of: name, stem: resource.name) != nil
    }
}
