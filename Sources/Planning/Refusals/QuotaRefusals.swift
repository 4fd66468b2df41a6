import ResourceModel

extension Plan {
    /// Refuses to create more than a region's quotas allow. A successor needs room beside its predecessor.
    mutating func refuseOverQuotas(_ observation: Observation, _ kinds: KindCatalog) {
        for (region, usage) in observation.usage.sorted(by: { $0.key < $1.key }) {
            let here = environments.indices.filter { environments[$0].key.region == region }
            for rules in kinds.all {
                guard let quota = rules.lifecycle.quota, let existing = usage.counts[rules.kind] else { continue }
                let resources = here.flatMap { environments[$0].resources }.filter { $0.address.kind == rules.kind }
                let created = resources.count { $0.action == .create }
                let replaced = resources.count { $0.action == .replace }
                let deleted = resources.count { $0.action == .delete }
                let shortage = Refusal.Shortage(
                    region: region, accountID: observation.accountID, limit: quota.limit, service: quota.service,
                    noun: quota.noun, existing: existing, created: created, replaced: replaced, deleted: deleted)
                let first = here.first { index in
                    environments[index].resources.contains {
                        $0.address.kind == rules.kind && [.create, .replace].contains($0.action)
                    }
                }
                guard shortage.needed > quota.limit, let first else { continue }
                environments[first].refusals.append(
                    Refusal(.quotaExceeded(shortage), environment: environments[first].key))
            }
        }
    }
}
