import ResourceModel

/// The steps of an environment as a drawing: a line for each step, and arcs at its left from what it waits for. It is as
/// wide as the page, so the same drawing fits a phone and a desk.
struct DiagramDrawing {
    /// The steps, each below those that it waits for.
    let nodes: [StepDiagram.Node]
    let edges: [StepDiagram.Edge]

    private static let rowHeight = 26
    /// Pixels of a character of the text.
    private static let characterWidth = 7.85
    private static let longestTitle = 60
    private static let longestName = 80

    /// The row of each step.
    private let rows: [Int: Int]
    /// The room of the arcs: the longest of them goes out the farthest.
    private let gutter: Int
    /// The most characters of a title.
    private let widest: Int

    /// - Parameter edges: those between the steps of the group.
    init(_ group: StepDiagram.Group, edges: [StepDiagram.Edge]) {
        let nodes = Self.ordered(group.nodes, edges)
        let rows = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($0.element.id, $0.offset) })
        let spans = edges.map { abs((rows[$0.after] ?? 0) - (rows[$0.before] ?? 0)) }
        self.nodes = nodes
        self.edges = edges
        self.rows = rows
        gutter = Self.reach(spans.max() ?? 0) * 3 / 4 + 10
        widest = nodes.map { Self.title($0).count }.max() ?? 0
    }

    /// The drawings of all environments, from one walk over the steps.
    static func all(of diagram: StepDiagram) -> [EnvironmentKey: DiagramDrawing] {
        let places = diagram.groups.enumerated().flatMap { index, group in group.nodes.map { ($0.id, index) } }
        let groups = Dictionary(uniqueKeysWithValues: places)
        let inner = diagram.edges.filter { groups[$0.before] == groups[$0.after] }
        let edges = Dictionary(grouping: inner) { groups[$0.after] }
        let drawings = diagram.groups.enumerated().map { index, group in
            (group.key, DiagramDrawing(group, edges: edges[index] ?? []))
        }
        return Dictionary(drawings, uniquingKeysWith: { first, _ in first })
    }

    /// The steps in their order, but each behind those before it. Steps that wait for each other stay as they are.
    private static func ordered(_ nodes: [StepDiagram.Node], _ edges: [StepDiagram.Edge]) -> [StepDiagram.Node] {
        let before = Dictionary(grouping: edges, by: \.after).mapValues { Set($0.map(\.before)) }
        var done: Set<Int> = []
        var result: [StepDiagram.Node] = []
        var open = nodes
        while let index = open.firstIndex(where: { before[$0.id]?.isSubset(of: done) ?? true }) {
            let next = open.remove(at: index)
            done.insert(next.id)
            result.append(next)
        }
        return result + open
    }

    var html: HTML {
        guard !nodes.isEmpty else { return .group([]) }
        let height = nodes.count * Self.rowHeight
        let attributes: [HTML.Attribute] = [
            .init("width", "100%"), .init("height", "\(height)"), .init("role", "img"),
            .init("aria-label", "The order of the \(nodes.count) steps; the list below has the same steps"),
        ]
        return .element(
            "svg", attributes, edges.map(arc) + nodes.enumerated().map { row($0.element, $0.offset) }
        )
    }

    private static func reach(_ span: Int) -> Int { span == 0 ? 0 : 10 + 9 * min(span, 9) }

    private static func middle(_ row: Int) -> Int { row * rowHeight + rowHeight / 2 }

    private func arc(_ edge: StepDiagram.Edge) -> HTML {
        let (from, to) = (rows[edge.before] ?? 0, rows[edge.after] ?? 0)
        let (x, top, bottom) = (gutter, Self.middle(from), Self.middle(to))
        let out = x - Self.reach(abs(to - from))
        return .element("path", [.init("d", "M\(x) \(top)C\(out) \(top) \(out) \(bottom) \(x) \(bottom)")], [])
    }

    private func row(_ node: StepDiagram.Node, _ row: Int) -> HTML {
        let (x, y) = (gutter, Self.middle(row))
        let nameX = x + 32 + Int(Double(widest) * Self.characterWidth)
        func text(_ text: String, at x: Int, class names: String) -> HTML {
            .element("text", [.init("x", "\(x)"), .init("y", "\(y + 4)"), .init("class", names)], [.text(text)])
        }
        return .element(
            "g",
            .element("title", .text("\(node.word) \(node.address) \(node.name)")),
            .element(
                "circle",
                [.init("cx", "\(x)"), .init("cy", "\(y)"), .init("r", "6"), .init("class", node.tone.rawValue)], []),
            text(Self.title(node), at: x + 14, class: "title"),
            text(LineWrapper.clipped(node.name, to: Self.longestName), at: nameX, class: "name"))
    }

    private static func title(_ node: StepDiagram.Node) -> String {
        LineWrapper.clipped("\(node.word) \(node.address)", to: longestTitle)
    }
}
