import Diagnostics

/// A diagram in Mermaid, which GitHub and GitLab draw on pages: https://mermaid.js.org/syntax/flowchart.html
struct MermaidView {
    let diagram: StepDiagram

    /// The first lines of every diagram.
    static let beginning = "---\ntitle: \""

    var text: String {
        let nodes = diagram.groups.enumerated().filter { !$0.element.nodes.isEmpty }.flatMap {
            group($0.element, $0.offset)
        }
        let edges = diagram.edges.map { "  s\($0.before) --> s\($0.after)" }
        let body = diagram.isEmpty ? ["  none[\"nothing to do\"]"] : nodes + edges + classes
        return (Self.beginning + diagram.title + "\"\n---\n") + (["flowchart LR"] + body).joinedLines
    }

    private func group(_ group: StepDiagram.Group, _ index: Int) -> [String] {
        ["  subgraph e\(index)[\"\(Self.escaped(group.title))\"]"]
            + group.nodes.map { node in
                let first = "\(Self.escaped(node.word)) \(Self.escaped(node.address))"
                return "    s\(node.id)[\"\(first)\(node.name.isEmpty ? "" : "<br/>" + Self.escaped(node.name))\"]"
            } + ["  end"]
    }

    private var classes: [String] {
        StepDiagram.Tone.allCases.flatMap { tone -> [String] in
            let nodes = diagram.groups.flatMap(\.nodes).filter { $0.tone == tone }.map { "s\($0.id)" }
            guard !nodes.isEmpty else { return [] }
            return [
                "  classDef \(tone.rawValue) fill:\(tone.fill),stroke:\(tone.line),color:#1f2328",
                "  class \(nodes.joined(separator: ",")) \(tone.rawValue)",
            ]
        }
    }

    /// The text inside a label in quotes. Mermaid writes a character as `#35;`, and takes a label for Markdown: only
    /// letters, digits and what means nothing behind a letter stay as they are.
    static func escaped(_ text: String) -> String {
        var isBehindLetter = false
        return text.escapedForTerminal.unicodeScalars.reduce(into: "") { result, scalar in
            let isLetter = scalar.properties.isAlphabetic
            let isWord = isLetter || scalar.properties.numericType != nil || scalar == " " || scalar == "/"
            result +=
                isWord || isBehindLetter && (scalar == "-" || scalar == ".") ? String(scalar) : "#\(scalar.value);"
            isBehindLetter = isLetter
        }
    }
}
