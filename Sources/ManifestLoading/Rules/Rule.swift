package import Diagnostics

/// A rule for what must and must not go together in one environment. Its check, its clause in the JSON Schema and its lines
/// in `explain` follow from this declaration.
///
/// A class because every check points at its rule, and there is one of each.
package final class Rule: Sendable {
    /// The mode that has it; nil for both.
    package let mode: ConfigurationMode?
    /// The severity of a violation.
    package let severity: Diagnostic.Severity
    /// The kind of diagnostic of a violation.
    package let kind: String
    /// The field at which a violation is reported: that of a requirement, and in a conflict the one to remove.
    let subject: RuleField
    /// The marks of the fields without which an item cannot break the rule.
    let marks: UInt64
    /// The facts under which the rule applies.
    package let when: [Fact]
    /// The facts that must then hold; empty if the rule is broken as soon as it applies.
    package let then: [Fact]
    /// Facts that mean that another rule reports the cause.
    let reportedIf: [Fact]
    /// The reason, for people; may be empty.
    package let reason: String
    /// The publication that says so.
    package let source: RuleSource
    /// The second places of a violation, besides those of the facts that do not hold.
    let notes: [RuleNote]
    /// The error that building the environment ends with, if the rule is only a warning before that; may be empty.
    let refusal: String
    /// The way to avoid the refusal.
    let instead: String
    /// The statement about it in the JSON Schema.
    package let clause: Clause
    let check: Check
    private let sentence: @Sendable () -> String
    let summary: @Sendable (RuleViolation) -> String
    /// The reason for a violation, if its values belong in it.
    let detail: Detail?

    /// The statement about a rule in the JSON Schema.
    package enum Clause: Sendable, Hashable {
        /// The facts of the rule.
        case facts
        /// None, for a reason.
        case none(Reason)
    }

    /// The reasons why the JSON Schema does not state a rule.
    package enum Reason: Sendable, Hashable {
        /// A schema accepts or refuses, and the rule only warns or advises.
        case warns
        /// A schema cannot compare two values.
        case comparesValues
        /// The form of the field states it already.
        case isInForm
        /// `validate` accepts the field, and `plan` refuses it.
        case isRefusedLater
    }

    /// A reason that is made for each violation.
    struct Detail: Sendable {
        let text: @Sendable (RuleViolation) -> String
    }

    /// The way in which a violation is found.
    enum Check: Sendable {
        /// By the facts.
        case facts
        /// By code about the fields.
        case fields(@Sendable (inout RuleCheck, Rule) -> Void)
        /// By code about the instance types.
        case types(@Sendable (inout InstanceTypeRules, Rule) -> Void)
    }

    init(
        _ sentence: @autoclosure @escaping @Sendable () -> String, _ subject: RuleField,
        or other: RuleField? = nil, in mode: ConfigurationMode? = .forge, when: [Fact] = [], then: [Fact] = [],
        reportedIf: [Fact] = [],
        _ severity: Diagnostic.Severity = .error, _ kind: String = "conflicting-fields",
        because reason: String = "", source: RuleSource, notes: [RuleNote] = [], refusal: String = "",
        instead: String = "", clause: Clause? = nil, check: Check = .facts,
        detail: Detail? = nil,
        summary: (@Sendable (RuleViolation) -> String)? = nil
    ) {
        self.mode = mode
        self.severity = severity
        self.kind = kind
        self.subject = subject
        marks = 1 << subject.mark | (other.map { 1 << $0.mark } ?? 0)
        self.when = when
        self.then = then
        self.reportedIf = reportedIf
        self.reason = reason
        self.source = source
        self.notes = notes
        self.refusal = refusal
        self.instead = instead
        self.clause = clause ?? (severity == .error ? .facts : .none(.warns))
        self.check = check
        self.sentence = sentence
        self.detail = detail
        self.summary = summary ?? { _ in sentence() }
    }

    /// The rule in a sentence, without the full stop; no two rules have the same.
    package var text: String { sentence() }

    /// True if it concerns a field.
    package func concerns(_ field: Field) -> Bool {
        subject.field === field || (when + then).contains { $0.fields.contains { $0.field === field } }
    }
}
