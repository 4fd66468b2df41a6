public import ManifestLoading
import ResourceModel

/// The limit of the length of a job definition, and what takes it up [aws-rules: Job definitions].
public enum HeadJobLimit {
    /// Bytes of a definition.
    public static let bytes = 24 << 10

    /// Bytes of a definition, altogether and by the fields of the file that it grows with.
    public struct Size: Sendable {
        /// All bytes.
        public var total: Int
        /// The bytes of each field, the largest first.
        public var fields: [(name: String, bytes: Int)]
    }

    /// Returns false only if a definition is certain to be short enough. To count means to build the environment.
    public static func mayExceed(_ definition: EnvironmentDefinition) -> Bool {
        guard case .forge = definition.configuration else { return false }
        // Base64 makes a text a third larger; values come up to twice, in the configuration and beside it.
        let texts = [definition.preRun, definition.postRun, definition.nextflowConfiguration]
        let files = texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        let labels = definition.labels.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 16 }
        let variables = definition.variables.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
        // Groovy and JSON write one character in up to six.
        return files * 4 / 3 + (labels + variables) * 16 > bytes / 2
    }

    /// Returns the size of an environment's definition; nil if it has none.
    public static func size(of definition: EnvironmentDefinition) -> Size? {
        let builder = ResourceBuilder { _ in
            ResourceBuilder.Partition(name: "aws")
        }
        let resources = builder.resources(for: definition, in: definition.region ?? "us-east-1")
        guard let job = resources.first(where: { $0.address.kind == .jobDefinition }) else { return nil }
        let variables = job.properties[path: "containerProperties.environment"] ?? .map([:])
        // Batch has variables as a list of names and values.
        let names = (variables.map?.count ?? 0) * #"{"name":,"value":},"#.utf8.count
        let tags = Value.strings(job.tags).json.utf8.count
        let fields: [(name: String, bytes: Int)] = [
            ("pre-run", definition.preRun.map(HeadJobScript.size) ?? 0),
            ("post-run", definition.postRun.map(HeadJobScript.size) ?? 0),
            ("nextflow-config", definition.nextflowConfiguration.map(HeadJobScript.size) ?? 0),
            ("env", variables.json.utf8.count + names), ("labels", tags),
        ]
        return Size(
            total: job.properties.json.utf8.count + names + tags + job.name.utf8.count,
            fields: fields.filter { $0.bytes > 0 }.sorted { $0.bytes > $1.bytes })
    }
}
