import Planning
import ResourceModel

extension RunFacts {
    /// Takes in a drift.
    mutating func note(_ view: DriftView) {
        accountID = view.drift.onlyAccountID
        regions = view.drift.regions
        drift = view.drift.missing.count + view.drift.resources.count
        summary = view.conclusion.first
    }

    /// Takes in the state of environments.
    mutating func note(_ environments: [EnvironmentStatus], _ accountID: String?) {
        self.accountID = accountID
        regions = environments.map(\.key).regions
        let count = environments.count { !$0.isAvailable }
        notAvailable = count
        note(environments.map(\.jobs))
        let others = environments.filter { !$0.isAvailable }.map { "\($0.key.owner) is \($0.word)" }
        summary = others.isEmpty ? "all environments are AVAILABLE" : others.joined(separator: ", ")
    }
}
