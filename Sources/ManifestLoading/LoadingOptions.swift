/// Settings of the command line for reading.
public struct LoadingOptions: Sendable {
    /// Files with variables, later ones over earlier ones, all over the process environment.
    public var environmentFiles: [ManifestInput] = []
    /// Variables of the process environment that files get although their names say that they hold secrets.
    public var allowedVariables: Set<String> = []
    /// Take no variable from the process environment but those that are allowed by name.
    public var usesEnvironmentFilesOnly = false
    /// Names of the environments wanted, also as `compute-envs=NAME`; empty means all.
    public var targets: [String] = []
    /// The region of environments that name none.
    public var defaultRegion: String?
    /// Skip environments of other platforms instead of refusing them.
    public var ignoresUnsupported = false
    /// Let files name files outside their own folder.
    public var allowsExternalFiles = false
    /// `--on-exists`, over what the file says.
    public var onExists: EnvironmentDefinition.OnExists?

    /// The defaults.
    public init() {}
}

/// Something to read.
public enum ManifestInput: Sendable, Hashable {
    /// A file, or a directory of which every `*.yml` and `*.yaml` is read.
    case path(String)
    /// Bytes read elsewhere, such as standard input, which is named `-`; the loader itself never reads that.
    case bytes([UInt8], name: String)

    /// A text read elsewhere.
    public static func text(_ text: String, name: String) -> ManifestInput {
        .bytes(Array(text.utf8), name: name)
    }
}
