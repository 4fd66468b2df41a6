import BatchForge
import Kinds
import ManifestLoading
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Compares what `explain` says about an edit of a field with plans: an environment is applied with one value, and the
/// plan for another value has to show what `explain` says, no more and no less.
struct FieldChangeTests {
    /// A field in a mode.
    struct Case: Hashable, CustomTestStringConvertible {
        let name: String
        let mode: ConfigurationMode

        var testDescription: String { "\(name), \(mode.rawValue)" }
        var change: FieldChange? { ExplanationView.field(name).flatMap { FieldChange(of: $0, in: mode) } }
        var experiments: [Experiment] { Experiment.all.filter { $0.field == name && $0.mode == mode } }
    }

    /// Every field of the catalogue in every mode that has it.
    static var cases: [Case] {
        ConfigurationMode.allCases.flatMap { mode in
            let fields = FieldCatalogue.environment.fields.filter { $0.modes.contains(mode) }.map(\.name)
            let settings = FieldCatalogue.settings.fields.filter { $0.modes.contains(mode) }.map {
                "reconcile.\($0.name)"
            }
            return (fields + settings).map { Case(name: $0, mode: mode) }
        }
    }

    @Test(arguments: cases)
    func `an edit changes what explain says and nothing else`(tested: Case) async throws {
        let change = try #require(tested.change)
        let experiments = tested.experiments
        try #require(!experiments.isEmpty)
        switch change.effect {
        case .resources:
            var unseen = Self.claimed(change)
            #expect(!unseen.isEmpty)
            for experiment in experiments.map(\.withEveryPart) {
                let seen = try await Self.seen(experiment, change)
                #expect(seen.subtracting(Self.claimed(change, in: experiment)) == [], "\(experiment.texts): not said")
                unseen.subtract(seen)
            }
            #expect(unseen == [], "said and not seen")
        case .nothing(let reason):
            var refused = 0
            for texts in experiments.flatMap(Self.bothWays) {
                let workbench = try await Workbench()
                do {
                    try await workbench.apply(texts[0])
                    let changed = try await workbench.plan(texts[1], prunes: true).resources.filter {
                        $0.action != .none
                    }
                    #expect(changed == [], "\(texts)")
                } catch is Workbench.Unfit where reason == .unbuilt {
                    refused += 1
                }
            }
            #expect((refused > 0) == (reason == .unbuilt))
        case .identity:
            for texts in experiments.flatMap(Self.bothWays) { try await Self.expectAnother(texts) }
        case .ownershipMode: for experiment in experiments { try await Self.expectKeeper(experiment.texts) }
        case .composite: for experiment in experiments { try await Self.expectOthers(experiment) }
        }
    }

    @Test
    func `every experiment is of a field of the catalogue`() {
        let cases = Set(Self.cases)
        #expect(Experiment.all.filter { !cases.contains(Case(name: $0.field, mode: $0.mode)) }.map(\.field) == [])
    }

    /// Plans take time, so this compares what files want, by the fields that plans compare.
    @Test(arguments: cases.filter { $0.mode == .forge })
    func `no other field makes an edit change more than is said`(tested: Case) async throws {
        let change = try #require(tested.change)
        switch change.effect {
        case .resources, .nothing(.platform), .nothing(.manner): break
        default: return
        }
        let experiments = Experiment.all.filter { $0.mode == tested.mode }
        let others = Self.cases.compactMap { other in
            guard case .resources = other.change?.effect, other != tested else { return nil as Experiment? }
            return experiments.last { $0.field == other.name }
        }
        let workbench = try await Workbench()
        var compared = 0
        for joined in tested.experiments.flatMap({ others.map($0.joined) }) {
            guard let before = try? workbench.resources(joined.texts[0]),
                let after = try? workbench.resources(joined.texts[1])
            else { continue }
            compared += 1
            let claimed = Set(Self.claimed(change, in: joined).map { Seen(address: $0.address, path: $0.path) })
            let seen = Self.differences(before, after, change)
            #expect(seen.subtracting(claimed) == [], "\(joined.texts)")
        }
        #expect(compared > others.count / 2)
    }

