import Diagnostics
import YAMLSyntax

/// Types the members of an export as the fields that they stand for, each at its place in the JSON.
struct ExportReader {
    let mode: ConfigurationMode
    var values: ValueReader
    private(set) var fields = FieldValues()
    /// Fields whose members are there and say nothing.
    private(set) var empty: [String: SourceRange] = [:]

    init(mode: ConfigurationMode, values: ValueReader) {
        self.mode = mode
        self.values = values
    }

    /// Reads the whole.
    mutating func read(_ root: YAMLMapping) {
        // JSON holds no variables, and `tw` fills none in.
        values.expander.isLiteral = true
        defer { values.expander.isLiteral = false }
        var names = ExportNames.common
        for (name, meaning) in ExportNames.queues { names[name] = mode == .manual ? meaning : .made }
        let special = ["discriminator", "forge", "labels", "environment"]
        for pair in root.pairs {
            switch pair.key {
            case "discriminator": continue
            case "forge":
                if case .mapping(let forge) = pair.value.content {
                    for pair in forge.pairs { read(pair, ExportNames.forge, of: "'forge'") }
                }
            case "labels": readList(pair, as: "labels", Self.label)
            case "environment": readList(pair, as: "env", Self.variable)
            default: read(pair, names, of: "an aws-batch export", special)
            }
        }
    }

    private mutating func read(
        _ pair: YAMLMapping.Pair, _ names: [String: ExportNames.Meaning], of owner: String, _ others: [String] = []
    ) {
        switch names[pair.key] {
        case .field(let name)?: take(pair, as: name)
        case .size(let name)?:
            if pair.value.scalar?.text != "0" { take(pair, as: name) }
        case .opposite(let name)?:
            var pair = pair
            if var scalar = pair.value.scalar, let flag = Self.flag(scalar.text) {
                scalar.text = flag ? "false" : "true"
                scalar.isVerbatim = false
                pair.value.content = .scalar(scalar)
            }
            take(pair, as: name)
        case .made?: return
        case .dragen?:
            guard !Self.saysNothing(pair.value) else { return }
            values.diagnostics.append(
                Diagnostic(
                    .error, "unsupported-field", "'\(pair.key)' is not supported",
                    detail: "reconcile builds no DRAGEN environments; remove it", at: pair.keyRange))
        case nil:
            // A member that newer exports have is no matter as long as it asks for nothing.
            guard !Self.saysNothing(pair.value) else { return }
            let meant = values.unknown(pair, among: names.keys.sorted() + others, of: owner)
            let name = meant.flatMap(ExportNames.field)
            if let field = name.flatMap({ FieldCatalogue.environment[$0] }) { fields.setMisspelt(field, pair) }
        }
    }

    /// Types a value as a field's, under the name that the JSON has for it.
    private mutating func take(_ pair: YAMLMapping.Pair, as name: String) {
        guard let field = FieldCatalogue.environment[name], fields[name]?.isUnknown ?? true else { return }
        guard var value = values.read(pair.value, as: field.named(pair.key), key: pair.keyRange) else {
            empty[name] = pair.keyRange
            return
        }
        value.field = field
        fields.set(value)
    }

    /// A list of maps, each as the one text that the field has for it.
    private mutating func readList(
        _ pair: YAMLMapping.Pair, as name: String, _ text: (YAMLMapping) -> (String, YAMLScalar)?
    ) {
        guard !Self.saysNothing(pair.value) else { return }
        guard case .sequence(let items) = pair.value.content else {
            reportType(pair, "a list of objects", pair.value)
            return
        }
        var pair = pair
        var texts: [YAMLNode] = []
        for item in items {
            guard case .mapping(let mapping) = item.content, let (text, scalar) = text(mapping) else {
                reportType(pair, "objects with a 'name' and a 'value'", item)
                continue
            }
            var whole = scalar
            whole.text = text
            whole.isVerbatim = false
            var node = item
            node.content = .scalar(whole)
            texts.append(node)
        }
        pair.value.content = .sequence(texts)
        take(pair, as: name)
    }

    private mutating func reportType(_ pair: YAMLMapping.Pair, _ expected: String, _ node: YAMLNode) {
        let found = if case .mapping = node.content { "one without a 'name'" } else { node.kindName }
        values.diagnostics.append(
            Diagnostic(
                .error, "wrong-type", "'\(pair.key)' expects \(expected), not \(found)", at: node.place.firstLine))
    }

    /// `name=value`; a label without a value is no tag.
    private static func label(_ mapping: YAMLMapping) -> (String, YAMLScalar)? {
        guard let name = mapping["name"]?.scalar else { return nil }
        guard let value = mapping["value"]?.scalar, !value.isNull else { return (name.text, name) }
        return ("\(name.text)=\(value.text)", name)
    }

    /// `NAME=value` with where it goes before it.
    private static func variable(_ mapping: YAMLMapping) -> (String, YAMLScalar)? {
        guard let name = mapping["name"]?.scalar else { return nil }
        let value = mapping["value"]?.scalar.flatMap { $0.isNull ? nil : $0.text } ?? ""
        let isHead = mapping["head"]?.scalar.flatMap { flag($0.text) } ?? false
        let isCompute = mapping["compute"]?.scalar.flatMap { flag($0.text) } ?? false
        let prefix = isCompute ? (isHead ? "both:" : "compute:") : ""
        return ("\(prefix)\(name.text)=\(value)", name)
    }

    private static func flag(_ text: String) -> Bool? {
        switch text {
        case "true": true
        case "false": false
        default: nil
        }
    }

    private static func saysNothing(_ node: YAMLNode) -> Bool {
        switch node.content {
        case .scalar(let scalar): scalar.isNull || scalar.text.isEmpty || scalar.text == "false"
        case .sequence(let items): items.isEmpty
        case .mapping(let mapping): mapping.pairs.isEmpty
        }
    }
}
