import Diagnostics

/// A diagram in DOT, for Graphviz: https://graphviz.org/doc/info/lang.html
struct DotView {
    let diagram: StepDiagram

    /// The first line of every graph.
    static let beginning = "digraph reconcile {"

    var text: String {
        let nodes = diagram.groups.enumerated().filter { !$0.element.nodes.isEmpty }.flatMap {
            cluster($0.element, $0.offset)
        }
        let edges = diagram.edges.map { "  s\($0.before) -> s\($0.after);" }
        return ([Self.beginning] + head + nodes + edges + ["}"]).joinedLines
    }

    private var head: [String] {
        [
            "  label=\(Self.quoted(diagram.isEmpty ? diagram.title + ": nothing to do" : diagram.title));",
            "  labelloc=t;", "  rankdir=LR;", "  fontname=\"sans-serif\";",
            "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontcolor=\"#1f2328\"];",
        ]
    }

    private func cluster(_ group: StepDiagram.Group, _ index: Int) -> [String] {
        ["  subgraph cluster_\(index) {", "    label=\(Self.quoted(group.title));"]
            + group.nodes.map { node in
                let lines = [node.word, node.address, node.name].filter { !$0.isEmpty }.map(Self.escaped)
                return "    s\(node.id) [label=\"\(lines.joined(separator: "\\n"))\", "
                    + "color=\"\(node.tone.line)\", fillcolor=\"\(node.tone.fill)\"];"
            } + ["  }"]
    }

    private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    /// The text inside a string in quotes. Graphviz takes a backslash for an escape and an ampersand for an entity.
    static func escaped(_ text: String) -> String {
        text.escapedForTerminal.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("&", with: "&amp;")
    }
}

extension StepDiagram.Tone {
    /// The colour of the border, in drawings without a style sheet.
    var line: String {
        switch self {
        case .create: "#1a7f37"
        case .update: "#9a6700"
        case .delete: "#cf222e"
        case .refused: "#57606a"
        }
    }

    /// The colour of the box: dark text is readable on it.
    var fill: String {
        switch self {
        case .create: "#dafbe1"
        case .update: "#fff8c5"
        case .delete: "#ffebe9"
        case .refused: "#eaeef2"
        }
    }
}
