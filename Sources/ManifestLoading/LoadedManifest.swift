public import Diagnostics

/// The contents of the files, and the diagnostics about them.
public struct LoadedManifest: Sendable {
    /// The environments that could be read in full, in the files' order; not to be acted on where a diagnostic is an error.
    public var environments: [EnvironmentDefinition]
    /// The same, with those that the command line did not choose: others may name their queues.
    public var allEnvironments: [EnvironmentDefinition] = []
    /// Everything about all files, by place.
    public var diagnostics: [Diagnostic]
    /// The texts, for excerpts.
    public var sources: Sources

    /// Values of env files, and of variables of head jobs, that no output may show.
    public var secrets: [String] = []

    /// True if anything may be done with it.
    public var isValid: Bool { !diagnostics.hasErrors }
}
