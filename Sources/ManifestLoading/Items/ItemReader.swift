import Diagnostics
import YAMLSyntax

/// Reads an item of `compute-envs:`: which platform and mode it is, its fields typed, what is missing, and what
/// nobody here can act on.
struct ItemReader {
    var values: ValueReader
    let options: LoadingOptions
    /// Reads exports.
    var files: ReferencedFiles
    /// The texts of the exports that were read.
    var exports: [SourceText] = []
    /// Their bytes, those of an export counted for each item that names it.
    var exportedBytes = 0

    var diagnostics: [Diagnostic] {
        ExportReference.merging(values.diagnostics, about: Set(exports.map(\.filename))) + files.diagnostics
    }

    /// The item; nil where it is none, or another platform's.
    mutating func read(_ node: YAMLNode) -> EnvironmentItem? {
        guard case .mapping(let mapping) = node.content else {
            report("wrong-type", "an environment is a map of fields, not \(node.kindName)", at: node.place)
            return nil
        }
        let head = mapping.pairs.first?.keyRange ?? node.place
        switch filePath(mapping) {
        case .text(let path)?: return readExport(path, mapping, node, head: head)
        case .unknown?:
            readWithoutMode(mapping, node, head)
            return nil
        default: break
        }
        let mode: ConfigurationMode
        switch self.mode(of: mapping, head: head) {
        case .known(let known): mode = known
        case .skipped: return nil
        case .unknown:
            readWithoutMode(mapping, node, head)
            return nil
        }
        var item = EnvironmentItem(
            range: node.place, alias: node.alias, head: head, filename: node.range.filename, mode: mode)
        readFields(of: mapping, mode: mode, into: &item)
        finish(item)
        return item
    }

    /// What can be said without the mode is said now, not after the next run.
    private mutating func readWithoutMode(_ mapping: YAMLMapping, _ node: YAMLNode, _ head: SourceRange) {
        var item = EnvironmentItem(range: node.place, head: head, filename: "", mode: .forge)
        readFields(of: mapping, mode: nil, into: &item)
    }

    /// The value of `file-path`; nil where there is none.
    private mutating func filePath(_ mapping: YAMLMapping) -> FieldValue.Content? {
        guard let index = mapping.index(of: "file-path"), let field = FieldCatalogue.environment["file-path"] else {
            return nil
        }
        let pair = mapping.pairs[index]
        return values.read(pair.value, as: field, key: pair.keyRange)?.content
    }

    /// Says what is missing, and what nobody here can act on.
    mutating func finish(_ item: EnvironmentItem) {
        reportMissing(item)
        let idle = item.values.idle(in: item.mode)
        reportUnsupported(idle, item)
        reportPlatformOnly(idle, item)
    }

