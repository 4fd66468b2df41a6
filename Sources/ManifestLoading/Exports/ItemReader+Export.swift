import Diagnostics
import YAMLSyntax

extension ItemReader {
    /// An item that leaves most to the JSON that its `file-path` names; nil where that cannot be read, or is another
    /// platform's.
    mutating func readExport(
        _ path: ExpandedText, _ mapping: YAMLMapping, _ node: YAMLNode, head: SourceRange
    ) -> EnvironmentItem? {
        if let raw = mapping["type"]?.scalar?.text, case .other = Platform(raw),
            let type = structural("type", mapping), reportPlatform(type, named: "type")
        {
            return nil
        }
        var item = EnvironmentItem(
            range: node.place, alias: node.alias, head: head, filename: node.range.filename, mode: .forge)
        var isSkipped = false
        if let export = openExport(path, from: item.filename, isSkipped: &isSkipped) {
            item.mode = export.mode
            item.export = export.reference
            let count = values.diagnostics.count
            var reader = ExportReader(mode: export.mode, values: values)
            reader.read(export.root)
            values = reader.values
            note(export.reference, since: count)
            item.values = reader.fields
            item.empty = reader.empty
        }
        if isSkipped { return nil }
        readBeside(mapping, path, item.export.map { _ in item.mode }, into: &item)
        if item.export == nil { return nil }
        finish(item)
        return item
    }

    /// An export that could be read.
    private struct Export {
        var mode: ConfigurationMode
        var root: YAMLMapping
        var reference: ExportReference
    }

    /// Bytes of one export; those that are written are a few thousand long.
    private static var largest: Int { 1 << 18 }

    /// The JSON and its mode; nil where it is no good, or another platform's, which was reported.
    private mutating func openExport(_ path: ExpandedText, from manifest: String, isSkipped: inout Bool) -> Export? {
        guard let file = files.bytes(of: path, in: "file-path", from: manifest, limit: Self.largest) else { return nil }
        exportedBytes += file.bytes.count
        guard exportedBytes <= YAMLLimits().bytes else {
            report(
                "yaml-limit", "the exported files of all environments are more than can be read",
                detail: "each is some kilobytes long as 'tw compute-envs export' writes it", at: path.range)
            return nil
        }
        let source = SourceText(filename: file.path, bytes: file.bytes)
        exports.append(source)
        // libyaml takes more than JSON, which is all that `tw` takes.
        if YAMLStream.encodingProblem(of: source) == nil,
            let problem = JSONSyntax.problem(in: file.bytes, of: source)
        {
            values.diagnostics += ExportReference(filename: file.path, place: path.range, head: path.range)
                .noting([problem])
            return nil
        }
        let stream = YAMLStream(source)
        guard let document = stream.documents.first else {
            let reference = ExportReference(filename: file.path, place: path.range, head: path.range)
            values.diagnostics += reference.noting(stream.diagnostics)
            if !stream.diagnostics.hasErrors {
                report(
                    "wrong-type", "'\(file.path)' is empty", detail: "'tw compute-envs export' writes such a file",
                    at: path.range)
            }
            return nil
        }
        var reference = ExportReference(filename: file.path, place: path.range, head: document.place.firstLine)
        values.diagnostics += reference.noting(stream.diagnostics)
        let count = values.diagnostics.count
        defer { note(reference, since: count) }
        guard case .mapping(let root) = document.content else {
            report(
                "wrong-type", "an export is a JSON object, not \(document.kindName)",
                detail: "'tw compute-envs export' writes it", at: reference.head)
            return nil
        }
        guard let mode = exportMode(root, head: reference.head, isSkipped: &isSkipped) else { return nil }
        if mode == .forge { reference.forge = root["forge"]?.place.firstLine }
        return Export(mode: mode, root: root, reference: reference)
    }

    /// Forge where the JSON has `forge`.
    private mutating func exportMode(
        _ root: YAMLMapping, head: SourceRange, isSkipped: inout Bool
    ) -> ConfigurationMode? {
        guard let node = root["discriminator"], let platform = node.scalar, !platform.isNull else {
            report(
                "missing-field", "the export has no 'discriminator'",
                detail: "it says the platform, such as 'aws-batch'; 'tw compute-envs export' writes it", at: head)
            return nil
        }
        guard platform.text == "aws-batch" else {
            isSkipped = reportPlatform(ExpandedText(platform.text, at: node.range), named: "discriminator")
            return nil
        }
        guard let forge = root["forge"], !forge.isNull else { return .manual }
        if case .mapping = forge.content { return .forge }
        report("wrong-type", "'forge' expects an object, not \(forge.kindName)", at: forge.range)
        return nil
    }

    /// The item's own fields, which go over what the JSON says; the mode is nil where there is no JSON to go by.
    private mutating func readBeside(
        _ mapping: YAMLMapping, _ path: ExpandedText, _ mode: ConfigurationMode?, into item: inout EnvironmentItem
    ) {
        var own = mapping
        own.pairs = []
        var others: [YAMLMapping.Pair] = []
        for pair in mapping.pairs {
            let name = pair.key
            if ExportNames.beside.contains(name) || FieldCatalogue.environment[name] == nil {
                own.pairs.append(pair)
            } else if name == "type" || name == "config-mode" {
                checkBeside(name, mapping, mode)
            } else if name != "file-path", !pair.value.isNull {
                others.append(pair)
            }
        }
        reportBeside(others, path)
        readFields(of: own, mode: mode, into: &item)
    }

    /// Fields that only the export can have: one by one, or, where a whole environment is written out, all at once.
    private mutating func reportBeside(_ pairs: [YAMLMapping.Pair], _ path: ExpandedText) {
        if pairs.count > Self.mostStrays, let first = pairs.first {
            report(
                "conflicting-fields",
                "'file-path' cannot be combined with \(pairs.count) fields that the exported file has",
                detail: "remove 'file-path', or these: \(pairs.map { "'\($0.key)'" }.joined(separator: ", "))",
                at: path.range, notes: [Diagnostic.Note("'\(first.key)' is the first of them", at: first.keyRange)])
            return
        }
        for pair in pairs {
            report(
                "conflicting-fields", "'\(pair.key)' cannot be combined with 'file-path'",
                detail: "the exported file has it: change it there, and remove it here", at: pair.keyRange,
                notes: [Diagnostic.Note("the file is named here", at: path.range)])
        }
    }

    /// More fields than that are not leftovers: they are a separate environment.
    private static var mostStrays: Int { 3 }

    /// `type` and `config-mode` have nothing to say beside an export, and nothing against it.
    private mutating func checkBeside(_ name: String, _ mapping: YAMLMapping, _ mode: ConfigurationMode?) {
        guard let mode, let text = structural(name, mapping) else { return }
        let word = text.text.lowercased()
        if name == "type", case .awsBatch(let spoken) = Platform(word), spoken ?? mode == mode { return }
        if name == "config-mode", word == mode.rawValue { return }
        report(
            "conflicting-fields", "'\(name): \(text.text)' contradicts the exported file",
            detail: "that is 'aws-batch \(mode.rawValue)'; remove '\(name)'", at: text.range)
    }

    private mutating func note(_ reference: ExportReference, since count: Int) {
        values.diagnostics.replaceSubrange(count..., with: reference.noting(values.diagnostics[count...]))
    }
}
