import ManifestLoading

/// A fact about an environment, as a JSON Schema that the environment fits if the fact holds.
///
/// A variable may have any value, so a fact holds for sure only if the value is written out.
indirect enum Fact {
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
    case all([Fact])
    /// One of them, or several.
    case any([Fact])
    /// Not so.
    case not(Fact)

    /// A field may be without a value.
    static func possiblyLeftOut(_ name: String) -> Fact { canFit(name, SchemaDefinition.blank.json) }

    /// A field is one of some words, upper or lower case.
    static func word(_ name: String, _ words: String...) -> Fact { fits(name, Self.words(words)) }

    /// A field is left out, or is one of some words.
    static func canBe(_ name: String, _ words: [String]) -> Fact {
        canFit(name, .object([("anyOf", .array([SchemaDefinition.blank.reference, Self.words(words)]))]))
    }

    private static func words(_ words: [String]) -> JSON {
        SchemaDefinition.text("^\(SchemaPattern.anyCase(of: words))$")
    }

    var json: JSON {
        switch self {
        case .mode(let mode): Self.mode(mode)
        case .on(let name): Fact.fits(name, SchemaDefinition.on.reference).json
        case .possiblyOff(let name): Fact.canFit(name, SchemaDefinition.off.reference).json
        case .possiblyOn(let name): Fact.fits(name, Self.not(SchemaDefinition.off.reference)).json
        case .given(let name):
            Fact.fits(
                name,
                Self.not(
                    .object([
                        (
                            "anyOf",
                            .array([SchemaDefinition.blank.reference, SchemaDefinition.variable.reference])
                        )
                    ]))
            ).json
        case .possiblyGiven(let name): Fact.fits(name, Self.not(SchemaDefinition.blank.reference)).json
        case .fits(let name, let schema):
            .object([("required", .array([.string(name)])), ("properties", .object([(name, schema)]))])
        case .canFit(let name, let schema):
            .object([
                (
                    "properties",
                    .object([(name, .object([("anyOf", .array([schema, SchemaDefinition.variable.reference]))]))])
                )
            ])
        case .type(let pattern): Fact.fits("type", SchemaDefinition.text(pattern)).json
        case .all(let facts): facts.count == 1 ? facts[0].json : .object([("allOf", .array(facts.map(\.json)))])
        case .any(let facts): .object([("anyOf", .array(facts.map(\.json)))])
        case .not(let fact): Self.not(fact.json)
        }
    }

    private static func not(_ schema: JSON) -> JSON { .object([("not", schema)]) }

    /// `config-mode` says so, or, where it says nothing, the type.
    private static func mode(_ mode: ConfigurationMode) -> JSON {
        let behind = "\\s\(SchemaPattern.anyCase(mode.rawValue))\\s*$"
        return Fact.any([
            .word("config-mode", mode.rawValue), .all([.not(.possiblyGiven("config-mode")), .type(pattern: behind)]),
        ]).json
    }
}
