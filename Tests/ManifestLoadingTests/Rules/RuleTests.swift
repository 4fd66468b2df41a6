import Diagnostics
import InstanceTypes
import TestSupport
import Testing

@testable import ManifestLoading

/// The list of rules: each is broken by a file of the corpus, and what it declares fits together.
struct RuleTests {
    /// The texts of the corpus.
    private static func corpus() throws -> [String] { try CorpusFile.all().flatMap(\.cases).map(\.text) }

    /// A rule that an environment of the corpus breaks, with what the rule alone reports about it.
    private struct Found: Sendable {
        let rule: Rule
        let item: EnvironmentItem
        let diagnostics: [Diagnostic]
        let text: String
    }

    private static let found: [Found] = {
        var names = InstanceNames(.builtIn)
        var found: [Found] = []
        for text in (try? corpus()) ?? [] {
            for item in EnvironmentItem.all(of: text) {
                for rule in Rules.all {
                    let diagnostics = rule.violations(by: item, &names)
                    guard !diagnostics.isEmpty else { continue }
                    found.append(Found(rule: rule, item: item, diagnostics: diagnostics, text: text))
                }
            }
        }
        return found
    }()

    @Test func `every rule is broken by a file of the corpus`() {
        let broken = Set(Self.found.map(\.rule.text))
        #expect(Rules.all.map(\.text).filter { !broken.contains($0) } == [])
    }

    /// `explain` shows the declaration. Advice can be milder than it says.
    @Test func `a violation has the severity and the kind of its rule`() {
        for one in Self.found where one.rule.clause != .none(.isRefusedLater) {
            let others = one.diagnostics.filter {
                $0.kind != Rule.refusedKind && ($0.kind != one.rule.kind || $0.severity < one.rule.severity)
            }
            #expect(others == [], "\(one.rule.text)\n\(one.text)")
        }
    }

    /// A check in code states facts for the schema: if it reports an error, they must not hold.
    @Test func `a violation found by code breaks the facts of its rule`() {
        let stated = Self.found.filter { $0.rule.clause == .facts }
        #expect(stated.count > 100)
        for one in stated {
            #expect(one.rule.when.allSatisfy { $0.holds(in: one.item) != false }, "\(one.rule.text)\n\(one.text)")
            #expect(one.rule.then.contains { $0.holds(in: one.item) != true }, "\(one.rule.text)\n\(one.text)")
        }
    }

    @Test func `no two rules have the same text`() {
        let texts = Rules.all.map(\.text)
        #expect(texts.count == Set(texts).count)
        #expect(texts.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") })
    }

    @Test func `every rule names a source`() {
        #expect(Rules.all.filter { $0.source.text.isEmpty }.map(\.text) == [])
    }

    @Test func `a rule without a clause in the schema says why`() {
        for rule in Rules.all {
            switch rule.clause {
            case .facts: #expect(rule.severity == .error && !rule.then.isEmpty, "\(rule.text): a clause without facts")
            case .none(.warns): #expect(rule.severity != .error, "\(rule.text): an error, and no warning")
            case .none(.isRefusedLater): #expect(!rule.refusal.isEmpty, "\(rule.text): nothing refuses it later")
            case .none(.isInForm): #expect(rule.then.isEmpty, "\(rule.text): it states facts")
            case .none(.comparesValues): #expect(rule.comparesValues, "\(rule.text): a clause could state its facts")
            }
        }
    }

    /// Each answer of the three, for flags and for values.
    @Test(
        arguments: [
            ("", Fact.on("wave"), false), ("wave: True", .on("wave"), true), ("wave: [a]", .on("wave"), nil),
            ("", .not(.on("wave")), true), ("wave: [a]", .not(.on("wave")), nil), ("", .off("wave"), false),
            ("wave: no", .off("wave"), true), ("ami-id: x", .given("ami-id"), nil), ("", .spot, true),
            ("provisioning-model: EC2", .spot, false), ("provisioning-model: $NO", .spot, nil), ("", .onDemand, false),
            ("wave: True", .any([.on("fusion-v2"), .on("wave")]), true),
            ("wave: [a]", .any([.on("fusion-v2"), .on("wave")]), nil), ("", .any([]), false), ("", .all([]), true),
            ("wave: [a]", .all([.on("wave"), .on("fusion-v2")]), false),
            ("wave: [a]\nfusion-v2: True", .all([.on("wave"), .on("fusion-v2")]), nil),
            ("min-cpus: 17", .exceeds("min-cpus", "max-cpus"), true), ("", .exceeds("min-cpus", "max-cpus"), false),
            ("min-cpus: x", .exceeds("min-cpus", "max-cpus"), nil),
            ("reconcile: {on-delete: retain}", .has("reconcile.on-delete", .words(["retain"])), true),
            ("fsx-size: 4800", .takes("fsx-size", .multiples(of: 2400, or: 1200)), true),
            ("fsx-size: 1000", .takes("fsx-size", .multiples(of: 2400, or: 1200)), false),
        ] as [(String, Fact, Bool?)])
    func `a fact holds, does not hold or is unknown`(fields: String, fact: Fact, expected: Bool?) throws {
        let lines = fields.split(separator: "\n").map { "    \($0)\n" }.joined()
        let item = try #require(EnvironmentItem.all(of: completeItem + lines).first)
        #expect(fact.holds(in: item) == expected)
    }
}

extension Rule {
    /// Returns what it alone reports about an item, when the file is read and when the environment is built.
    fileprivate func violations(by item: EnvironmentItem, _ names: inout InstanceNames) -> [Diagnostic] {
        guard item.values.marks & marks != 0 else { return [] }
        if case .types = check { return InstanceTypeRules(item, &names, only: self).diagnostics }
        let check = RuleCheck(item, only: self)
        return check.diagnostics + check.unbuildable
    }

    /// True if its facts compare two values, or code judges them.
    fileprivate var comparesValues: Bool {
        if case .facts = check { then.contains { if case .not(.exceeds) = $0 { true } else { false } } } else { true }
    }
}
