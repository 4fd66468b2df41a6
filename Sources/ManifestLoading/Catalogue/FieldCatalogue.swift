/// Every field that an item of `compute-envs:` may have.
public struct FieldCatalogue: Sendable {
    /// The fields, in the order in which documentation lists them.
    public let fields: [Field]
    private let byName: [String: Field]

    /// The fields of an environment.
    public static let environment = FieldCatalogue(common + forge + manual + platform + [reconcile])

    /// The fields of an environment's `reconcile:` map.
    public static let settings = FieldCatalogue(ours)

    init(_ fields: [Field]) {
        self.fields = fields
        byName = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The field of a name.
    public subscript(name: String) -> Field? { byName[name] }

    private static let reconcile = Field(
        "reconcile", .map(ours), "What seqerakit has no word for: guards and manners of this tool.")
}
