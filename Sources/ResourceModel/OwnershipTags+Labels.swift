extension OwnershipTags {
    /// The value of ``labels``: a hash of each key, in order, so that forty keys fit into one tag's 256 characters.
    public static func labelsValue(_ keys: some Sequence<String>) -> String {
        keys.map(keyHash).sorted().joined(separator: " ")
    }

    /// The tags among `observed` that an earlier apply set as labels and that `desired` no longer has.
    public static func retiredLabels(in observed: [String: String], desired: [String: String]) -> [String] {
        let recorded = recordedLabels(in: observed)
        return observed.keys.filter { desired[$0] == nil && recorded.contains(keyHash($0)) }.sorted()
    }

    /// Returns the tags among `observed` that an earlier apply set and that `desired` no longer has: labels, and the
    /// file's settings for deleting and for the image.
    public static func retiredTags(in observed: [String: String], desired: [String: String]) -> [String] {
        let words = [protection, onDelete, drain, image].filter { observed[$0] != nil && desired[$0] == nil }
        return (retiredLabels(in: observed, desired: desired) + words).sorted()
    }

    /// Returns true if an earlier apply set the key as a label.
    public static func wasLabel(_ key: String, in observed: [String: String]) -> Bool {
        recordedLabels(in: observed).contains(keyHash(key))
    }

    private static func recordedLabels(in observed: [String: String]) -> Set<String> {
        Set((observed[labels] ?? "").split(separator: " ").map(String.init))
    }

    /// FNV-1a folded to 20 bits, five hexadecimal digits; a clash could only remove a tag that is no longer wanted.
    private static func keyHash(_ key: String) -> String {
        var hash: UInt32 = 2_166_136_261
        for byte in key.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let text = String((hash >> 20) ^ (hash & 0xFFFFF), radix: 16)
        return String(repeating: "0", count: 5 - text.count) + text
    }
}
