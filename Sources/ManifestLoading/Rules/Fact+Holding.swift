extension Fact {
    /// True if the fact holds for an item, false if it does not; nil if a value that decides on it is unknown.
    func holds(in item: EnvironmentItem) -> Bool? {
        switch self {
        case .on(let field): Self.flag(item[field])
        case .off(let field): item[field] == nil ? false : Self.flag(item[field]).map { !$0 }
        case .given(let field): item[field].map { $0.isUnknown ? nil : true } ?? false
        case .has(let field, let set): item[field].map { set.contains($0.content) } ?? false
        case .takes(let field, let set): item[field].map { set.contains($0.content) } ?? true
        case .exceeds(let field, let other): Self.exceeds(item, field, other)
        // Names of types mean what the catalogue says: such rules have their check in code.
        case .types: nil
        case .exported: item.export != nil
        case .all(let facts): Self.all(facts, item)
        case .any(let facts): Self.any(facts, item)
        case .not(let fact): fact.holds(in: item).map { !$0 }
        }
    }

    private static func flag(_ value: FieldValue?) -> Bool? {
        switch value?.content {
        case nil: false
        case .boolean(let flag): flag
        default: nil
        }
    }

    private static func exceeds(_ item: EnvironmentItem, _ field: RuleField, _ other: RuleField) -> Bool? {
        guard item[field] != nil, item[other] != nil else { return false }
        guard let number = item.integer(field), let most = item.integer(other) else { return nil }
        return number > most
    }

    private static func all(_ facts: [Fact], _ item: EnvironmentItem) -> Bool? {
        var isKnown = true
        for fact in facts {
            switch fact.holds(in: item) {
            case false?: return false
            case nil: isKnown = false
            case true?: continue
            }
        }
        return isKnown ? true : nil
    }

    private static func any(_ facts: [Fact], _ item: EnvironmentItem) -> Bool? {
        var isKnown = true
        for fact in facts {
            switch fact.holds(in: item) {
            case true?: return true
            case nil: isKnown = false
            case false?: continue
            }
        }
        return isKnown ? false : nil
    }
}
