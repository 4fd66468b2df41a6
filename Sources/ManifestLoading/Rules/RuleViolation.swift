/// A rule that an item breaks, for the sentence about it.
struct RuleViolation {
    let item: EnvironmentItem
    /// The value of the rule's subject.
    let value: FieldValue
    /// The facts that must hold and do not.
    let broken: [Fact]

    /// The value as the file has it.
    var shown: String { Self.shown(value) }

    /// The value of another field.
    func shown(_ field: RuleField) -> String { item[field].map(Self.shown) ?? "" }

    private static func shown(_ value: FieldValue) -> String {
        switch value.content {
        case .text(let text): text.shown
        case .integer(let number): String(number)
        case .decimal(let number): number.text
        case .boolean(let flag): flag ? "True" : "False"
        case .list(let items): String(items.count)
        default: ""
        }
    }
}
