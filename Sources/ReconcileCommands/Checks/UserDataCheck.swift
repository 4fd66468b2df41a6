import BatchForge
import Diagnostics
import ManifestLoading

/// Compares the user data of environments with EC2's limit, before anything is written.
enum UserDataCheck {
    /// The user data that is too long, or leaves little for the lines that AWS Batch adds.
    static func diagnostics(_ definitions: [EnvironmentDefinition]) -> [Diagnostic] {
        definitions.compactMap { definition in
            // Without lines of the user's own it is always short enough, as a test of the longest one holds.
            guard case .forge(let forge) = definition.configuration, let lines = forge.ecsConfig else { return nil }
            return diagnostic(size: UserDataLimit.size(of: forge), lines: lines.utf8.count, definition)
        }
    }

    /// AWS Batch's own part is not documented; what one account showed is some 600 bytes (aws/aws-cdk#9900).
    private static let reserve = 1024

    private static func diagnostic(size: Int, lines: Int, _ definition: EnvironmentDefinition) -> Diagnostic? {
        let left = UserDataLimit.bytes - size
        guard left < reserve else { return nil }
        let isTooLong = left < 0
        let summary =
            isTooLong
            ? "the user data of '\(definition.name)' has \(size) bytes, \(-left) more than the \(UserDataLimit.bytes) that "
                + "EC2 takes"
            : "the user data of '\(definition.name)' has \(size) of the \(UserDataLimit.bytes) bytes that EC2 takes"
        return Diagnostic(
            isTooLong ? .error : .warning, "user-data-size", summary,
            detail:
                "'ecs-config' is \(lines) bytes of it and AWS Batch adds more lines: leave out comments, or put "
                + "settings into /etc/ecs/ecs.config of an image ('ami-id'); source: Amazon EC2 user guide, user data",
            at: definition.valueRanges["ecs-config"] ?? definition.range)
    }
}
