import Diagnostics
import YAMLSyntax

/// Types the value of a field as the field demands, never as the text looks.
struct ValueReader {
    var expander: Expander
    var diagnostics: [Diagnostic] = []
    /// The mode of the item whose values are read; nil where it cannot be told.
    var mode: ConfigurationMode?
    private var unknownFields = 0

    private static let mostSuggestions = 200
    /// True while unknown fields are compared with the known ones: a file may be full of them.
    var isSuggesting: Bool { unknownFields < Self.mostSuggestions }

    init(_ expander: Expander) {
        self.expander = expander
    }

    /// The typed value; nil where the file says nothing.
    mutating func read(_ node: YAMLNode, as field: Field, key: SourceRange) -> FieldValue? {
        if node.isNull { return nil }
        return content(of: node, field).map {
            FieldValue(field: field, keyRange: key, range: node.range, content: $0)
        }
    }

    private mutating func content(of node: YAMLNode, _ field: Field) -> FieldValue.Content? {
        switch field.type {
        case .list(let format): return list(node, field, format)
        case .labels:
            // A label of an export can have commas; it is one label.
            guard let texts = texts(node, field, splitting: !expander.isLiteral) else { return .unknown }
            if texts.isEmpty { return nil }
            if let stray = texts.first(where: { QueueReferenceText.isMeant(by: $0.text) }) {
                _ = checked(stray, field, .any)
                return .unknown
            }
            var reader = LabelReader()
            defer { diagnostics += reader.diagnostics }
            return reader.read(texts, of: field.name)
        case .map(let fields):
            guard case .mapping(let mapping) = node.content else {
                wrongType(field, "a map", node, detail: Self.mapHint(fields))
                return .unknown
            }
            return map(mapping, fields, field, at: node.place)
        case .textOrMap(_, let fields):
            guard case .mapping(let mapping) = node.content else { return scalar(node, field) }
            return map(mapping, fields, field, at: node.place)
        case .numbers(let format, let allowed):
            guard case .mapping(let mapping) = node.content else {
                wrongType(
                    field, field.type.expectation, node,
                    detail: "write each below it as 'name: 0.5' on a separate line")
                return .unknown
            }
            return numbers(mapping, at: node.place, field, named: format, allowed)
        default: return scalar(node, field)
        }
    }

    private mutating func scalar(_ node: YAMLNode, _ field: Field) -> FieldValue.Content? {
        guard let scalar = node.scalar else {
            wrongType(field, field.type.expectation, node)
            return .unknown
        }
        let text = expander.expand(scalar, at: node.range)
        if text.isUnknown { return .unknown }
        return text.text.isEmpty ? nil : content(text, field)
    }

    /// A map of known fields; unknown if one that it needs is missing, which is reported.
    private mutating func map(
        _ mapping: YAMLMapping, _ fields: [Field], _ field: Field, at place: SourceRange
    ) -> FieldValue.Content {
        let count = diagnostics.count
        let values = read(mapping, FieldCatalogue(fields), within: field.name)
        let missing = fields.first { !$0.required.isEmpty && values[$0.name] == nil }
        guard let missing else { return .map(values) }
        // A field that is misspelt was reported.
        guard diagnostics.count == count, !mapping.isIncomplete else { return .unknown }
        let key = mapping.index(of: missing.name).map { mapping.pairs[$0].keyRange }
        report(
            "missing-field", key == nil ? "'\(field.name)' has no '\(missing.name)'" : "'\(missing.name)' is empty",
            detail: "'\(missing.name)': \(missing.type.expectation)", at: key ?? place)
        return .unknown
    }

    /// The fields of a map: unknown ones reported, the others typed.
    mutating func read(
        _ mapping: YAMLMapping, _ catalogue: FieldCatalogue, within parent: String
    ) -> [String: FieldValue] {
        var values: [String: FieldValue] = [:]
        for pair in mapping.pairs {
            guard let field = catalogue[pair.key] else {
                unknown(pair, among: catalogue.fields.map(\.name), of: "'\(parent)'")
                continue
            }
            if let mode, !field.belongs(to: mode) {
                reportOtherMode(field, pair, mode)
                continue
            }
            values[pair.key] = read(pair.value, as: field, key: pair.keyRange)
        }
        return values
    }

    /// Reports an unknown field, and returns the name that was probably meant.
    @discardableResult mutating func unknown(
        _ pair: YAMLMapping.Pair, among names: [String], of owner: String, meant synonym: String? = nil
    ) -> String? {
        unknownFields += 1
        let isWorthIt = unknownFields <= Self.mostSuggestions
        let near = synonym ?? (isWorthIt ? Suggestion.nearest(to: pair.key, among: names) : nil)
        let meant = near ?? (isWorthIt ? Suggestion.sharing(wordsOf: pair.key, among: names) : nil)
        let isOpposite = meant?.hasPrefix("no-") == true && !pair.key.lowercased().hasPrefix("no")
        diagnostics.append(
            Diagnostic(
                .error, "unknown-field", "'\(pair.key)' is not a field of \(owner)",
                detail: OddBlank(before: pair.key)?.remark
                    ?? (meant == nil && isWorthIt ? "'reconcile explain' lists the fields" : ""), at: pair.keyRange,
                notes: meant.map {
                    [Diagnostic.Note("did you mean '\($0)'\(isOpposite ? ", with the opposite value" : "")?")]
                } ?? [],
                fix: isOpposite ? nil : near.map { Diagnostic.Fix(replace: pair.keyRange, with: $0) }))
        return meant
    }

