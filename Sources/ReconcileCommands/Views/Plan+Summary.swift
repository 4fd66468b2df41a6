import Planning

extension Plan {
    /// The counts, and how many changes are refused: the first and the last line of a plan.
    var summaryLine: String {
        let counts = summary
        return "Plan: \(counts.create) to create, \(counts.update) to update, \(counts.replace) to replace, "
            + "\(counts.delete) to delete" + (refusals.isEmpty ? "" : ", \(refusals.count) REFUSED")
    }
}
