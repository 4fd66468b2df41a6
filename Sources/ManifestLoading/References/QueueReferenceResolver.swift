import Diagnostics

/// Finds the environments whose queues manual environments name as `@{NAME.head-queue}`, wherever in the files they are.
struct QueueReferenceResolver {
    private let environments: [EnvironmentDefinition]
    /// The environments that a text names, alone or with their workspace: their places in the list.
    private var places: [String: [Int]] = [:]
    /// Names of those that have queues.
    private let known: [String]
    private var suggestions = 0
    /// Names of environments that could not be read in full.
    private let unread: Set<String>
    /// True if there may be environments whose names could not be read.
    private let isIncomplete: Bool
    private(set) var diagnostics: [Diagnostic] = []

    init(_ environments: [EnvironmentDefinition], names: [String], isIncomplete: Bool) {
        self.environments = environments
        known = environments.filter { if case .forge = $0.configuration { true } else { false } }.map(\.name)
        for (index, one) in environments.enumerated() {
            places[one.name, default: []].append(index)
            if let workspace = one.workspace { places["\(workspace)/\(one.name)", default: []].append(index) }
        }
        unread = Set(names).subtracting(environments.map(\.name))
        self.isIncomplete = isIncomplete
    }

    /// The environments with what is found in place of the texts.
    mutating func resolved() -> [EnvironmentDefinition] {
        environments.map { definition in
            guard case .manual(var manual) = definition.configuration else { return definition }
            manual.headQueue = resolve(manual.headQueue, "head-queue", definition)
            manual.computeQueue = resolve(manual.computeQueue, "compute-queue", definition)
            var definition = definition
            definition.configuration = .manual(manual)
            return definition
        }
    }

    private mutating func resolve(
        _ queue: QueueName, _ field: String, _ definition: EnvironmentDefinition
    ) -> QueueName {
        guard case .given(let text) = queue, let reference = QueueReferenceText(text) else { return queue }
        let called = (places[reference.environment] ?? []).map { environments[$0] }
        // As of a variable, the nearest is meant: that of the same workspace and region.
        let near = called.filter { $0.workspace == definition.workspace }
        let here = (near.isEmpty ? called : near).filter { $0.region == definition.region }
        guard let found = here.first else {
            reportMissing(reference, called.first, field, definition)
            return queue
        }
        if here.count > 1 {
            let owners = here.prefix(Self.mostListed).map { "'\($0.workspace.map { "\($0)/" } ?? "")\($0.name)'" }
                .joined(separator: ", ")
            report(
                "'\(reference.environment)' is several environments",
                detail: "write the workspace before it: \(owners)"
                    + (here.count > Self.mostListed ? " and others" : ""),
                field, definition)
            return queue
        }
        guard case .forge(let forge) = found.configuration else {
            let isItself = found.name == definition.name && found.workspace == definition.workspace
            report(
                isItself
                    ? "'\(reference.environment)' is this environment itself"
                    : "'\(reference.environment)' is 'config-mode: manual' and makes no queue",
                detail: "name an environment of 'config-mode: forge', or a queue", field, definition)
            return queue
        }
        // The head job of an environment on demand runs with the tasks.
        let part: QueueReference.Queue = forge.provisioningModel == .spot ? reference.queue : .work
        return .ofEnvironment(
            QueueReference(
                environment: found.name, workspace: found.workspace, region: found.region, queue: part))
    }

    private static let mostListed = 5
    private static let mostSuggestions = 200

    private mutating func reportMissing(
        _ reference: QueueReferenceText, _ elsewhere: EnvironmentDefinition?, _ field: String,
        _ definition: EnvironmentDefinition
    ) {
        let name = reference.environment
        if let elsewhere {
            return report(
                "'\(name)' is in \(elsewhere.region ?? "no region"), and '\(definition.name)' in "
                    + "\(definition.region ?? "no region")",
                detail: "a queue takes jobs in its own region; name an environment of the same region", field,
                definition)
        }
        let bare = name.split(separator: "/").last.map(String.init) ?? name
        guard !isIncomplete, !unread.contains(name), !unread.contains(bare) else { return }
        suggestions += 1
        report(
            "no environment is called '\(name)'",
            detail: "'@{NAME.head-queue}' and '@{NAME.compute-queue}' stand for queues of an environment of "
                + "'config-mode: forge' in the same files", field, definition,
            meant: suggestions > Self.mostSuggestions ? nil : Suggestion.nearest(to: name, among: known))
    }

    private mutating func report(
        _ summary: String, detail: String, _ field: String, _ definition: EnvironmentDefinition, meant: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(
                .error, "invalid-reference", summary, detail: detail,
                at: definition.valueRanges[field] ?? definition.range,
                notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? []))
    }
}
