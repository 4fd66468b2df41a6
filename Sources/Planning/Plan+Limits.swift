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
        let prefix = "tags."
        let labels = resource.changes.filter { $0.update == .tags && $0.after != nil && $0.path.hasPrefix(prefix) }
            .map { String($0.path.dropFirst(prefix.count)) }
        let added = Set(labels).union(resource.bookkeepingTags.keys).subtracting(held)
        guard !added.isEmpty, held.count + added.count > mostTags else { return nil }
        let others = held.filter { tag in
            resource.desired?.tags[tag] == nil && !resource.retiredTags.contains(tag) && !OwnershipTags.isOurs(tag)
        }.sorted()
        let retired = resource.retiredTags.isEmpty ? "" : " before it removes \(resource.retiredTags.count)"
        let shown = others.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        let more = others.count > 3 ? ", …" : ""
        let whose = "\(others.count) tags that others put there (\(shown)\(more))"
        let remedy = others.isEmpty ? "" : ", or remove some of the \(whose)"
        return Refusal(
            .quotaExceeded, environment: key, address: resource.address,
            paths: labels.filter(added.contains).map { prefix + $0 },
            "\(resource.address.kind.rawValue) '\(resource.name)' would have \(held.count + added.count) tags, and AWS "
                + "allows \(mostTags) on a resource",
            detail: "it has \(held.count); this plan adds \(added.count)\(retired). AWS does not raise this limit: "
                + "leave out labels\(remedy)")
    }
}
