/// The order of the steps that a drawing shows.
struct StepOrder {
    /// The steps that each step has to wait for.
    let before: [Int: Set<Int>]
    /// The steps that are shown. What waits for one that is not shown waits for those before it.
    let shown: [Int]

    /// The edges that no path of others implies, sorted.
    var edges: [StepDiagram.Edge] {
        let visible = Set(shown)
        let direct = Dictionary(uniqueKeysWithValues: shown.map { ($0, predecessors(of: $0, among: visible)) })
        return shown.flatMap { step -> [StepDiagram.Edge] in
            let candidates = direct[step] ?? []
            let implied = candidates.reduce(into: Set<Int>()) { implied, candidate in
                implied.formUnion(Self.reachable(from: candidate, in: direct))
            }
            return candidates.subtracting(implied).sorted().map { StepDiagram.Edge(before: $0, after: step) }
        }
    }

    private func predecessors(of step: Int, among visible: Set<Int>) -> Set<Int> {
        var found: Set<Int> = []
        var seen: Set<Int> = [step]
        var open = Array(before[step] ?? [])
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            if visible.contains(next) { found.insert(next) } else { open += before[next] ?? [] }
        }
        return found
    }

    /// The steps before a step, without the step itself. A saved plan may have cycles.
    private static func reachable(from start: Int, in direct: [Int: Set<Int>]) -> Set<Int> {
        var seen: Set<Int> = [start]
        var open = Array(direct[start] ?? [])
        while let next = open.popLast() {
            if seen.insert(next).inserted { open += direct[next] ?? [] }
        }
        return seen.subtracting([start])
    }
}
