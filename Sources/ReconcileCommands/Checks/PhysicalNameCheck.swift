import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel

/// Looks for environments that would have the same names in AWS: each would take the other's resources for its own.
enum PhysicalNameCheck {
    /// An error at each of the environments.
    ///
    /// - Parameter prefix: the prefix of all names.
    static func diagnostics(_ definitions: [EnvironmentDefinition], prefix: String) -> [Diagnostic] {
        let named = definitions.enumerated().compactMap { index, definition -> (index: Int, base: String)? in
            guard case .forge = definition.configuration else { return nil }
            // Roles have no region: two environments of one name cannot have different ones.
            return (index, PhysicalNames(definition.key, prefix: prefix).base)
        }
        let groups = Dictionary(grouping: named, by: \.base).values.map { $0.map { definitions[$0.index] } }
        return groups.flatMap { group -> [Diagnostic] in
            // One that is given twice has an error already. A file can give one ten thousand times, so each is compared
            // with two others at the most.
            guard let first = group.first, let other = group.first(where: { $0.key != first.key }) else { return [] }
            return group.map { diagnostic($0, $0.key == first.key ? other : first, prefix) }
        }
    }

    private static func diagnostic(
        _ definition: EnvironmentDefinition, _ other: EnvironmentDefinition, _ prefix: String
    ) -> Diagnostic {
        let base = PhysicalNames(definition.key, prefix: prefix).base
        return Diagnostic(
            .error, "duplicate-environment",
            "'\(definition.key.owner)' would have the same names in AWS as '\(other.key.owner)': \(base)",
            detail: "names end in 8 digits of a hash over workspace, name and region, which are equal here: rename one "
                + "of the two", at: definition.place,
            notes: [Diagnostic.Note("'\(other.key.owner)' is given here", at: other.place)])
    }
}

extension EnvironmentDefinition {
    fileprivate var key: EnvironmentKey { EnvironmentKey(region: region ?? "", workspace: workspace, name: name) }

    fileprivate var place: SourceRange { valueRanges["name"] ?? range }
}
