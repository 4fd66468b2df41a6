/// Every field that an item of `compute-envs:` may have.
public struct FieldCatalogue: Sendable {
    /// The fields, in the order in which documentation lists them.
    public let fields: [Field]
    /// By the length of their names, of which few share one: faster than a table that hashes the whole name.
    private let byLength: [[Field]]
    private let requiredFields: [ConfigurationMode: [Field]]

    /// The fields of an environment.
    public static let environment = FieldCatalogue(common + forge + storage + manual + platform + [reconcile])

    /// The fields of an environment's `reconcile:` map.
    public static let settings = FieldCatalogue(ours)

    /// The other blocks of a seqerakit file, which are skipped.
    public static let skippedBlocks = [
        "organizations", "teams", "workspaces", "labels", "members", "participants", "credentials", "secrets",
        "actions", "datasets", "pipelines", "launch", "data-links", "studios",
    ]

    init(_ fields: [Field]) {
        self.fields = fields
        requiredFields = Dictionary(
            uniqueKeysWithValues: ConfigurationMode.allCases.map { mode in
                (mode, fields.filter { $0.required.contains(mode) })
            })
        let longest = fields.map(\.name.utf8.count).max() ?? 0
        byLength = (0...longest).map { length in fields.filter { $0.name.utf8.count == length } }
    }

    /// The field of a name.
    public subscript(name: String) -> Field? {
        let length = name.utf8.count
        return length < byLength.count ? byLength[length].first { $0.name == name } : nil
    }

    /// The fields without which there is no environment of a mode.
    public func required(in mode: ConfigurationMode) -> [Field] { requiredFields[mode] ?? [] }

    /// True for the way to a field that is True or False, by the keys of a file; `-` is an item of a list.
    public static func isBoolean(_ path: [String]) -> Bool {
        guard path.count > 2, path[0] == ManifestReader.block, path[1] == "-" else { return false }
        var field = environment[path[2]]
        for name in path[3...] { field = field?.type.members.first { $0.name == name } }
        guard case .boolean? = field?.type else { return false }
        return true
    }

    private static let reconcile = Field(
        "reconcile", .map(ours),
        effect: .composite, "Settings of reconcile that seqerakit does not have.")
}
