import Diagnostics

/// Finds keys among the pairs of a map that grows: one by one in a small map, by a table in a large one.
struct YAMLKeys {
    /// Those of the keys that were asked for.
    private var marks: UInt64 = 0
    private var places: [String: Int] = [:]

    private static let mostCompared = 32

    /// The index of a key; nil if it is missing. The pairs must be those of the last call, plus the key of that call if
    /// it was missing.
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
