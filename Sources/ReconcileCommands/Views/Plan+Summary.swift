import Planning

extension Plan {
    /// The sentence for a plan that changes nothing.
    var noChanges: String {
        environments.contains(where: \.isLeftAsIs)
            ? "No changes. What differs from the file is left as it is: on_exists is 'ignore'."
            : "No changes. AWS matches the file."
    }

    /// The counts, and how many changes are refused: the first and the last line of a plan.
    var summaryLine: String {
        let counts = summary
        return "Plan: \(counts.create) to create, \(counts.update) to update, \(counts.replace) to replace, "
            + "\(counts.delete) to delete" + (refusals.isEmpty ? "" : ", \(refusals.count) REFUSED")
    }
}

extension PlannedEnvironment {
    /// True if something of it differs from the file, and the file says to leave it.
    var isLeftAsIs: Bool { resources.contains { $0.reason == .leftAsIs } }
}

extension PlannedResource {
    /// True if the forms for people show it: it changes, or it differs and stays.
    var isWorthShowing: Bool { action == .none ? reason == .leftAsIs : !isBookkeeping }

    /// The words before differences that the plan does not remove.
    var differenceWords: String { action == .adopt ? "differs, for the next apply" : "differs" }
}
