/// The limits of a file; a file beyond them is refused. No ordinary file reaches them, and no file within them is slow.
public struct YAMLLimits: Sendable, Hashable {
    /// Bytes of a file.
    public var bytes = 10 * 1024 * 1024
    /// Levels of lists and maps within one another, aliases followed.
    public var depth = 100
    /// Nodes of a file; those behind an alias count at every use.
    public var nodes = 100_000

    /// The defaults: 10 MiB, 100 levels, 100 000 nodes.
    public init() {}
}
