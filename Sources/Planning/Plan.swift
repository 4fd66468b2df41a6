import ResourceModel
import Signing

/// The changes that would bring AWS to the file, environment by environment.
public struct Plan: Sendable, Hashable, Codable {
    /// The account that was read; nil if there are several, of which each environment has its own.
    public var accountID: String?
    /// The environments, in the file's order.
    public var environments: [PlannedEnvironment]

    /// The number of resources for each kind of action.
    public struct Summary: Sendable, Hashable {
        /// Resources that are made.
        public var create = 0
        /// Resources that are updated in place.
        public var update = 0
        /// Resources that are replaced.
        public var replace = 0
        /// Resources that are deleted.
        public var delete = 0
        /// Resources that are as the file wants them.
        public var unchanged = 0

        /// True if anything is done at all.
        public var hasChanges: Bool { create + update + replace + delete > 0 }

        /// Counts no resource.
        public init() {}
    }

    /// Makes a plan.
    public init(accountID: String?, environments: [PlannedEnvironment]) {
        self.accountID = accountID
        self.environments = environments
    }

    /// Every planned resource of every environment.
    public var resources: [PlannedResource] { environments.flatMap(\.resources) }

    /// Every refusal of every environment.
    public var refusals: [Refusal] { environments.flatMap(\.refusals) }

    /// The regions it is about, sorted.
    public var regions: [String] { environments.map(\.key).regions }

    /// The number of resources for each kind of action.
    public var summary: Summary {
        var summary = Summary()
        for resource in resources {
            switch resource.action {
            case .none: summary.unchanged += 1
            case .create: summary.create += 1
            case .update where resource.isBookkeeping: summary.unchanged += 1
            case .update, .adopt: summary.update += 1
            case .replace: summary.replace += 1
            case .delete: summary.delete += 1
            }
        }
        return summary
    }

    /// Twelve hexadecimal digits over the plan and the live state that it was computed from.
    ///
    /// They cover everything that is to be done, everything that was read of the resources, and the guards that refuse
    /// something: `--skip-refused` carries out what none refuses. They do not cover jobs and statuses, which change by
    /// themselves, the order of the files, and the time to wait.
    ///
    /// - Parameter countsRefusals: false for the plan as it is if no guard refuses anything.
    public func identifier(_ kinds: KindCatalog, countsRefusals: Bool = true) -> String {
        let lines = environments.flatMap { environment -> [String] in
            // A resource that moves to another account makes another plan.
            let account = environment.accountID.map { $0 + "\n" } ?? ""
            let refusals = countsRefusals ? Self.lines(environment.refusals, of: environment.key) : []
            return (environment.resources.map { Self.line($0, kinds) } + refusals).map { account + $0 }
        }
        let accounts = accountIDs.sorted().joined(separator: ", ")
        return String(SHA256.hexDigest(of: ([accounts] + lines.sorted()).joined(separator: "\n\n")).prefix(12))
    }

    /// The refusals of an environment as texts, without figures that change by themselves, such as those of jobs.
    private static func lines(_ refusals: [Refusal], of key: EnvironmentKey) -> [String] {
        let lines = refusals.filter { !$0.kind.isSettledByCommand }.map { refusal -> String in
            let place = "\(key.region) \(key.owner) \(refusal.address?.description ?? "")"
            return "refused \(refusal.kind.rawValue) \(place) \(refusal.paths)"
        }
        return Array(Set(lines))
    }

    /// A resource and its live state as text.
    private static func line(_ resource: PlannedResource, _ kinds: KindCatalog) -> String {
        let changes = resource.changes.map { "\($0.path) \($0.update.name)" }
        let live = resource.observed.map { observed in
            let entry = Fingerprint.Entry(observed, kinds[observed.address.kind])
            return "\(entry.name) \(Value.strings(entry.fields).json)"
        }
        let desired = resource.desired.map { "\($0.name) \($0.properties.json) \(Value.strings($0.tags).json)" }
        return [
            "\(resource.address) \(resource.name) \(resource.action.rawValue) \(resource.update?.name ?? "")",
            "\(changes) \(resource.retiredTags) \(resource.drains) \(resource.dependsOn)",
            desired ?? "", live ?? "",
        ].joined(separator: "\n")
    }
}

extension Refusal.Kind {
    /// True if the command line or a question decides, so that `plan` and `apply` of the same plan can differ.
    fileprivate var isSettledByCommand: Bool { self == .tooManyDeletions || self == .dataLoss }
}
