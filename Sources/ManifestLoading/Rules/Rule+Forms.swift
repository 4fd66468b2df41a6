import Diagnostics

/// The forms that rules have.
extension Rule {
    /// The kind of what is valid and cannot be built.
    static let refusedKind = "unsupported-field"

    /// A field that asks for something and needs a flag or a field beside it. With several, the violation lists those that
    /// are missing.
    static func needs(
        _ subject: RuleField, _ needed: Fact..., in mode: ConfigurationMode? = .forge, reportedIf: [Fact] = [],
        because reason: String = "", source: RuleSource, named words: String? = nil
    ) -> Rule {
        let list: @Sendable ([Fact]) -> String = { words ?? $0.map(\.words).joined(separator: ", ") }
        return Rule(
            "'\(subject.name)' needs \(list(needed))", subject, in: mode, when: [subject.isAsked], then: needed,
            reportedIf: reportedIf, .error, "missing-requirement", because: reason, source: source
        ) { violation in "'\(subject.name)' needs \(list(violation.broken))" }
    }

    /// A field that only Spot Instances have a use for.
    static func needsSpot(_ subject: RuleField, because reason: String, source: RuleSource) -> Rule {
        Rule(
            "'\(subject.name)' needs \(Fact.spot.words)", subject, when: [subject.isAsked], then: [.spot],
            because: reason, source: source)
    }

    /// A field that has to go if another fact holds.
    ///
    /// - Parameter others: further flags that exclude it; the violation names those that are on.
    static func excludes(
        _ subject: RuleField, _ other: Fact, and others: [RuleField] = [], unless relaxed: Fact? = nil,
        reportedIf: [Fact] = [], because reason: String, source: RuleSource
    ) -> Rule {
        let sentence: @Sendable ([Fact]) -> String = { facts in
            "'\(subject.name)' cannot go with " + facts.map(\.words).joined(separator: " and ")
        }
        return Rule(
            sentence([other]), subject, when: [other] + (relaxed.map { [.not($0)] } ?? []),
            then: [.not(subject.isAsked)], reportedIf: reportedIf, because: reason, source: source,
            notes: (others + other.fields).map { .given($0) }
        ) { violation in
            sentence(others.map { .on($0) }.filter { $0.holds(in: violation.item) == true } + [other])
        }
    }

    /// A field that has no effect if another fact holds.
    static func hasNoEffect(
        _ subject: RuleField, with other: Fact, because reason: String, source: RuleSource, notes: [RuleNote] = []
    ) -> Rule {
        Rule(
            "'\(subject.name)' has no effect with \(other.words)", subject, when: [.given(subject), other], .warning,
            "ignored-field", because: reason, source: source, notes: notes)
    }

    /// A number that is at most that of another field.
    static func isAtMost(
        _ subject: RuleField, _ other: RuleField, when: [Fact] = [], because reason: String, source: RuleSource
    ) -> Rule {
        Rule(
            "'\(subject.name)' is at most '\(other.name)'" + when.map { " with \($0.words)" }.joined(), subject,
            when: when, then: [.not(.exceeds(subject, other))], because: reason, source: source,
            clause: .none(.comparesValues)
        ) { "'\(subject.name)' (\($0.shown)) is more than '\(other.name)' (\($0.shown(other)))" }
    }

    /// A field that is valid and goes out of use: `plan` refuses it.
    static func isDeprecated(
        _ subject: RuleField, when: [Fact], named: String, refusal: String, instead: String, source: RuleSource
    ) -> Rule {
        Rule(
            "\(named) deprecated", subject, when: when, .warning, "deprecated",
            because: "plan and apply refuse it; \(instead)", source: source, refusal: refusal, instead: instead
        ) { _ in "\(named) deprecated" }
    }
}
