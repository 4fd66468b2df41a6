import ManifestLoading

extension TypeTrait {
    /// The trait, as far as the names that are written out tell it.
    var fact: SchemaFact {
        switch self {
        case .diskless: Self.fits(.diskless)
        case .graphic: Self.fits(.graphic)
        case .foreignGraphic: Self.fits(.foreignGraphic)
        case .oldGraphic: Self.fits(.oldGraphic)
        case .refused: Self.fits(.refused)
        case .bareMetal: Self.fits(.bareMetal)
        case .mac: Self.fits(.mac)
        case .firstGraviton: Self.fits(.firstGraviton)
        case .arm:
            .all([.given(Self.field), .fits(Self.field, Self.naming(TextFormat.armTypePattern))])
        case .onlyX86: .canFit(Self.field, Self.types(Self.x86))
        case .onlyARM: .canFit(Self.field, Self.types("(?:\(TextFormat.armTypePattern))"))
        }
    }

    private static let field = "instance-types"

    private static func fits(_ definition: SchemaDefinition) -> SchemaFact { .fits(field, definition.reference) }

    private static let x86 = "(?!\(TextFormat.armTypePattern)[\"']?\\s*(?:,|$))[a-z0-9_.-]+"

    /// A list, or a comma-separated text, of nothing but such instance types.
    private static func types(_ pattern: String) -> JSON {
        let text = SchemaDefinition.text(SchemaPattern.commaSeparated(pattern))
        let items: [JSON] = [text, SchemaDefinition.blank.reference, SchemaDefinition.variable.reference]
        return .object([
            (
                "anyOf",
                .array(
                    [text, SchemaDefinition.blank.reference]
                        + [.object([("type", .string("array")), ("items", .object([("anyOf", .array(items))]))])])
            )
        ])
    }

    /// A list, or a comma-separated text, whose first item is such an instance type, written out.
    private static func naming(_ pattern: String) -> JSON {
        let text = SchemaDefinition.text("^[\\s,]*[\"']?(?:\(pattern))[\"']?\\s*(?:,[^$]*)?$")
        return .object([
            (
                "anyOf",
                .array([text, .object([("type", .string("array")), ("contains", text)])])
            )
        ])
    }
}
