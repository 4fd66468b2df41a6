import Diagnostics
import Planning
import ResourceModel

/// A drift in each of its forms.
struct DriftReport: Report {
    let view: DriftView
    let diagnostics: [Diagnostic]

    func text(style: Style, columns: Int) -> String {
        DriftView(drift: view.drift, principal: view.principal, style: style, columns: columns).text
    }

    var json: JSON { view.json(diagnostics) }
    var markdown: String { view.markdown }
    var page: HTMLPage { view.page }
    var counts: GitLabCounts { GitLabCounts(view.drift) }
    var diagram: StepDiagram { StepDiagram(view.drift, title: view.conclusion[0]) }
}

extension StepDiagram {
    /// The resources that were changed. An edge leads from a resource to one that uses it.
    init(_ drift: Drift, title: String) {
        self.title = title
        var groups: [Group] = []
        var before: [Int: Set<Int>] = [:]
        var first = 0
        for environment in drift.environments {
            let resources = environment.resources.enumerated().map { (id: first + $0.offset, resource: $0.element) }
            for (id, resource) in resources {
                let used = resource.planned.dependsOn
                before[id] = Set(resources.filter { used.contains($0.resource.planned.address) }.map(\.id))
            }
            var nodes = resources.map { Node($0.resource, id: $0.id) }
            if !environment.exists {
                nodes.append(
                    Node(id: first + nodes.count, word: "missing", address: "environment", name: "", tone: .delete))
            }
            first += nodes.count
            groups.append(Group(key: environment.key, nodes: nodes))
        }
        self.groups = groups
        edges = StepOrder(before: before, shown: groups.flatMap(\.nodes).map(\.id)).edges
    }
}

extension StepDiagram.Node {
    fileprivate init(_ resource: DriftedResource, id: Int) {
        self.id = id
        address = resource.planned.address.local
        name = resource.planned.name
        switch resource.event {
        case .changed: (word, tone) = ("changed", .update)
        case .deleted: (word, tone) = ("deleted", .delete)
        case .disowned: (word, tone) = ("without tags", .update)
        }
    }
}
