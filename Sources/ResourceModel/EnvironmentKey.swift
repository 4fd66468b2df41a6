/// The identity of a compute environment: two environments of the file with the same key are the same environment.
public struct EnvironmentKey: Sendable, Hashable, Codable, Comparable {
    /// The AWS region.
    public var region: String
    /// The Seqera workspace, `organization/workspace`, if the file names one.
    public var workspace: String?
    /// The environment's name.
    public var name: String

    /// Makes a key.
    public init(region: String, workspace: String?, name: String) {
        self.region = region
        self.workspace = workspace
        self.name = name
    }

    /// `workspace/name`, as the ownership tags write it.
    public var owner: String { workspace.map { "\($0)/\(name)" } ?? name }

    /// Orders keys by name, then workspace, then region.
    public static func < (left: EnvironmentKey, right: EnvironmentKey) -> Bool {
        (left.name, left.workspace ?? "", left.region) < (right.name, right.workspace ?? "", right.region)
    }
}

extension Sequence<EnvironmentKey> {
    /// The regions of the environments, each once, sorted.
    public var regions: [String] { Set(map(\.region)).sorted() }
}
