import Diagnostics
import ManifestLoading
import Planning
import ResourceModel

/// The place of an environment in the file, the credentials that it names, and the places of its fields.
struct EnvironmentPlace: Codable {
    let region: String?
    let credentials: String?
    /// Which environment; nil in plans that an older version saved, as what follows.
    private(set) var key: EnvironmentKey?
    /// The whole item.
    private(set) var item: FilePlace?
    /// The value of each field that the file gives; of the `reconcile:` map under the field's own name.
    private(set) var fields: [String: FilePlace]?
    /// The fields as the file gives them; nil in plans that an older version saved.
    private(set) var definition: Value?

    /// The place in the file that names the credentials.
    var range: SourceRange? { fields?["credentials"]?.range }

    init(_ definition: EnvironmentDefinition) {
        region = definition.region
        credentials = definition.credentials
        key = EnvironmentKey(
            region: definition.region ?? "", workspace: definition.workspace, name: definition.name)
        item = FilePlace(definition.range)
        let ours = "reconcile."
        let named = definition.valueRanges.map { name, range in
            (name.hasPrefix(ours) ? String(name.dropFirst(ours.count)) : name, FilePlace(range))
        }
        // The mode is not among the fields, whichever of its forms the file has.
        var given = definition.given.all.mapValues(Value.init)
        if let variables = given["env"]?.strings { given["env"] = .strings(variables.map(Self.concealed)) }
        given["type"] = .string("aws-batch")
        given["config-mode"] = .string(definition.isForged ? "forge" : "manual")
        self.definition = .map(given)
        fields = Dictionary(named.filter { !$0.0.contains(".") }, uniquingKeysWith: { first, _ in first })
    }

    /// `NAME=value` with a hash in place of the value if the name says that it is a secret.
    private static func concealed(_ text: String) -> String {
        guard let variable = EnvironmentVariable(text), SecretNames.denies(variable.name) else { return text }
        let value = Value.string(variable.value).concealed.string ?? ""
        return String(decoding: text.utf8.dropLast(variable.value.utf8.count), as: UTF8.self) + value
    }
}

extension EnvironmentDefinition {
    fileprivate var isForged: Bool { if case .forge = configuration { true } else { false } }
}

extension Value {
    /// Makes the value of a field of the file.
    fileprivate init(_ given: GivenFields.Value) {
        self =
            switch given {
            case .text(let text): .string(text)
            case .boolean(let flag): .boolean(flag)
            case .integer(let number): .integer(number)
            case .list(let items): .strings(items)
            case .map(let members): .map(members.mapValues(Value.init))
            }
    }
}
