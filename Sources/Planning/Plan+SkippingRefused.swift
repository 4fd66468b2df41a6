import ResourceModel

extension Plan {
    /// True if every refusal is about one environment alone, so that the others can be applied without it.
    ///
    /// A quota, the number of deletions and the account concern the whole plan.
    public var hasSeparableRefusals: Bool { refusals.allSatisfy(\.isSeparable) }

    /// The plan without the environments that a guard refuses, and without those that need something of them.
    public var withoutRefused: Plan {
        var left = Set(environments.indices.filter { !environments[$0].refusals.isEmpty })
        while let next = environments.indices.first(where: { !left.contains($0) && needs($0, anyOf: left) }) {
            left.insert(next)
        }
        guard !left.isEmpty else { return self }
        var kept = environments.enumerated().filter { !left.contains($0.offset) }.map(\.element)
        // What environments share is planned with the first of them.
        var shared = left.sorted().flatMap { environments[$0].resources.filter { $0.address.environment == nil } }
        for index in kept.indices {
            let before = Self.resources(of: shared, neededBy: kept[index].resources)
            kept[index].resources = before + kept[index].resources
            shared.removeAll { before.contains($0) }
        }
        return Plan(accountID: accountID, environments: kept)
    }

    /// True if an environment waits for something that is done in one of the others.
    private func needs(_ index: Int, anyOf others: Set<Int>) -> Bool {
        let done = others.flatMap { environments[$0].resources }.filter { resource in
            resource.action != .none && resource.address.environment != nil
        }
        let addresses = Set(done.map(\.address))
        return environments[index].resources.contains { !addresses.isDisjoint(with: $0.dependsOn) }
    }

    /// Those of the shared resources that others need, and what these need, in their order.
    private static func resources(
        of shared: [PlannedResource], neededBy others: [PlannedResource]
    ) -> [PlannedResource] {
        var needed = Set(others.flatMap(\.dependsOn))
        var found: Set<Address> = []
        while let next = shared.first(where: { needed.contains($0.address) && !found.contains($0.address) }) {
            found.insert(next.address)
            needed.formUnion(next.dependsOn)
        }
        return shared.filter { found.contains($0.address) }
    }
}

extension Refusal {
    fileprivate var isSeparable: Bool {
        switch fact {
        case .wrongAccount, .tooManyDeletions, .quotaExceeded: false
        default: environment != nil
        }
    }
}
