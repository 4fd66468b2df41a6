import Diagnostics
import YAMLSyntax

/// Reads an item of `compute-envs:`: its platform and mode, its fields with their types, the fields that are missing,
/// and those that reconcile cannot act on.
struct ItemReader {
    var values: ValueReader
    let options: LoadingOptions
    /// Reads exports.
    var files: ReferencedFiles
    /// The texts of the exports that were read.
    var exports: [SourceText] = []
    /// Their bytes, those of an export counted for each item that names it.
    var exportedBytes = 0
    /// Fields of the item that are outside of it, which is reported there: they are not missing as well.
    var strays: [YAMLMapping.Pair] = []
    /// The number of unknown names that were compared with all fields, which takes long for a file that is full of
    /// them.
    private(set) var comparisons = 0
    private static let mostComparisons = 2000
    /// True if the item is the rest of the one before it. That the item has no type is reported, and the other item has
    /// the remaining fields.
    var isTornOff = false

    var diagnostics: [Diagnostic] {
        ExportReference.merging(values.diagnostics, about: Set(exports.map(\.filename))) + files.diagnostics
    }

    /// The item; nil where it is none, or another platform's.
    mutating func read(_ node: YAMLNode) -> EnvironmentItem? {
        guard case .mapping(let mapping) = node.content else {
            report(
                "wrong-type", "an environment is a map of fields, not \(node.kindName)",
                detail: "write its fields after the '- ', each as 'name: value' on a separate line", at: node.place)
            return nil
        }
        // Where '<<' comes first, it is among no pairs.
        let isMerged = mapping.isIncomplete || mapping.pairs.last?.isMerged == true
        let first = mapping.pairs.first.flatMap { pair in
            isMerged && pair.keyRange.start != node.range.start ? nil : pair.keyRange
        }
        let head = first ?? node.place.firstLine
        switch filePath(mapping) {
        case .text(let path)?: return readExport(path, mapping, node, head: head)
        case .unknown?:
            readWithoutMode(mapping, node, head)
            return nil
        default: break
        }
        let mode: ConfigurationMode
        var isPresumed = false
        switch self.mode(of: mapping, head: head) {
        case .known(let known): mode = known
        case .skipped: return nil
        case .unknown:
            guard let presumed = ConfigurationMode(presumedOf: mapping) else {
                readWithoutMode(mapping, node, head)
                return nil
            }
            (mode, isPresumed) = (presumed, true)
        }
        var item = EnvironmentItem(
            range: node.place, alias: node.alias, head: head, filename: node.range.filename, mode: mode)
        item.isPresumed = isPresumed
        readFields(of: mapping, mode: mode, into: &item)
        finish(item, isWhole: !mapping.isIncomplete && (!isPresumed || hasMostOfWhatIsRequired(item)))
        return item
    }

    /// If most of the required fields are there, the item has that mode indeed, and the rest is missing.
    private func hasMostOfWhatIsRequired(_ item: EnvironmentItem) -> Bool {
        let required = FieldCatalogue.environment.required(in: item.mode).filter { $0.handling != .structural }
        return required.count { item.has($0.name) } * 2 > required.count
    }

    /// Faults that do not depend on the mode are reported now, not after the next run.
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

    /// Reports the fields that are missing, and those that reconcile cannot act on.
    mutating func finish(_ item: EnvironmentItem, isWhole: Bool = true) {
        if isWhole, !isTornOff { reportMissing(item) }
        reportPlatformOnly(item.values.idle(in: item.mode), item)
    }

    mutating func readFields(
        of mapping: YAMLMapping, mode: ConfigurationMode?, into item: inout EnvironmentItem
    ) {
        let catalogue = FieldCatalogue.environment
        values.mode = mode
        item.values.reserve(item.values.all.count + mapping.pairs.count)
        for index in mapping.pairs.indices {
            guard let field = catalogue[mapping.pairs[index].key] else {
                readUnknown(mapping.pairs[index], mode, into: &item)
                continue
            }
            if case .structural = field.handling { continue }
            if let mode, !field.belongs(to: mode) {
                values.reportOtherMode(field, mapping.pairs[index], mode)
                continue
            }
            let key = mapping.pairs[index].keyRange
            if field.name == "name", !mapping.pairs[index].isMerged {
                item.namePlace = mapping.pairs[index].value.place
            }
            if let value = values.read(mapping.pairs[index].value, as: field, key: key) {
                item.values.set(value)
            } else {
                item.empty[field.name] = key
            }
        }
        for stray in strays {
            if let field = catalogue[stray.key] { item.values.setMisspelt(field, stray) }
        }
    }

