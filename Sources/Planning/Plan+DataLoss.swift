public import ResourceModel

extension Plan {
    /// Refuses to delete resources that hold data, except those of environments that the command names.
    ///
    /// - Parameters:
    ///   - allowed: names of environments, with their workspace or without.
    ///   - isAsked: true if a person is asked, and the question names the data.
    public mutating func limitDataLoss(to allowed: Set<String>, isAsked: Bool) {
        guard !isAsked else { return }
        for index in environments.indices {
            let key = environments[index].key
            let names = environments[index].lostData.map(\.id)
            guard !names.isEmpty, allowed.isDisjoint(with: [key.name, key.owner]) else { continue }
            let loss = Refusal.Fact.dataLoss(names: names, isPruned: environments[index].isPruned)
            environments[index].refusals.append(Refusal(loss, environment: key))
        }
    }
}

extension PlannedEnvironment {
    /// The resources with data that the plan deletes.
    public var lostData: [(kind: ResourceKind, id: String)] {
        warnings.compactMap { warning in
            if case .deletesData(let kind, _, let id) = warning { (kind, id) } else { nil }
        }
    }
}

extension KindCatalog {
    /// Returns a warning for each deletion of a resource that holds data.
    func dataWarnings(of resources: [PlannedResource]) -> [Warning] {
        resources.filter { $0.action == .delete && lifecycle($0.address).holdsData }
            .map { planned in
                let id = planned.observed?.attributes["id"]?.string
                return .deletesData(planned.address.kind, name: planned.name, id: id ?? planned.name)
            }
    }
}