    mutating func readFields(
        of mapping: YAMLMapping, mode: ConfigurationMode?, into item: inout EnvironmentItem
    ) {
        let catalogue = FieldCatalogue.environment
        item.values.reserve(item.values.all.count + mapping.pairs.count)
        for index in mapping.pairs.indices {
            guard let field = catalogue[mapping.pairs[index].key] else {
                let names = catalogue.fields.filter { field in mode.map { field.belongs(to: $0) } ?? true }.map(\.name)
                values.unknown(mapping.pairs[index], among: names, of: "an aws-batch environment")
                continue
            }
            if case .structural = field.handling { continue }
            if let mode, !field.belongs(to: mode) {
                reportOtherMode(field, mapping.pairs[index], mode)
                continue
            }
            let key = mapping.pairs[index].keyRange
            if let value = values.read(mapping.pairs[index].value, as: field, key: key) {
                item.values.set(value)
            } else {
                item.empty[field.name] = key
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
        guard let platform = structuralValue("type", mapping) else {
            report("missing-field", "the environment has no 'type'", detail: "write 'type: aws-batch'", at: head)
            return .unknown
        }
        guard case .text(let type) = platform.content else { return .unknown }
        var spoken: (value: ConfigurationMode, range: SourceRange)?
        switch Platform(type.text) {
        case .awsBatch(let mode): spoken = mode.map { ($0, type.range) }
        case .other, .unknown: return reportPlatform(type, named: "type") ? .skipped : .unknown
        }
        guard let written = structuralValue("config-mode", mapping) else {
            if let spoken { return .known(spoken.value) }
            report(
                "missing-field", "the environment has no 'config-mode'",
                detail: "write 'config-mode: forge' to have it built, or 'manual' to use queues that stand already",
                at: head)
            return .unknown
        }
        guard case .text(let text) = written.content else { return .unknown }
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
    mutating func structural(_ name: String, _ mapping: YAMLMapping) -> ExpandedText? {
        guard case .text(let text) = structuralValue(name, mapping)?.content else { return nil }
        return text
    }

    /// The value of such a field; nil where it says nothing.
    private mutating func structuralValue(_ name: String, _ mapping: YAMLMapping) -> FieldValue? {
        guard let pair = mapping.index(of: name).map({ mapping.pairs[$0] }),
            let field = Self.structural.first(where: { $0.name == name })
        else { return nil }
        return values.read(pair.value, as: field, key: pair.keyRange)
    }

    /// They are read as any text, and held to what they may say in words of their own.
    private static let structural = ["type", "config-mode"].map { Field($0, .any, "") }

    /// Says that a platform is none of ours; whether it is one at all.
    mutating func reportPlatform(_ type: ExpandedText, named field: String) -> Bool {
        guard case .other(let name) = Platform(type.text) else {
            let words = ["aws-batch", "aws-batch forge", "aws-batch manual"] + Platform.others
            let meant = Suggestion.nearest(to: type.text, among: words)
            report(
                "unsupported-value", "'\(field)' cannot be '\(type.text)'", detail: "reconcile builds 'aws-batch'",
                at: type.range, notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
            return false
        }
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
        return true
    }

    // MARK: Fields

    private mutating func reportOtherMode(_ field: Field, _ pair: YAMLMapping.Pair, _ mode: ConfigurationMode) {
        let other = field.modes.map(\.rawValue).sorted().joined(separator: "' and '")
        report(
            "unknown-field", "'\(field.name)' is not a field of 'config-mode: \(mode.rawValue)'",
            detail: "it belongs to 'config-mode: \(other)'", at: pair.keyRange)
    }

    private mutating func reportMissing(_ item: EnvironmentItem) {
        for field in FieldCatalogue.environment.required(in: item.mode)
        where !item.has(field.name) && field.handling != .structural {
            if field.name == "region", options.defaultRegion != nil { continue }
            let place = item.empty[field.name]
            let detail = field.name == "region" ? "write 'region: …', or give --region" : Self.hint(field)
            let owner = item.text("name").map { "environment '\($0.text)'" } ?? "the environment"
            let summary =
                place == nil
                ? "\(owner) has no '\(field.name)'" : "'\(field.name)' is empty, and the environment needs one"
            let isExported = item.export != nil && !ExportNames.beside.contains(field.name)
            let head = isExported ? item.export?.head : item.head
            values.diagnostics += item.noting([
                Diagnostic(.error, "missing-field", summary, detail: detail, at: place ?? head)
            ])
        }
    }

    private static func hint(_ field: Field) -> String {
        field.help.isEmpty
            ? "" : "'\(field.name)': \(field.help.prefix(1).lowercased() + field.help.dropFirst().dropLast())"
    }

    private mutating func reportUnsupported(_ values: [FieldValue], _ item: EnvironmentItem) {
        for value in values where value.isEffective {
            guard case .unsupported(let why) = value.field.handling(in: item.mode) else { continue }
            self.values.diagnostics += item.noting([
                Diagnostic(
                    .error, "unsupported-field", "'\(value.field.name)' is not supported",
                    detail: "\(why); remove it, and nothing is changed in AWS until then", at: value.keyRange)
            ])
        }
    }

    private mutating func reportPlatformOnly(_ values: [FieldValue], _ item: EnvironmentItem) {
        let found = values.filter {
            $0.isEffective && !$0.isUnknown && $0.field.handling(in: item.mode) == .platformOnly
        }
        .sorted { $0.keyRange < $1.keyRange }
        guard let first = found.first else { return }
        let names = found.map { "'\($0.field.name)'" }.joined(separator: ", ")
        let detail =
            item.mode == .manual
            ? "in config-mode manual reconcile checks the two queues, and changes nothing"
            : "nothing in AWS stands for that, so reconcile does nothing with it"
        self.values.diagnostics += item.noting([
            Diagnostic(
                .note, "platform-only", "only the Seqera Platform acts on \(names)", detail: detail, at: first.keyRange)
        ])
    }

    mutating func report(
        _ kind: String, _ summary: String, detail: String = "", at range: SourceRange, notes: [Diagnostic.Note] = []
    ) {
        values.diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: range, notes: notes))
    }
}
