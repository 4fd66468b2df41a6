/// Finds keys among the pairs of a map that grows: one by one in a small map, by a table in a large one.
struct YAMLKeys {
    private var places: [String: Int] = [:]

    private static let mostCompared = 32

    /// Where a key stands; nil where it does not. The pairs are those of the last call, or those and more.
    mutating func place(of key: String, in pairs: [YAMLMapping.Pair]) -> Int? {
        guard pairs.count > Self.mostCompared else { return pairs.indices.first { pairs[$0].key == key } }
        for index in places.count..<pairs.count { places[pairs[index].key] = index }
        return places[key]
    }
}
