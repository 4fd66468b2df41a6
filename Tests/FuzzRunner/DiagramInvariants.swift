/// The rules that hold for drawings with any texts in them: every line is one that the views write, and a text is inside
/// the quotes of one.
enum DiagramInvariants {
    /// The fault of a graph in DOT; nil if there is none.
    static func fault(ofDot text: String) -> String? {
        if !text.unicodeScalars.allSatisfy(Invariants.isHarmless) { return "the DOT has control characters" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "digraph reconcile {", lines.last == "}" else { return "the DOT is no graph" }
        for line in lines.dropFirst().dropLast()
        where !dotLines.contains(where: { (try? $0.wholeMatch(in: line)) != nil }) {
            return "a line of a text in DOT: \(line)"
        }
        return nil
    }

    /// The fault of a diagram in Mermaid; nil if there is none.
    static func fault(ofMermaid text: String) -> String? {
        if !text.unicodeScalars.allSatisfy(Invariants.isHarmless) { return "the Mermaid has control characters" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 4, lines[0] == "---", (try? mermaidTitle.wholeMatch(in: lines[1])) != nil,
            lines[2] == "---",
            lines[3] == "flowchart LR"
        else { return "the Mermaid is no flowchart" }
        for line in lines.dropFirst(4) where !mermaidLines.contains(where: { (try? $0.wholeMatch(in: line)) != nil }) {
            return "a line of a text in Mermaid: \(line)"
        }
        return nil
    }

    /// The fault of the counts for GitLab; nil if there is none.
    static func fault(ofGitLab text: String) -> String? {
        text.wholeMatch(of: #/\{"create":\d+,"update":\d+,"delete":\d+\}/#) == nil
            ? "GitLab's counts are: \(text)" : nil
    }

    private static var dotLines: [Regex<Substring>] {
        [
            #/ {2,4}label="(?:[^"\\]|\\.)*";/#,
            #/  (?:labelloc=t|rankdir=LR|fontname="sans-serif");/#,
            #/  node \[shape=box, style="rounded,filled", fontname="sans-serif", fontcolor="#1f2328"\];/#,
            #/  subgraph cluster_\d+ \{/#,
            #/    s\d+ \[label="(?:[^"\\]|\\.)*", color="#[0-9a-f]{6}", fillcolor="#[0-9a-f]{6}"\];/#,
            #/  \}/#,
            #/  s\d+ -> s\d+;/#,
        ]
    }

    private static var mermaidTitle: Regex<Substring> { #/title: "[A-Za-z0-9:, ]+"/# }

    private static var mermaidLines: [Regex<Substring>] {
        [
            #/  subgraph e\d+\["[^"`<>{}%\[\]]*"\]/#,
            #/    s\d+\["[^"`<>{}%\[\]]*(?:<br/>[^"`<>{}%\[\]]*)?"\]/#,
            #/  none\["nothing to do"\]/#,
            #/  end/#,
            #/  s\d+ --> s\d+/#,
            #/  classDef [a-z]+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#1f2328/#,
            #/  class s\d+(?:,s\d+)* [a-z]+/#,
        ]
    }
}