    mutating func reportOtherMode(_ field: Field, _ pair: YAMLMapping.Pair, _ mode: ConfigurationMode) {
        let other = field.modes.map(\.rawValue).sorted().joined(separator: "' and '")
        report(
            "unknown-field", "'\(field.name)' is not a field of 'config-mode: \(mode.rawValue)'",
            detail: "it belongs to 'config-mode: \(other)'", at: pair.keyRange)
    }

    /// True if a text has its form. If it does not, that is reported.
    mutating func checked(_ text: ExpandedText, _ field: Field, _ format: TextFormat) -> Bool {
        if format.accepts(text.text), format == .queue || !QueueReferenceText.isMeant(by: text.text) { return true }
        let remark =
            if case .list = field.type { format.remark(onItem: text.text) } else { format.remark(on: text.text) }
        let meant = format == .region ? Suggestion.nearest(to: text.text, among: KnownRegions.names) : nil
        diagnostics.append(
            Diagnostic(
                .error, "invalid-value", "'\(text.shown)' is not a value for '\(field.name)'",
                detail: remark ?? "it expects \(format.expectation)", at: text.range,
                notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? []))
        return false
    }

    // MARK: Lists

    private mutating func list(_ node: YAMLNode, _ field: Field, _ format: TextFormat) -> FieldValue.Content? {
        guard let texts = texts(node, field, splitting: format.splitsAtCommas) else { return .unknown }
        var known = KnownTexts()
        var distinct: [ExpandedText] = []
        distinct.reserveCapacity(texts.count)
        var isWrong = false
        for text in texts {
            if let first = known.place(of: text.text) {
                diagnostics.append(
                    Diagnostic(
                        .warning, "duplicate-value", "'\(text.shown)' is given twice in '\(field.name)'",
                        detail: "the second one has no effect; remove it", at: text.range,
                        notes: [Diagnostic.Note("it is first given here", at: distinct[first].range)]))
                continue
            }
            distinct.append(text)
            if !checked(text, field, format) { isWrong = true }
        }
        if isWrong { return .unknown }
        return distinct.isEmpty ? nil : .list(distinct)
    }

    /// The items of a comma-separated text or of a list; nil where one is unknown or of the wrong kind.
    private mutating func texts(_ node: YAMLNode, _ field: Field, splitting: Bool) -> [ExpandedText]? {
        guard case .sequence(let nodes) = node.content else { return texts(ofItem: node, field, splitting: splitting) }
        var texts: [ExpandedText] = []
        var isUnknown = false
        for (index, node) in nodes.enumerated() {
            guard index < RunLimits.items else {
                reportItems(nodes.count, field, at: node.place)
                return nil
            }
            if node.isNull || node.scalar?.text.isEmpty == true {
                report(
                    "invalid-value", "an item of '\(field.name)' is empty", detail: "remove it, or write its value",
                    at: node.place)
                isUnknown = true
            } else if node.scalar == nil {
                report(
                    "wrong-type", "an item of '\(field.name)' must be text, not \(node.kindName)",
                    detail: "write each behind a separate '- '" + Self.itemHint(field), at: node.place)
                isUnknown = true
            } else if let more = self.texts(ofItem: node, field, splitting: splitting) {
                texts += more
                if texts.count > RunLimits.items {
                    reportItems(texts.count, field, at: texts[RunLimits.items].range)
                    return nil
                }
            } else {
                isUnknown = true
            }
        }
        return isUnknown ? nil : texts
    }

    private static func itemHint(_ field: Field) -> String {
        if case .labels = field.type { return ", such as '- key=value'" }
        if case .list(.environmentVariable) = field.type { return ", such as '- NAME=value'" }
        return ""
    }

    private mutating func texts(ofItem node: YAMLNode, _ field: Field, splitting: Bool) -> [ExpandedText]? {
        guard let scalar = node.scalar else {
            wrongType(field, field.type.expectation, node)
            return nil
        }
        let text = expander.expand(scalar, at: node.range)
        guard splitting else { return text.isUnknown ? nil : text.text.isEmpty ? [] : [text] }
        var items = text.commaSeparated()
        if items.count > RunLimits.items {
            reportItems(items.count, field, at: items[RunLimits.items].range)
            return nil
        }
        if items.contains(where: StrayQuote.isAtEdge) {
            items = items.compactMap { StrayQuote.strip($0, of: field.name, into: &diagnostics) }
        }
        return text.isUnknown ? nil : items
    }

    // MARK: Reporting

    mutating func reportItems(_ count: Int, _ field: Field, at range: SourceRange) {
        report(
            "yaml-limit", "'\(field.name)' has \(count) items, and a list may have \(RunLimits.items)",
            detail: "AWS takes fewer in each of them", at: range)
    }

    private mutating func wrongType(_ field: Field, _ expected: String, _ node: YAMLNode, detail: String = "") {
        // What of a map could not be read was reported: `{{ name }}` of a template is one with a map for a key.
        if case .mapping(let mapping) = node.content, mapping.isIncomplete { return }
        report(
            "wrong-type", "'\(field.name)' expects \(expected), not \(node.kindName)", detail: detail, at: node.place)
    }

    private static func mapHint(_ fields: [Field]) -> String {
        let names = fields.map { "'\($0.name)'" }.joined(separator: ", ")
        return "write its fields below it, each as 'name: value' on a separate line: \(names)"
    }

    mutating func report(
        _ kind: String, _ summary: String, detail: String = "", at range: SourceRange
    ) {
        diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: range))
    }
}
