import Diagnostics

/// A second place of a violation: a field that has a part in it.
enum RuleNote: Sendable {
    /// The field is given.
    case given(RuleField)
    /// The field is `False`, and would have to be `True`.
    case off(RuleField)
    /// The field asks for what is not possible.
    case asked(RuleField)
    /// The field, with other words.
    case says(String, RuleField)

    /// The note; nil if the item does not have the field.
    func note(in item: EnvironmentItem) -> Diagnostic.Note? {
        switch self {
        case .given(let field): Self.note("'\(field.name)' is given here", item[field])
        case .off(let field): Self.note("'\(field.name)' is off here", item[field])
        case .asked(let field): Self.note("'\(field.name)' is asked for here", item[field])
        case .says(let text, let field): Self.note(text, item[field])
        }
    }

    private static func note(_ text: @autoclosure () -> String, _ value: FieldValue?) -> Diagnostic.Note? {
        value.map { Diagnostic.Note(text(), at: $0.range) }
    }

    /// The places that show why a fact does not hold, except that of the subject.
    static func notes(of fact: Fact, except subject: RuleField) -> [RuleNote] {
        switch fact {
        case .on(let field): [.off(field)]
        case .all(let facts), .any(let facts): facts.flatMap { notes(of: $0, except: subject) }
        case .not(let fact): fact.fields.filter { $0.field !== subject.field }.map { .given($0) }
        case .has(let field, _), .takes(let field, _): field.field === subject.field ? [] : [.given(field)]
        case .off, .given, .exceeds, .types, .exported: []
        }
    }
}
