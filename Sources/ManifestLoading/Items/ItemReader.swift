import Diagnostics
import YAMLSyntax

/// Reads an item of `compute-envs:`: which platform and mode it is, its fields typed, what is missing, and what
/// nobody here can act on.
struct ItemReader {
    var values: ValueReader
    let options: LoadingOptions

    var diagnostics: [Diagnostic] { values.diagnostics }

    /// The item; nil where it is none, or another platform's.
    mutating func read(_ node: YAMLNode) -> EnvironmentItem? {
        guard case .mapping(let mapping) = node.content else {
            report("wrong-type", "an environment is a map of fields, not \(node.kindName)", at: node.place)
            return nil
        }
        let head = mapping.pairs.first?.keyRange ?? node.place
        let mode: ConfigurationMode
        switch self.mode(of: mapping, head: head) {
        case .known(let known): mode = known
        case .skipped: return nil
        case .unknown:
            // What can be said without the mode is said now, not after the next run.
            var item = EnvironmentItem(range: node.place, head: head, filename: "", mode: .forge)
            readFields(of: mapping, mode: nil, into: &item)
            return nil
        }
        var item = EnvironmentItem(
            range: node.place, alias: node.alias, head: head, filename: node.range.filename, mode: mode)
        readFields(of: mapping, mode: mode, into: &item)
        reportMissing(item)
        reportUnsupported(item)
        reportPlatformOnly(item)
        return item
    }

    private mutating func readFields(
        of mapping: YAMLMapping, mode: ConfigurationMode?, into item: inout EnvironmentItem
    ) {
        let catalogue = FieldCatalogue.environment
        for pair in mapping.pairs {
            guard let field = catalogue[pair.key] else {
                let names = catalogue.fields.filter { field in mode.map { field.modes.contains($0) } ?? true }.map(
                    \.name)
                values.unknown(pair, among: names, of: "an aws-batch environment")
                continue
            }
            if case .structural = field.handling { continue }
            if let mode, !field.modes.contains(mode) {
                reportOtherMode(field, pair, mode)
                continue
            }
            if let value = values.read(pair.value, as: field, key: pair.keyRange) {
                item.values[field.name] = value
            } else {
                item.empty[field.name] = pair.keyRange
            }
        }
    }

    // MARK: Platform and mode

    private enum Mode {
        case known(ConfigurationMode)
        /// Another platform's, or one that cannot be had; that was reported.
        case skipped
        /// It cannot be told; that was reported.
        case unknown
    }