    /// Reports an unknown field. The field that was meant counts as given.
    private mutating func readUnknown(
        _ pair: YAMLMapping.Pair, _ mode: ConfigurationMode?, into item: inout EnvironmentItem
    ) {
        let fields =
            values.isSuggesting
            ? FieldCatalogue.environment.fields.filter { field in mode.map { field.belongs(to: $0) } ?? true } : []
        let synonym = ExportNames.field(of: pair.key.camelCase).flatMap { name in fields.first { $0.name == name }?.name
        }
        let meant = values.unknown(
            pair, among: fields.map(\.name), of: "an aws-batch environment", meant: synonym)
        if let field = meant.flatMap({ FieldCatalogue.environment[$0] }) { item.values.setMisspelt(field, pair) }
    }

    /// True if a field of the item is one of these under a misspelt name, which is reported with the other fields.
    private mutating func isMisspelt(_ names: String..., in mapping: YAMLMapping) -> Bool {
        let catalogue = FieldCatalogue.environment
        if strays.contains(where: { names.contains($0.key) }) { return true }
        let known = catalogue.fields.map(\.name)
        for pair in mapping.pairs where catalogue[pair.key] == nil && comparisons < Self.mostComparisons {
            comparisons += 1
            if let meant = meant(by: pair.key, among: known), names.contains(meant) { return true }
        }
        return false
    }

    private func meant(by key: String, among names: [String]) -> String? {
        Suggestion.nearest(to: key, among: names) ?? Suggestion.sharing(wordsOf: key, among: names)
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
        let platform = platform(of: mapping, head: head)
        if case .other = platform { return .skipped }
        let written = writtenMode(of: mapping)
        guard case .awsBatch(let spoken, let type) = platform else { return .unknown }
        switch (spoken, written) {
        case (_, .wrong): return .unknown
        case (let spoken?, .none): return .known(spoken)
        case (nil, .none):
            if mapping.isIncomplete || isMisspelt("config-mode", in: mapping) { return .unknown }
            reportMissing(
                "config-mode",
                detail: "write 'config-mode: forge' to have it created, or 'manual' to use queues that exist already",
                mapping, head)
            return .unknown
        case (let spoken?, .mode(let mode, let range)) where spoken != mode:
            report(
                "conflicting-fields", "'config-mode: \(mode.rawValue)' contradicts 'type: \(type.text)'",
                detail: "the type has the mode already; remove 'config-mode'", at: range,
                notes: [Diagnostic.Note("the type says '\(spoken.rawValue)'", at: type.range)])
            return .unknown
        case (_, .mode(let mode, _)): return .known(mode)
        }
    }

    private enum SpokenPlatform {
        /// AWS Batch, with the mode that may follow it, and the text that says so.
        case awsBatch(ConfigurationMode?, ExpandedText)
        /// Another one; that was reported.
        case other
        /// It cannot be told; that was reported.
        case unknown
    }

    /// Returns the platform that `type` names.
    private mutating func platform(of mapping: YAMLMapping, head: SourceRange) -> SpokenPlatform {
        guard let platform = structuralValue("type", mapping) else {
            if !mapping.isIncomplete, !isMisspelt("type", "file-path", in: mapping) {
                reportMissing(
                    "type",
                    detail: "write 'type: aws-batch'; if its fields belong to the environment above, "
                        + "remove the '- '", mapping, head)
            }
            return .unknown
        }
        guard case .text(let type) = platform.content else { return .unknown }
        if case .awsBatch(let mode) = Platform(type.text) { return .awsBatch(mode, type) }
        return reportPlatform(type, named: "type") ? .other : .unknown
    }

    private enum WrittenMode {
        case none
        /// It is none; that was reported.
        case wrong
        case mode(ConfigurationMode, SourceRange)
    }

