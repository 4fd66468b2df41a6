public import ResourceModel

/// The environments without a file that a prune may delete.
public enum PruneScope: String, Sendable, Hashable, CaseIterable {
    /// Those of the workspaces that the files name, in the regions of those workspaces.
    case workspaces
    /// Every one that reconcile owns in the regions of the files.
    case all
}

/// An owned environment that no file defines and that the scope leaves alone.
public struct PruneExclusion: Sendable, Hashable {
    /// The environment.
    public var environment: EnvironmentKey
    /// Why it is left alone.
    public var reason: Reason

    /// Makes an exclusion.
    public init(environment: EnvironmentKey, reason: Reason) {
        self.environment = environment
        self.reason = reason
    }

    /// The reasons why an environment is left alone.
    public enum Reason: Sendable, Hashable {
        /// No file names its workspace in this region.
        case otherWorkspace
        /// None of the files' environments exists in this region yet, though some exist elsewhere.
        case newRegion
    }
}

/// The regions and workspaces in which a prune may delete.
struct PruneReach {
    let scope: PruneScope
    private let named: Set<Area>
    private let newRegions: Set<String>

    private struct Area: Hashable {
        var region: String
        var workspace: String?
    }

    /// - Parameters:
    ///   - files: the environments that the files define.
    ///   - existing: those of them of which something exists in AWS.
    init(_ scope: PruneScope, files: Set<EnvironmentKey>, existing: Set<EnvironmentKey>) {
        self.scope = scope
        named = Set(files.map { Area(region: $0.region, workspace: $0.workspace) })
        // A change that adds a region must not reach what exists there. If none of the files' environments exists
        // anywhere, the only ones got new names, and the old ones have to be deleted.
        let home = Set(existing.map(\.region))
        newRegions = home.isEmpty ? [] : Set(files.map(\.region)).subtracting(home)
    }

    /// Why an environment is out of reach; nil if it may be deleted.
    func exclusion(of key: EnvironmentKey) -> PruneExclusion.Reason? {
        guard scope == .workspaces else { return nil }
        guard named.contains(Area(region: key.region, workspace: key.workspace)) else { return .otherWorkspace }
        return newRegions.contains(key.region) ? .newRegion : nil
    }
}
