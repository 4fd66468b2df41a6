import Diagnostics

/// The check of one item against the rules about its fields.
///
/// A requirement is reported where it arises, a conflict at the field that would have to go. What follows from a
/// problem that is reported already is not reported again.
struct RuleCheck {
    let item: EnvironmentItem
    private(set) var diagnostics: [Diagnostic] = []
    /// Errors about valid fields that cannot be built yet. They matter only if the environment is built.
    private(set) var unbuildable: [Diagnostic] = []

    /// Checks an item against all rules.
    init(_ item: EnvironmentItem) {
        self.item = item
        let marks = item.values.marks
        for index in Rules.marks.indices where marks & Rules.marks[index] != 0 { check(Rules.ofFields[index]) }
    }

    /// Checks an item against one rule.
    init(_ item: EnvironmentItem, only rule: Rule) {
        self.item = item
        check(rule)
    }

    private mutating func check(_ rule: Rule) {
        guard rule.mode == nil || rule.mode == item.mode else { return }
        switch rule.check {
        case .facts: checkFacts(rule)
        case .fields(let check): check(&self, rule)
        case .types: break
        }
    }

    private mutating func checkFacts(_ rule: Rule) {
        guard let value = item[rule.subject] else { return }
        for fact in rule.when where fact.holds(in: item) != true { return }
        let broken = rule.then.filter { $0.holds(in: item) == false }
        guard !broken.isEmpty || rule.then.isEmpty, !rule.reportedIf.contains(where: { $0.holds(in: item) == true })
        else { return }
        if rule.kind != Rule.refusedKind { report(rule, value, broken) }
        guard !rule.refusal.isEmpty else { return }
        unbuildable.append(
            Diagnostic(.error, Rule.refusedKind, rule.refusal, detail: rule.instead, at: value.keyRange))
    }

    private mutating func report(_ rule: Rule, _ value: FieldValue, _ broken: [Fact]) {
        let violation = RuleViolation(item: item, value: value, broken: broken)
        let notes = broken.flatMap { RuleNote.notes(of: $0, except: rule.subject) } + rule.notes
        report(
            rule, rule.summary(violation), because: rule.detail?.text(violation), at: place(value, broken),
            notes.compactMap { $0.note(in: item) })
    }

    /// The value, or the key if the value goes over several lines; of a list that is too long, the first item too many.
    private func place(_ value: FieldValue, _ broken: [Fact]) -> SourceRange {
        if case .map = value.content { return value.keyRange }
        for case .takes(let field, let set) in broken where field.field === value.field {
            return set.place(in: value)
        }
        return value.range
    }

    // MARK: Checks in code

    /// The value of a flag that is on.
    func on(_ name: String) -> FieldValue? {
        item.isOn(name) ? item.values[name] : nil
    }

    /// Reports a violation that code found, with notes at the places of other fields.
    mutating func report(
        _ rule: Rule, _ summary: String, because reason: String? = nil, at range: SourceRange,
        given others: String...
    ) {
        let notes = others.compactMap { other in
            item.values[other].map { Diagnostic.Note("'\(other)' is given here", at: $0.range) }
        }
        report(rule, summary, because: reason, at: range, notes)
    }

    mutating func report(
        _ rule: Rule, _ summary: String, because reason: String? = nil, at range: SourceRange,
        _ notes: [Diagnostic.Note]
    ) {
        diagnostics.append(rule.diagnostic(summary, because: reason, at: range, notes))
    }
}
