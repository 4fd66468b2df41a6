import Planning
import ResourceModel

/// The steps of a plan as a graph, or the changes of a drift: the drawings in HTML, DOT and Mermaid show it.
struct StepDiagram {
    /// The summary, in words and numbers of this program alone.
    let title: String
    let groups: [Group]
    /// The order of the steps. An edge that others imply is left out.
    let edges: [Edge]

    /// The steps of an environment.
    struct Group {
        let key: EnvironmentKey
        let nodes: [Node]

        /// `acme/research/rnaseq (eu-west-1)`
        var title: String { key.title }
    }

    /// A step.
    struct Node {
        let id: Int
        /// `create`
        let word: String
        /// `compute-environment.work`
        let address: String
        /// The name in AWS, unless the address has it.
        let name: String
        let tone: Tone
    }

    /// A step and one that has to wait for it.
    struct Edge: Hashable {
        let before: Int
        let after: Int
    }

    /// The colour of a step.
    enum Tone: String, CaseIterable {
        case create
        case update
        case delete
        case refused
    }

    /// True if nothing is done.
    var isEmpty: Bool { groups.allSatisfy(\.nodes.isEmpty) }
}

extension StepDiagram {
    /// The steps of a plan, in the order of the files. Records in tags alone are no step for people.
    init(_ document: PlanDocument) {
        let steps = StepGraph(document.plan).steps
        let refused = Set(document.refusals.compactMap(\.refusal.address))
        let byEnvironment = Dictionary(grouping: steps.filter { !$0.planned.isBookkeeping }, by: \.environment)
        title = document.summaryLine
        groups = document.plan.environments.enumerated().map { index, environment in
            let nodes = (byEnvironment[index] ?? []).map { Node($0, isRefused: refused.contains($0.planned.address)) }
            return Group(key: environment.key, nodes: nodes)
        }
        edges =
            StepOrder(
                before: Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0.dependsOn) }),
                shown: groups.flatMap(\.nodes).map(\.id)
            ).edges
    }
}

extension StepDiagram.Node {
    fileprivate init(_ step: StepGraph.Step, isRefused: Bool) {
        let action = step.planned.action == .adopt ? "adopt" : step.verb.rawValue
        id = step.id
        word = isRefused ? "refused: \(action)" : action
        address = step.planned.address.local
        name = step.planned.address.part == step.name ? "" : step.name
        tone = isRefused ? .refused : step.verb.tone
    }
}

extension StepGraph.Verb {
    fileprivate var tone: StepDiagram.Tone {
        switch self {
        case .create: .create
        case .update: .update
        case .delete: .delete
        }
    }
}