    @Test(arguments: cases)
    func `the text fits into the terminal's columns`(tested: Case) throws {
        let text = try #require(ExplanationView(columns: 80).text(for: tested.name))
        let section = try #require(text.split(separator: "  When it changes:\n").dropFirst().first)
        #expect(!section.isEmpty)
        // An address stays whole, so that it can be followed.
        let long = text.split(separator: "\n").filter { $0.count > 80 && !$0.contains("https://") }
        #expect(long == [])
    }

    @Test(arguments: cases)
    func `what Batch cannot update in place is replaced, as explain says`(tested: Case) async throws {
        let change = try #require(tested.change)
        let claimed = change.updates.filter {
            $0.kind == .computeEnvironment && !$0.isForFargate && $0.rule.update != .tags
        }
        let paths = Set(claimed.map(\.path))
        var rules: Set<Rule> = []
        for experiment in claimed.isEmpty ? [] : tested.experiments {
            let workbench = try await Workbench()
            try await workbench.apply(experiment.texts[0])
            try await workbench.fixEnvironments()
            let changes = try await workbench.plan(experiment.texts[1]).resources.flatMap(\.changes)
            rules.formUnion(changes.filter { paths.contains($0.path) }.map { Rule($0) })
        }
        // What is on Fargate has no strategy, and Batch updates it all the same.
        let onFargate = change.updates.filter(\.isForFargate).map { Rule($0.rule) }
        let expected = change.ruleWhereFixed.map { [Rule($0)] } ?? claimed.map { Rule($0.rule) }
        #expect(rules == Set(expected + onFargate))
    }

    // MARK: Fields that are no AWS setting

    /// Checks that another identity makes everything, and touches nothing that exists.
    private static func expectAnother(_ texts: [String]) async throws {
        let workbench = try await Workbench()
        try await workbench.apply(texts[0])
        let plan = try await workbench.plan(texts[1])
        let own = plan.resources.filter { $0.address.environment != nil }
        #expect(!own.isEmpty && own.allSatisfy { $0.action == .create }, "\(texts[1])")
        #expect(plan.resources.allSatisfy { [.create, .none].contains($0.action) })
        let definitions = try texts.map { try workbench.definition($0) }
        let isSameRegion = Set(definitions.map(\.region)).count == 1
        let isSameWorkspace = Set(definitions.map(\.workspace)).count == 1
        for (scope, isReached) in [(PruneScope.workspaces, isSameWorkspace), (.all, true)] {
            let plan = try await workbench.plan(texts[1], prunes: true, scope: scope)
            #expect(plan.resources.contains { $0.action == .delete } == (isSameRegion && isReached))
        }
    }

    /// A forge environment that turns manual stays until it is pruned; the other way round everything is made.
    private static func expectKeeper(_ texts: [String]) async throws {
        let workbench = try await Workbench()
        try await workbench.apply(texts[0])
        let plan = try await workbench.plan(texts[1])
        let pruned = try await workbench.plan(texts[1], prunes: true)
        let areForged = try texts.map { text in
            if case .forge = try workbench.definition(text).configuration { true } else { false }
        }
        switch (areForged[0], areForged[1]) {
        case (true, false):
            #expect(plan.resources.allSatisfy { $0.action == .none })
            #expect(!pruned.resources.isEmpty && pruned.resources.allSatisfy { $0.action == .delete })
        case (false, true):
            #expect(!plan.resources.isEmpty && plan.resources.allSatisfy { $0.action == .create })
        default: #expect(pruned.resources.allSatisfy { $0.action == .none })
        }
    }

    /// Checks a field that stands for other fields: the same contents change nothing, other contents change what they
    /// are about.
    private static func expectOthers(_ experiment: Experiment) async throws {
        let workbench = try await Workbench()
        let (before, after) = (experiment.texts[0], experiment.texts[1])
        try await workbench.apply(before)
        let changed = try await workbench.plan(after, prunes: true).resources.filter { $0.action != .none }
        let isSame = try workbench.definition(before).configuration == workbench.definition(after).configuration
        #expect(changed.isEmpty == (isSame || experiment.mode == .manual))
    }
}
