extension Sequence where Element == Diagnostic {
    /// Sorts by file and place, without repetitions; diagnostics without a place come last.
    public func sortedByPlace() -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        let unique = filter { seen.insert($0).inserted }
        return unique.enumerated().sorted { left, right in
            switch (left.element.range, right.element.range) {
            case (let one?, let other?) where one != other: one < other
            case (nil, _?): false
            case (_?, nil): true
            default: (left.element.severity, left.offset) < (right.element.severity, right.offset)
            }
        }.map(\.element)
    }

    /// True if one of them is an error.
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