    /// Returns the mode that `config-mode` names.
    private mutating func writtenMode(of mapping: YAMLMapping) -> WrittenMode {
        guard let written = structuralValue("config-mode", mapping) else { return .none }
        guard case .text(let text) = written.content else { return .wrong }
        if let mode = ConfigurationMode(rawValue: text.text.lowercased()) { return .mode(mode, text.range) }
        let meant = Suggestion.nearest(to: text.text, among: ConfigurationMode.allCases.map(\.rawValue))
        report(
            "unsupported-value", "'config-mode' cannot be '\(text.shown)'", detail: "it is 'forge' or 'manual'",
            at: text.range, notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
        return .wrong
    }

    /// Says that such a field is missing, or is there and empty.
    private mutating func reportMissing(
        _ name: String, detail: String, _ mapping: YAMLMapping, _ head: SourceRange
    ) {
        let key = mapping.index(of: name).map { mapping.pairs[$0].keyRange }
        let summary = key == nil ? "the environment has no '\(name)'" : Self.isEmpty(name)
        report("missing-field", summary, detail: detail, at: key ?? head)
    }

    private static func isEmpty(_ name: String) -> String { "'\(name)' is empty, and the environment needs one" }

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

    /// Both are read as any text, and then checked against the words that they may hold, with special messages.
    private static let structural = ["type", "config-mode"].map { Field(member: $0, .any, "") }

    /// Says that a platform is none of ours; whether it is another one, or is meant to be.
    mutating func reportPlatform(_ type: ExpandedText, named field: String) -> Bool {
        guard case .other(let name) = Platform(type.text) else {
            let words = ["aws-batch", "aws-batch forge", "aws-batch manual"] + Platform.others
            let meant = Suggestion.nearest(to: type.text, among: words)
            report(
                "unsupported-value", "'\(field)' cannot be '\(type.text)'", detail: "reconcile builds 'aws-batch'",
                at: type.range, notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
            return meant.map(Platform.others.contains) ?? false
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

    private mutating func reportMissing(_ item: EnvironmentItem) {
        for field in FieldCatalogue.environment.required(in: item.mode)
        where !item.has(field.name) && field.handling != .structural {
            if field.name == "region", options.defaultRegion != nil { continue }
            let place = item.empty[field.name]
            var detail = field.name == "region" ? "write 'region: …', or give --region" : Self.hint(field)
            let owner = item.text("name").map { "environment '\($0.text)'" } ?? "the environment"
            var summary =
                place == nil
                ? "\(owner) has no '\(field.name)'" : Self.isEmpty(field.name)
            var head = item.head
            if let export = item.export, let member = ExportNames.member(for: field.name) {
                let isInner = ExportNames.forge[member] != nil
                head = isInner ? export.forge ?? export.head : export.head
                detail = Self.hint(field.named(member))
                summary =
                    place == nil
                    ? "\(isInner ? "'forge' of the export" : "the export") has no '\(member)'" : Self.isEmpty(member)
            }
            values.diagnostics += item.noting([
                Diagnostic(.error, "missing-field", summary, detail: detail, at: place ?? head)
            ])
        }
    }

    private static func hint(_ field: Field) -> String {
        field.help.isEmpty
            ? "" : "'\(field.name)': \(field.help.prefix(1).lowercased() + field.help.dropFirst().dropLast())"
    }

    private mutating func reportPlatformOnly(_ values: [FieldValue], _ item: EnvironmentItem) {
        let found = values.filter {
            $0.isEffective && !$0.isUnknown && isPlatformOnly($0, in: item.mode)
        }
        .sorted { $0.keyRange < $1.keyRange }
        guard let first = found.first else { return }
        let names = found.map { "'\($0.field.name)'" }.joined(separator: ", ")
        let detail =
            item.mode == .manual
            ? "in config-mode manual reconcile checks the two queues, and changes nothing"
            : "nothing in AWS corresponds to that, so reconcile does nothing with it"
        self.values.diagnostics += item.noting([
            Diagnostic(
                .note, "platform-only", "only the Seqera Platform acts on \(names)", detail: detail, at: first.keyRange)
        ])
    }

    /// True if neither AWS nor Nextflow's configuration has anything of the value. Of `env`, the variables of tasks have
    /// an effect.
    private func isPlatformOnly(_ value: FieldValue, in mode: ConfigurationMode) -> Bool {
        switch value.field.handling(in: mode) {
        case .platformOnly: return true
        case .nextflow:
            guard case .list(let items) = value.content else { return false }
            return !items.contains { EnvironmentVariable($0.text)?.isForTasks == true }
        case .structural, .built: return false
        }
    }

    mutating func report(
        _ kind: String, _ summary: String, detail: String = "", at range: SourceRange, notes: [Diagnostic.Note] = []
    ) {
        values.diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: range, notes: notes))
    }
}
