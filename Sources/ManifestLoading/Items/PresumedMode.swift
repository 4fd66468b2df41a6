import YAMLSyntax

extension ConfigurationMode {
    /// The mode that an item has by all appearances, where it does not say so in good order; nil where that cannot be
    /// told. With it, all else that is wrong with the item is said at once.
    init?(presumedOf mapping: YAMLMapping) {
        var written: Set<ConfigurationMode> = []
        var needed: Set<ConfigurationMode> = []
        for pair in mapping.pairs {
            let field = FieldCatalogue.environment[pair.key]
            if let field, field.handling != .structural {
                if field.modes.count == 1 { needed.formUnion(field.modes) }
                continue
            }
            // The key may be misspelt, and so may the word.
            let name = field?.name ?? Suggestion.nearest(to: pair.key, among: ["type", "config-mode"])
            guard name == "type" || name == "config-mode", let text = pair.value.scalar?.text else { continue }
            let words = text.lowercased().split(whereSeparator: \.isWhitespace)
            guard let word = name == "type" ? words.dropFirst().first : words.first,
                let mode = Suggestion.nearest(to: String(word), among: Self.allCases.map(\.rawValue))
            else { continue }
            if let known = ConfigurationMode(rawValue: mode) { written.insert(known) }
        }
        guard let mode = written.isEmpty ? needed.first : written.first,
            (written.isEmpty ? needed : written).count == 1
        else { return nil }
        self = mode
    }
}
