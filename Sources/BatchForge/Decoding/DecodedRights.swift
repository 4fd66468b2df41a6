import ManifestLoading
import ResourceModel

/// The buckets, keys and roles in the policies of a role of ours: the reverse of what ``EnvironmentBuilder`` grants.
struct DecodedRights {
    /// Buckets that are allowed as a whole, in order.
    var buckets: [String] = []
    /// Folders of other buckets.
    var folders: [AllowedBucket] = []
    var keys: [String] = []
    /// Roles that jobs may be given.
    var passedRoles: [String] = []

    init(_ role: ObservedResource?) {
        let policies = role?.properties["policies"]?.map ?? [:]
        let managed = role?.properties["managedPolicies"]?.map ?? [:]
        let storage = [policies["storage"]].compactMap(\.self) + managed.sorted { $0.key < $1.key }.map(\.value)
        let resources = storage.flatMap { Self.statements($0) }.flatMap { Self.resources($0) }
        let names = resources.compactMap { $0.split(separator: ":", maxSplits: 5).last.map(String.init) }
        let objects = Set(names.filter { $0.hasSuffix("/*") }.map { String($0.dropLast(2)) })
        buckets = objects.filter { !$0.contains("/") }.sorted()
        folders = objects.filter { $0.contains("/") }.sorted().map { text in
            let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
            return AllowedBucket(parts[0], folder: parts[1])
        }
        keys = Self.resources(of: policies["kms"])
        passedRoles = Self.resources(of: policies["pass-role"])
    }

    private static func resources(of policy: Value?) -> [String] {
        policy.map { statements($0).flatMap { resources($0) } } ?? []
    }

    private static func statements(_ policy: Value) -> [Value] {
        let statement = policy["Statement"]
        return statement?.list ?? [statement].compactMap(\.self)
    }

    private static func resources(_ statement: Value) -> [String] {
        statement["Resource"]?.strings ?? [statement["Resource"]?.string].compactMap(\.self)
    }
}
