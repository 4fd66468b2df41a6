import Planning
import ResourceModel

/// The question before a plan is carried out. It names the account, the regions, the counts and the data that is lost, so
/// that a person who has several windows open sees which one this is.
struct PlanQuestion {
    /// The plan that is carried out, without what is left out of it.
    let plan: Plan
    let operation: PlanRunner.Operation

    var text: String { "\(verb) \(place) (\(counts)\(data.isEmpty ? "" : "; all data in \(data) is lost"))?" }

    private var verb: String {
        switch operation {
        case .apply: "Apply these changes to"
        case .destroy: "Delete these resources of"
        case .adopt: "Take over these resources of"
        }
    }

    /// The account, and the regions in which something is done.
    private var place: String {
        let regions = plan.environments.filter { $0.action != .none }.map(\.key).regions
        let accounts = plan.parts.filter { $0.summary.hasChanges }.compactMap(\.accountID)
        let named = accounts.count > 1 ? "accounts" : "account"
        let all = (accounts.isEmpty ? plan.accountIDs : accounts).joined(separator: ", ")
        return (["\(named) \(all)"] + regions).joined(separator: ", ")
    }

    private var counts: String {
        let summary = plan.summary
        return [
            (summary.create, "created"), (summary.update, operation == .adopt ? "adopted" : "updated"),
            (summary.replace, "replaced"), (summary.delete, "deleted"),
        ].filter { $0.0 > 0 }.map { "\($0) \($1)" }.joined(separator: ", ")
    }

    private var data: String { plan.environments.flatMap(\.lostData).map(\.id).joined(separator: ", ") }
}
