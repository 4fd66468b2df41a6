import ResourceModel
import Signing

/// What carrying the file out would do to AWS, environment by environment.
public struct Plan: Sendable, Hashable {
    /// The account that was read.
    public var accountID: String
    /// The environments, in the file's order.
    public var environments: [PlannedEnvironment]

    /// How many resources each kind of action is for.
    public struct Summary: Sendable, Hashable {
        /// Resources that are made.
        public var create = 0
        /// Resources that are changed where they stand.
        public var update = 0
        /// Resources that are replaced.
        public var replace = 0
        /// Resources that go.
        public var delete = 0
        /// Resources that are as the file wants them.
        public var unchanged = 0

        /// Whether anything is done at all.
        public var hasChanges: Bool { create + update + replace + delete > 0 }

        /// No resource at all.
        public init() {}
    }

    /// Makes a plan.
    public init(accountID: String, environments: [PlannedEnvironment]) {
        self.accountID = accountID
        self.environments = environments
    }

    /// Every planned resource of every environment.
    public var resources: [PlannedResource] { environments.flatMap(\.resources) }

    /// Every refusal of every environment.
    public var refusals: [Refusal] { environments.flatMap(\.refusals) }

    /// The regions it is about, sorted.
    public var regions: [String] { Array(Set(environments.map(\.key.region))).sorted() }

    /// How many resources each kind of action is for.
    public var summary: Summary {
        var summary = Summary()
        for resource in resources {
            switch resource.action {
            case .none: summary.unchanged += 1
            case .create: summary.create += 1
            case .update, .adopt: summary.update += 1
            case .replace: summary.replace += 1
            case .delete: summary.delete += 1
            }
        }
        return summary
    }

    /// Twelve hexadecimal digits over the plan and the live state that it was computed from.
    public var id: String {
        let lines = resources.map { resource in
            let changes = resource.changes.map { "\($0.path)=\($0.before?.json ?? "")>\($0.after?.json ?? "")" }
            let live = resource.observed.map { observed in
                let identity = observed.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.json)" }
                return "\(observed.name) \(observed.properties.json) \(Value.strings(observed.tags).json) \(identity)"
            }
            return "\(resource.address) \(resource.name) \(resource.action.rawValue) \(changes) \(live ?? "")"
        }
        return String(SHA256.hexDigest(of: ([accountID] + lines).joined(separator: "\n")).prefix(12))
    }
}
