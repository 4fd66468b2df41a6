import Planning
import Reconciliation
import ResourceModel

/// The failures of a run, those with one remedy together, and what to do next.
struct FailureGroups {
    /// A failure, and what it happened to.
    struct Entry {
        let subject: String
        let summary: String
        let failure: StepFailure
        /// The fields of the file that it comes from.
        let fields: [FieldOrigins.Origin]
    }

    let entries: [Entry]

    init(_ outcome: ApplyOutcome, _ origins: FieldOrigins) {
        let steps = outcome.results.compactMap { step, result -> Entry? in
            guard case .failed(let failure) = result else { return nil }
            return Entry(
                subject: step.subject, summary: step.summary(failure.summary), failure: failure,
                fields: step.verb == .delete ? [] : origins.origins(of: step.planned, in: failure))
        }
        let unavailable = outcome.unavailable.map { environment, failure in
            Entry(
                subject: "\(environment.key.heading) is not available", summary: failure.summary, failure: failure,
                fields: [])
        }
        entries = steps + unavailable
    }

    /// The failures in their order, each remedy once below all that it mends.
    func lines(_ style: Style) -> [String] {
        var order: [String] = []
        var groups: [String: [Entry]] = [:]
        for entry in entries {
            let key = entry.failure.detail
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(entry)
        }
        return order.flatMap { key -> [String] in
            let group = groups[key] ?? []
            let remedy = key.split(separator: "\n").enumerated().map {
                ($0.offset == 0 ? "    → " : "      ") + $0.element
            }
            return group.flatMap { lines($0, style) } + remedy
        }
    }

    private func lines(_ entry: Entry, _ style: Style) -> [String] {
        let fields = entry.fields.map(\.text).joined(separator: ", ")
        return [style(.red, "✗") + " \(entry.subject): \(entry.summary)"]
            + (fields.isEmpty ? [] : ["    " + fields])
    }

    /// The next step. A definite refusal comes again until its cause is mended, and a guard's until what it watches has
    /// changed.
    func advice(_ operation: PlanRunner.Operation) -> String {
        let next = "\(operation.rawValue) again: it goes on from what exists in AWS."
        if entries.contains(where: \.failure.isDefinite) { return "Mend what was refused, then \(next)" }
        return entries.contains(where: \.failure.isRefusal)
            ? "Do what '→' says, then \(next)" : "Run the same command again: it goes on from what exists in AWS."
    }
}
