import AWSOperations

/// EC2's filters: names with values, `*` and `?` as wildcards.
enum EC2Filter {
    /// The items that meet every filter; `values` answers an item's values for a filter's name, nil for an unknown name.
    static func apply<Item>(
        _ filters: [EC2.Filter]?, to items: [Item], _ call: Call, values: (Item, String) -> [String]?
    ) throws -> [Item] {
        var kept = items
        for filter in filters ?? [] {
            let name = filter.name ?? ""
            let patterns = (filter.values ?? []).map { Array($0.utf8) }
            var isKnown = true
            kept = kept.filter { item in
                guard let candidates = values(item, name) else {
                    isKnown = false
                    return false
                }
                return candidates.contains { candidate in
                    let text = Array(candidate.utf8)
                    return patterns.contains { Wildcard.matches(text, $0) }
                }
            }
            guard isKnown else { throw call.refusal("InvalidParameterValue", "The filter '\(name)' is invalid") }
        }
        return kept
    }

    /// The values of `tag:<key>` and `tag-key`; nil for another filter.
    static func tags(_ tags: [String: String], _ name: String) -> [String]? {
        if name == "tag-key" { return Array(tags.keys) }
        guard name.hasPrefix("tag:") else { return nil }
        return tags[String(name.dropFirst(4))].map { [$0] } ?? []
    }
}
