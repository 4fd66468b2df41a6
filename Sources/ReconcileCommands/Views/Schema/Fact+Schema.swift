import ManifestLoading

/// The facts of rules, as far as a schema can see them. A variable may have any value, so a fact is certain only if the value
/// is written out; a rule applies if its facts are certain, and is broken if what it demands is not possible.
extension Fact {
    /// The fact, if it holds for sure.
    var certain: SchemaFact {
        switch self {
        case .on(let field): field.holding(.on(field.name))
        case .off(let field): field.holding(.fits(field.name, Self.literalOff))
        case .given(let field): field.holding(.given(field.name))
        case .has(let field, let set): field.holding(.fits(field.name, set.json))
        case .takes(let field, let set):
            .any([.not(Fact.given(field).possible), field.holding(.fits(field.name, set.json))])
        case .types(let trait): trait.fact
        case .exceeds, .exported: .never
        case .all(let facts): .all(facts.map(\.certain))
        case .any(let facts): .any(facts.map(\.certain).filter(\.isVisible))
        case .not(let fact): .not(fact.possible)
        }
    }

    /// The fact, if it may hold.
    var possible: SchemaFact {
        switch self {
        case .on(let field): field.holding(.possiblyOn(field.name))
        case .off(let field): field.holding(.fits(field.name, Self.orVariable(Self.literalOff)))
        case .given(let field): field.holding(.possiblyGiven(field.name))
        case .has(let field, let set): field.holding(.fits(field.name, Self.orVariable(set.json)))
        case .takes(let field, let set):
            .canFit(field.name, .object([("anyOf", .array([SchemaDefinition.blank.reference, set.json]))]))
        case .types(let trait): trait.fact
        case .exceeds: .always
        // An item with 'file-path' is judged by other clauses.
        case .exported: .never
        case .all(let facts): .all(facts.map(\.possible))
        case .any(let facts): .any(facts.map(\.possible).filter(\.isVisible))
        case .not(.on(let field)) where !field.isSetting: .possiblyOff(field.name)
        case .not(.given(let field)) where !field.isSetting: .possiblyLeftOut(field.name)
        case .not(let fact): .not(fact.certain)
        }
    }

    /// `False` in words, not nothing.
    private static var literalOff: JSON {
        .object([
            (
                "allOf",
                .array([SchemaDefinition.off.reference, .object([("not", SchemaDefinition.blank.reference)])])
            )
        ])
    }

    private static func orVariable(_ schema: JSON) -> JSON {
        .object([("anyOf", .array([schema, SchemaDefinition.variable.reference]))])
    }
}

extension SchemaFact {
    fileprivate var isVisible: Bool { if case .never = self { false } else { true } }
}

extension RuleField {
    /// A fact about this field, of the `reconcile:` map if it is a setting.
    fileprivate func holding(_ fact: SchemaFact) -> SchemaFact {
        guard isSetting else { return fact }
        return .fits("reconcile", .object([("type", .string("object")), ("allOf", .array([fact.json]))]))
    }
}
