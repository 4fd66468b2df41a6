import Diagnostics

/// Finds the environments whose queues manual environments name as `@{NAME.head-queue}`, wherever in the files they are.
struct QueueReferenceResolver {
    private let environments: [EnvironmentDefinition]
    /// Names of environments that could not be read in full.
    private let unread: Set<String>
    /// True if there may be environments whose names could not be read.
    private let isIncomplete: Bool
    private(set) var diagnostics: [Diagnostic] = []

    init(_ environments: [EnvironmentDefinition], names: [String], isIncomplete: Bool) {
        self.environments = environments
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
        let called = environments.filter { isCalled(reference.environment, $0) }
        // As of a variable, the nearest is meant: that of the same workspace and region.
        let near = called.filter { $0.workspace == definition.workspace }
        let here = (near.isEmpty ? called : near).filter { $0.region == definition.region }
        guard let found = here.first else {
            reportMissing(reference, called.first, field, definition)
            return queue
        }
        if here.count > 1 {
            let owners = here.map { "'\($0.workspace.map { "\($0)/" } ?? "")\($0.name)'" }.joined(separator: ", ")
            report(
                "'\(reference.environment)' is several environments",
                detail: "write the workspace before it: \(owners)",
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

    private func isCalled(_ text: String, _ definition: EnvironmentDefinition) -> Bool {
        text == definition.name || definition.workspace.map { text == "\($0)/\(definition.name)" } == true
    }

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
        guard !isIncomplete, !unread.contains(name), !unread.contains(where: { name.hasSuffix("/\($0)") }) else {
            return
        }
        let known = environments.filter { if case .forge = $0.configuration { true } else { false } }.map(\.name)
        report(
            "no environment is called '\(name)'",
            detail: "'@{NAME.head-queue}' and '@{NAME.compute-queue}' stand for queues of an environment of "
                + "'config-mode: forge' in the same files", field, definition,
            meant: Suggestion.nearest(to: name, among: known))
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
