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
            var isKnown = true
            kept = kept.filter { item in
                guard let candidates = values(item, name) else {
                    isKnown = false
                    return false
                }
                return candidates.contains { candidate in
                    filter.values?.contains { matches(Substring(candidate), Substring($0)) } ?? false
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

    private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            let rest = pattern.dropFirst()
            return matches(text, rest) || (!text.isEmpty && matches(text.dropFirst(), pattern))
        }
        guard let letter = text.first, first == "?" || first == letter else { return false }
        return matches(text.dropFirst(), pattern.dropFirst())
    }
}
