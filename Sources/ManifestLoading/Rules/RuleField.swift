/// A field of the catalogue that a rule names; of the `reconcile:` map with the map's name before it.
package struct RuleField: Sendable, ExpressibleByStringLiteral {
    /// The field.
    package let field: Field
    /// True if it is a field of the `reconcile:` map.
    package let isSetting: Bool

    /// Finds a field. A rule that names none is a fault of the rule, so it does not get past the first test.
    package init(stringLiteral name: String) {
        let start = "reconcile."
        isSetting = name.hasPrefix(start)
        let found =
            isSetting
            ? FieldCatalogue.settings[String(name.dropFirst(start.count))] : FieldCatalogue.environment[name]
        guard let found else { preconditionFailure("a rule names the field '\(name)', which does not exist") }
        field = found
    }

    /// The name as messages have it.
    package var name: String { field.name }

    /// The mark of the field that an item must have for this one to be in it.
    var mark: Int { isSetting ? Self.settings.mark : field.mark }

    private static let settings: RuleField = "reconcile"

    /// The fact that the field asks for something.
    var isAsked: Fact { if case .boolean = field.type { .on(self) } else { .given(self) } }
}

extension EnvironmentItem {
    /// The value of a field, also of the `reconcile:` map.
    subscript(field: RuleField) -> FieldValue? { field.isSetting ? setting(field.name) : values[field.field] }

    /// The integer that a field has.
    func integer(_ field: RuleField) -> Int? {
        guard case .integer(let number) = self[field]?.content else { return nil }
        return number
    }
}
