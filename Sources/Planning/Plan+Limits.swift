import ResourceModel

extension Plan {
    /// Tags of a resource, AWS's own not counted; no service raises it. Source: botocore's models of IAM (`tagListType`),
    /// AWS Batch (`TagrisTagsMap`) and CloudWatch Logs (`Tags`), and EC2's CreateTags.
    private static let mostTags = 50

    /// Refuses to tag a resource that would then have more tags than AWS allows, with the tags of other owners. Tags
    /// are set before others are removed, so both count.
    mutating func refuseTooManyTags() {
        for index in environments.indices {
            let key = environments[index].key
            for resource in environments[index].resources where [.update, .adopt].contains(resource.action) {
                guard let refusal = Self.tagRefusal(resource, key) else { continue }
                environments[index].refusals.append(refusal)
            }
        }
    }

    private static func tagRefusal(_ resource: PlannedResource, _ key: EnvironmentKey) -> Refusal? {
        let held = Set((resource.observed?.tags ?? [:]).keys.filter { !$0.hasPrefix("aws:") })
        let labels = resource.changes.filter { $0.after != nil }.compactMap(\.tagKey)
        let added = Set(labels).union(resource.bookkeepingTags.keys).subtracting(held)
        guard !added.isEmpty, held.count + added.count > mostTags else { return nil }
        let others = held.filter { tag in
            resource.desired?.tags[tag] == nil && !resource.retiredTags.contains(tag) && !OwnershipTags.isOurs(tag)
        }.sorted()
        let tags = Refusal.Tags(
            name: resource.name, held: held.count, added: added.count, removed: resource.retiredTags.count,
            limit: mostTags, others: others)
        return Refusal(
            .tooManyTags(tags), environment: key, address: resource.address,
            paths: labels.filter(added.contains).map { "tags.\($0)" })
    }
}
