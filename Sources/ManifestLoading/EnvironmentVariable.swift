import ResourceModel

/// A variable in the environment of jobs, as the `env` field has it: `NAME=value`, with `head:`, `compute:` or `both:`
/// before it.
public struct EnvironmentVariable: Sendable, Hashable {
    /// The name: letters, digits and `_`.
    public let name: String
    /// The value.
    public let value: String
    /// The jobs that get it.
    public let scope: Scope

    /// The jobs that get a variable.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// The head job.
        case head
        /// The tasks.
        case compute
        /// The head job and the tasks.
        case both
    }

    /// Reads a text; without a scope it is a variable of the head job. Nil if it has no `=`.
    public init?(_ text: String) {
        // By scalars: with a mark behind it, '=' is another Character for Swift.
        guard let equals = text.unicodeScalars.firstIndex(of: "=") else { return nil }
        let named = text[..<equals]
        let scope = Scope.allCases.first { named.hasPrefix("\($0.rawValue):") }
        name = String(scope.map { named.dropFirst($0.rawValue.count + 1) } ?? named)
        value = String(text.unicodeScalars[equals...].dropFirst())
        self.scope = scope ?? .head
    }

    /// True if the name says that the value is a secret.
    var isSecret: Bool { SecretNames.masks(name) }

    /// True if the tasks get it.
    public var isForTasks: Bool { scope != .head }

    /// True if the head job gets it.
    public var isForHeadJob: Bool { scope != .compute }
}
