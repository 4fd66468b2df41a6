extension Fact {
    /// The fact as the file would have it, such as `'wave: True'`.
    var words: String {
        switch self {
        case .on(let field): "'\(field.name): True'"
        case .off(let field): "'\(field.name): False'"
        case .given(let field): "'\(field.name)'"
        case .has(let field, let set), .takes(let field, let set): "'\(field.name): \(set.words)'"
        case .exceeds(let field, let other): "'\(field.name)' above '\(other.name)'"
        case .types: "'instance-types'"
        case .exported: "'file-path'"
        case .all(let facts): facts.map(\.words).joined(separator: " and ")
        case .any(let facts): facts.map(\.words).joined(separator: " or ")
        case .not(let fact): fact.words
        }
    }

    /// The fields that it names, each once.
    var fields: [RuleField] {
        switch self {
        case .on(let field), .off(let field), .given(let field), .has(let field, _), .takes(let field, _): [field]
        case .exceeds(let field, let other): [field, other]
        case .types: ["instance-types"]
        case .exported: []
        case .all(let facts), .any(let facts): facts.flatMap(\.fields)
        case .not(let fact): fact.fields
        }
    }
}
