import ManifestLoading

/// A fact about an environment, as a JSON Schema that the environment fits if the fact holds.
///
/// A variable may have any value, so a fact holds for sure only if the value is written out.
indirect enum SchemaFact {
    /// The mode is this one.
    case mode(ConfigurationMode)
    /// A flag is on for sure.
    case on(String)
    /// A flag may be off.
    case possiblyOff(String)
    /// A flag may be on.
    case possiblyOn(String)
    /// A field has a value for sure.
    case given(String)
    /// A field may have a value.
    case possiblyGiven(String)
    /// A field's value fits a schema.
    case fits(String, JSON)
    /// A field is left out, or its value fits a schema or is a variable.
    case canFit(String, JSON)
    /// `type` is a text of a pattern.
    case type(pattern: String)
    /// All of them.
    case all([SchemaFact])
    /// One of them, or several.
    case any([SchemaFact])
    /// Not so.
    case not(SchemaFact)
    /// A fact that no environment has that the schema judges, or that a schema cannot see for sure.
    case never
    /// A fact that a schema cannot exclude.
    case always

    /// A field may be without a value.
    static func possiblyLeftOut(_ name: String) -> SchemaFact { canFit(name, SchemaDefinition.blank.json) }

    /// A field is one of some words, upper or lower case.
    static func word(_ name: String, _ words: String...) -> SchemaFact { fits(name, Self.words(words)) }

    /// A text that is one of some words, upper or lower case.
    static func words(_ words: [String]) -> JSON {
        SchemaDefinition.text("^\(SchemaPattern.anyCase(of: words))$")
    }

    var json: JSON {
        switch self {
        case .mode(let mode): Self.mode(mode)
        case .on(let name): SchemaFact.fits(name, SchemaDefinition.on.reference).json
        case .possiblyOff(let name): SchemaFact.canFit(name, SchemaDefinition.off.reference).json
        case .possiblyOn(let name): SchemaFact.fits(name, Self.not(SchemaDefinition.off.reference)).json
        case .given(let name):
            SchemaFact.fits(
                name,
                Self.not(
                    .object([
                        (
                            "anyOf",
                            .array([SchemaDefinition.blank.reference, SchemaDefinition.variable.reference])
                        )
                    ]))
            ).json
        case .possiblyGiven(let name): SchemaFact.fits(name, Self.not(SchemaDefinition.blank.reference)).json
        case .fits(let name, let schema):
            .object([("required", .array([.string(name)])), ("properties", .object([(name, schema)]))])
        case .canFit(let name, let schema):
            .object([
                (
                    "properties",
                    .object([(name, .object([("anyOf", .array([schema, SchemaDefinition.variable.reference]))]))])
                )
            ])
        case .type(let pattern): SchemaFact.fits("type", SchemaDefinition.text(pattern)).json
        case .never: .boolean(false)
        case .always: .boolean(true)
        case .all(let facts): facts.count == 1 ? facts[0].json : .object([("allOf", .array(facts.map(\.json)))])
        case .any(let facts): facts.count == 1 ? facts[0].json : .object([("anyOf", .array(facts.map(\.json)))])
        case .not(let fact): Self.not(fact.json)
        }
    }

    private static func not(_ schema: JSON) -> JSON { .object([("not", schema)]) }

    /// `config-mode` says so, or, where it says nothing, the type.
    private static func mode(_ mode: ConfigurationMode) -> JSON {
        let behind = "\\s\(SchemaPattern.anyCase(mode.rawValue))\\s*$"
        return SchemaFact.any([
            .word("config-mode", mode.rawValue), .all([.not(.possiblyGiven("config-mode")), .type(pattern: behind)]),
        ]).json
    }
}
