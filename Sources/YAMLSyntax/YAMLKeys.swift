import Diagnostics

/// Finds keys among the pairs of a map that grows: one by one in a small map, by a table in a large one.
struct YAMLKeys {
    /// Those of the keys that were asked for.
    private var marks: UInt64 = 0
    private var places: [String: Int] = [:]

    private static let mostCompared = 32

    /// Where a key stands; nil where it does not. The pairs are those of the last call and, where it was not among them,
    /// the one that was asked for.
    mutating func place(of key: String, in pairs: [YAMLMapping.Pair]) -> Int? {
        guard pairs.count > Self.mostCompared else {
            let mark: UInt64 = 1 << key.mark
            defer { marks |= mark }
            return marks & mark == 0 ? nil : YAMLMapping.index(of: key, in: pairs)
        }
        for index in places.count..<pairs.count { places[pairs[index].key] = index }
        return places[key]
    }
}