    private mutating func mode(of mapping: YAMLMapping, head: SourceRange) -> Mode {
        if let path = mapping.pairs.first(where: { $0.key == "file-path" }), !path.value.isNull {
            if let field = FieldCatalogue.environment["file-path"], case .unsupported(let why) = field.handling {
                reportUnsupported(field.name, why, at: path.keyRange)
            }
            return .skipped
        }
        guard let type = structural("type", mapping) else {
            if mapping["type"] == nil || mapping["type"]?.isNull == true {
                report(
                    "missing-field", "the environment has no 'type'", detail: "write 'type: aws-batch'", at: head)
            }
            return .unknown
        }
        var spoken: (value: ConfigurationMode, range: SourceRange)?
        switch Platform(type.text) {
        case .awsBatch(let mode): spoken = mode.map { ($0, type.range) }
        case .other(let name):
            reportOther(name, type)
            return .skipped
        case .unknown:
            let words = ["aws-batch", "aws-batch forge", "aws-batch manual"] + Platform.others
            let meant = Suggestion.nearest(to: type.text, among: words)
            report(
                "unsupported-value", "'type' cannot be '\(type.text)'", detail: "reconcile builds 'aws-batch'",
                at: type.range, notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
            return .unknown
        }
        guard mapping["config-mode"] != nil, mapping["config-mode"]?.isNull == false else {
            if let spoken { return .known(spoken.value) }
            report(
                "missing-field", "the environment has no 'config-mode'",
                detail: "write 'config-mode: forge' to have it built, or 'manual' to use queues that stand already",
                at: head)
            return .unknown
        }
        guard let text = structural("config-mode", mapping) else { return .unknown }
        guard let mode = ConfigurationMode(rawValue: text.text.lowercased()) else {
            let meant = Suggestion.nearest(to: text.text, among: ConfigurationMode.allCases.map(\.rawValue))
            report(
                "unsupported-value", "'config-mode' cannot be '\(text.text)'", detail: "it is 'forge' or 'manual'",
                at: text.range, notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
            return .unknown
        }
        if let spoken, spoken.value != mode {
            report(
                "conflicting-fields", "'config-mode: \(mode.rawValue)' contradicts 'type: \(type.text)'",
                at: text.range, notes: [Diagnostic.Note("the type says '\(spoken.value.rawValue)'", at: type.range)])
            return .unknown
        }
        return .known(mode)
    }

    /// The text of a field that says what the item is; nil where there is none, or it is wrong and was reported.
    private mutating func structural(_ name: String, _ mapping: YAMLMapping) -> ExpandedText? {
        guard let pair = mapping.pairs.first(where: { $0.key == name }) else { return nil }
        let field = Field(name, .any, "")
        guard case .text(let text) = values.read(pair.value, as: field, key: pair.keyRange)?.content else { return nil }
        return text
    }

    private mutating func reportOther(_ name: String, _ type: ExpandedText) {
        if options.ignoresUnsupported {
            values.diagnostics.append(
                Diagnostic(
                    .note, "skipped-environment", "this environment is skipped: its platform is '\(name)'",
                    at: type.range))
        } else {
            report(
                "unsupported-platform", "'\(name)' is another platform; reconcile builds AWS Batch",
                detail: "--ignore-unsupported skips such environments", at: type.range)
        }
    }

    // MARK: Fields

    private mutating func reportOtherMode(_ field: Field, _ pair: YAMLMapping.Pair, _ mode: ConfigurationMode) {
        let other = field.modes.map(\.rawValue).sorted().joined(separator: "' and '")
        report(
            "unknown-field", "'\(field.name)' is not a field of 'config-mode: \(mode.rawValue)'",
            detail: "it belongs to 'config-mode: \(other)'", at: pair.keyRange)
    }

    private mutating func reportMissing(_ item: EnvironmentItem) {
        let owner = item.text("name").map { "environment '\($0.text)'" } ?? "the environment"
        for field in FieldCatalogue.environment.required(in: item.mode)
        where !item.has(field.name) && field.handling != .structural {
            if field.name == "region", options.defaultRegion != nil { continue }
            let place = item.empty[field.name]
            let detail = field.name == "region" ? "write 'region: …', or give --region" : Self.hint(field)
            let summary =
                place == nil
                ? "\(owner) has no '\(field.name)'" : "'\(field.name)' is empty, and the environment needs one"
            report("missing-field", summary, detail: detail, at: place ?? item.head)
        }
    }

    private static func hint(_ field: Field) -> String {
        field.help.isEmpty
            ? "" : "'\(field.name)': \(field.help.prefix(1).lowercased() + field.help.dropFirst().dropLast())"
    }

    private mutating func reportUnsupported(_ item: EnvironmentItem) {
        for value in item.values.values where value.isEffective {
            if case .unsupported(let why) = value.field.handling(in: item.mode) {
                reportUnsupported(value.field.name, why, at: value.keyRange)
            }
        }
        if let value = item.values["no-ebs-auto-scale"], case .boolean(false) = value.content {
            report(
                "unsupported-field", "reconcile cannot build expanding EBS disks",
                detail: "they are deprecated and cannot go with Fusion v2; write 'no-ebs-auto-scale: True'",
                at: value.range)
        }
    }

    private mutating func reportUnsupported(_ name: String, _ why: String, at range: SourceRange) {
        report(
            "unsupported-field", "'\(name)' is not supported",
            detail: "\(why); remove it, and nothing is changed in AWS until then", at: range)
    }

    private mutating func reportPlatformOnly(_ item: EnvironmentItem) {
        let found = item.values.values.filter { $0.isEffective && $0.field.handling(in: item.mode) == .platformOnly }
            .sorted { $0.keyRange < $1.keyRange }
        guard let first = found.first else { return }
        let names = found.map { "'\($0.field.name)'" }.joined(separator: ", ")
        let detail =
            item.mode == .manual
            ? "in config-mode manual reconcile checks the two queues, and changes nothing"
            : "nothing in AWS stands for that, so reconcile does nothing with it"
        values.diagnostics.append(
            Diagnostic(
                .note, "platform-only", "only the Seqera Platform acts on \(names)", detail: detail, at: first.keyRange)
        )
    }

    private mutating func report(
        _ kind: String, _ summary: String, detail: String = "", at range: SourceRange, notes: [Diagnostic.Note] = []
    ) {
        values.diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: range, notes: notes))
    }
}
