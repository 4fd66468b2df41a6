import ManifestLoading

/// Lists the rules that concern a field, each with its reason and its source.
struct FieldRulesView {
    /// The longest line in characters.
    let columns: Int

    /// The section; empty if no rule concerns the field. Rules of one source have it once, below the last.
    func lines(_ field: Field) -> [String] {
        let groups = Rules.all.filter { $0.concerns(field) }.inGroups(by: \.source)
        guard !groups.isEmpty else { return [] }
        let lines = groups.flatMap { source, rules in
            rules.flatMap { self.lines(Self.sentence($0), indent: 4) }
                + self.lines("source: \(source.text)", indent: 8)
        }
        return ["", "  Rules:"] + lines
    }

    private static func sentence(_ rule: Rule) -> String {
        let mode = rule.mode == .manual && !rule.text.contains("manual") ? "in config-mode manual: " : ""
        return mode + rule.text + (rule.reason.isEmpty ? "" : ": \(rule.reason)")
    }

    private func lines(_ text: String, indent: Int) -> [String] {
        LineWrapper.wrapped(text, to: columns - indent).map { String(repeating: " ", count: indent) + $0 }
    }
}
