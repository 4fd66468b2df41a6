/// A reader that is fed with broken texts.
protocol Target: Sendable {
    var name: String { get }
    /// Runs one case.
    func run(_ mutator: inout Mutator) async -> Outcome
}

/// The input of a case, and the invariant that did not hold.
struct Outcome {
    var inputs: [[UInt8]]
    var fault: String?
}

/// The readers of everything that comes from outside.
enum Targets {
    /// - Parameter manifests: files to start from.
    static func all(_ manifests: [[UInt8]]) async throws -> [any Target] {
        [
            YAMLTarget(seeds: manifests), FormatTarget(seeds: manifests), EnvironmentFileTarget(),
            ValidateTarget(seeds: manifests), AnswerTarget(),
            UntrustedReadTarget(), ConfigurationTarget(), CredentialTarget(), try await CommandTarget.planFile(),
            try await CommandTarget.sandboxFile(), try await CommandTarget.traceFile(), try await PlanFormsTarget(),
            try await TrailTarget(),
        ]
    }
}
