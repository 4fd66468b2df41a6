import Diagnostics
import InstanceTypes
import YAMLSyntax

/// Walks the documents of all files: `compute-envs:` read, seqerakit's other blocks skipped, anything else refused.
struct ManifestReader {
    private var items: ItemReader
    private var builder: DefinitionBuilder
    private var instanceNames = InstanceNames(.builtIn)
    private var diagnostics: [Diagnostic] = []
    private var ruleDiagnostics: [Diagnostic] = []
    private var skipped: [(name: String, range: SourceRange)] = []
    private var foreignFiles: [String] = []
    private var hasBlock = false
    private var firstFile: String?
    private(set) var environments: [EnvironmentDefinition] = []
    /// The names of the environments, including those that could not be read in full.
    private var named: [(workspace: String?, name: String)] = []
    /// True if a name is unknown.
    private(set) var hasUnknownNames = false
    private var first: [Identity: SourceRange] = [:]
    private var (valueCount, itemCount, unknownBlocks) = (0, 0, 0)
    private var regions: Set<String> = []
    /// True once a limit of the run was passed, which was reported; what comes behind is not read.
    private var isOverLimit = false

    private struct Identity: Hashable {
        var region: String
        var workspace: String
        var name: String
    }

    static let block = "compute-envs"
    /// Unknown blocks for which the name that was meant is looked for.
    private static let mostSuggestions = 200

    init(items: ItemReader, builder: DefinitionBuilder) {
        self.items = items
        self.builder = builder
    }

    /// Names of the environments, alone and with the workspace before them.
    var names: [String] {
        named.flatMap { one in [one.name] + (one.workspace.map { ["\($0)/\(one.name)"] } ?? []) }
    }

    /// The texts of the exports that items name.
    var exports: [SourceText] { items.exports }

    /// Reads one file.
    ///
    /// - Parameter isFound: true if it was found in a directory, and not named.
    mutating func read(_ source: SourceText, isFound: Bool = false) {
        firstFile = firstFile ?? source.filename
        guard !isOverLimit else { return }
        let stream = YAMLStream(source)
        valueCount += stream.valueCount
        guard valueCount <= RunLimits.values else {
            return stop(
                "a run reads at most \(RunLimits.values) values of all files", at: Self.start(of: source.filename))
        }
        if isFound, ForeignFile.matches(stream) { return foreignFiles.append(source.filename) }
        diagnostics +=
            ForeignFile.mayBeManifest(source) ? stream.diagnostics : stream.diagnostics.map(PrivateText.without)
        if stream.diagnostics.hasErrors { hasBlock = true }
        if !stream.isComplete { hasUnknownNames = true }
        for document in stream.documents where !document.isNull { read(document) }
    }

    private mutating func read(_ document: YAMLNode) {
        guard case .mapping(let mapping) = document.content else {
            hasBlock = true
            report(
                "wrong-type", "the file must be a map with '\(Self.block):', not \(document.kindName)",
                detail: "the environments are a list below that key", at: document.place.firstLine)
            return
        }
        var strays = mapping.pairs.filter(Self.isStray)
        for index in strays.indices { strays[index].key = strays[index].key.trimmed }
        for pair in mapping.pairs {
            if pair.key == Self.block {
                hasBlock = true
                read(block: pair, strays: strays)
            } else if Self.isStray(pair) {
                hasBlock = true
                report(
                    "unknown-block", "'\(pair.key)' is not a block of a seqerakit file",
                    detail: OddBlank(before: pair.key)?.remark
                        ?? "it is a field of an environment: indent it as far as the environment's other fields",
                    at: pair.keyRange)
            } else if FieldCatalogue.skippedBlocks.contains(pair.key) {
                skipped.append((pair.key, pair.keyRange))
            } else {
                hasBlock = true
                let blank = OddBlank(before: pair.key)
                unknownBlocks += 1
                let meant =
                    unknownBlocks > Self.mostSuggestions
                    ? nil
                    : Suggestion.nearest(to: pair.key.trimmed, among: [Self.block] + FieldCatalogue.skippedBlocks)
                diagnostics.append(
                    Diagnostic(
                        .error, "unknown-block", "'\(pair.key)' is not a block of a seqerakit file",
                        detail: blank?.remark ?? "reconcile reads '\(Self.block):'", at: pair.keyRange,
                        notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [],
                        fix: meant.map { Diagnostic.Fix(replace: pair.keyRange, with: $0) }))
            }
        }
    }

    /// True if a field of an environment is at the level of blocks: it lost its indentation.
    private static func isStray(_ pair: YAMLMapping.Pair) -> Bool {
        if case .mapping = pair.value.content { return false }
        if case .sequence = pair.value.content { return false }
        let key = pair.key.trimmed
        return FieldCatalogue.environment[key] != nil && !FieldCatalogue.skippedBlocks.contains(key)
    }

    /// The fields of an item that are those which the one before it lacks: there is a `- ` too many between them.
    private static func tornOff(_ next: YAMLNode, from node: YAMLNode) -> [YAMLMapping.Pair] {
        guard case .mapping(let fields) = next.content, case .mapping(let others) = node.content,
            others.index(of: "name") == nil || fields.index(of: "name") == nil,
            !["type", "config-mode", "file-path"].contains(where: { fields.index(of: $0) != nil }),
            !fields.pairs.contains(where: { others.index(of: $0.key) != nil })
        else { return [] }
        return fields.pairs
    }

    private mutating func read(block pair: YAMLMapping.Pair, strays: [YAMLMapping.Pair]) {
        if pair.value.isNull { return }
        guard case .sequence(let nodes) = pair.value.content else {
            report(
                "wrong-type", "'\(Self.block)' expects a list of environments, not \(pair.value.kindName)",
                detail: "start each environment with '- '", at: pair.value.place.firstLine)
            return
        }
        first.reserveCapacity(first.count + nodes.count)
        environments.reserveCapacity(environments.count + nodes.count)
        for (index, node) in nodes.enumerated() where !isOverLimit {
            itemCount += 1
            guard itemCount <= RunLimits.environments else {
                stop("a run takes at most \(RunLimits.environments) environments", at: node.place.firstLine)
                break
            }
            items.isTornOff = index > 0 && !items.strays.isEmpty
            items.strays = index == nodes.count - 1 ? strays : Self.tornOff(nodes[index + 1], from: node)
            guard let item = items.read(node) else {
                hasUnknownNames = true
                continue
            }
            let rules = RuleCheck(item)
            ruleDiagnostics += item.noting(
                rules.diagnostics + InstanceTypeRules(item, &instanceNames).adding(to: rules.diagnostics))
            if let name = item.text("name") {
                named.append((item.text("workspace")?.text, name.text))
            } else {
                hasUnknownNames = true
            }
            reportDuplicate(item)
            countRegion(of: item)
            if !item.isPresumed, let environment = builder.build(item, unbuildable: item.noting(rules.unbuildable)) {
                environments.append(environment)
            }
        }
    }

    /// Counts the regions: each one has to be read.
    private mutating func countRegion(of item: EnvironmentItem) {
        guard let region = item.text("region"), regions.insert(region.text).inserted,
            regions.count > RunLimits.regions
        else { return }
        stop(
            "the files name more than \(RunLimits.regions) regions",
            detail: "AWS has fewer: look for what makes them up",
            at: region.range)
    }

    /// Says that no more is read.
    private mutating func stop(
        _ summary: String, detail: String = "split the files, and run them one after the other", at range: SourceRange
    ) {
        isOverLimit = true
        hasBlock = true
        hasUnknownNames = true
        report("yaml-limit", summary, detail: detail, at: range)
    }

    /// An environment is its region, workspace and name.
    private mutating func reportDuplicate(_ item: EnvironmentItem) {
        guard let name = item.text("name") else { return }
        for field in ["region", "workspace"] where item.has(field) && item.text(field) == nil { return }
        let identity = Identity(
            region: item.text("region")?.text ?? builder.options.defaultRegion ?? "",
            workspace: item.text("workspace")?.text ?? "", name: name.text)
        let place = item.alias ?? item.namePlace ?? item.head
        if let other = first[identity] {
            diagnostics.append(
                Diagnostic(
                    .error, "duplicate-environment", "environment '\(name.text)' is given twice",
                    detail: "region, workspace and name tell environments apart", at: place,
                    notes: [Diagnostic.Note("'\(name.text)' is first given here", at: other)]))
        } else {
            first[identity] = place
        }
    }

    /// Everything to be said about the files; whether all of them could be fetched decides if a missing block is worth a word.
    ///
    /// - Parameter nearby: the files that would set some of the variables that it gets the names of.
    func finish(isComplete: Bool, nearby: ([String]) -> [NearbyEnvironmentFiles.Found]) -> [Diagnostic] {
        var all = diagnostics + items.diagnostics + builder.diagnostics
        all += ExportReference.merging(ruleDiagnostics, about: Set(exports.map(\.filename)))
        let expander = items.values.expander
        all += expander.diagnostics + expander.variables.diagnostics(nearby: nearby)
        if let place = skipped.map(\.range).min() {
            var names: [String] = []
            for block in skipped where !names.contains(block.name) { names.append(block.name) }
            let list = names.map { "'\($0)'" }.joined(separator: ", ")
            all.append(
                Diagnostic(
                    .note, "skipped-blocks", "blocks that are not compute environments are skipped: \(list)", at: place)
            )
        }
        if let first = foreignFiles.first {
            let list = foreignFiles.prefix(Self.mostNamed).map { "'\($0)'" }.joined(separator: ", ")
            let more = foreignFiles.count - Self.mostNamed
            all.append(
                Diagnostic(
                    .note, "skipped-file",
                    foreignFiles.count == 1
                        ? "a file without any block of seqerakit is skipped: \(list)"
                        : "\(foreignFiles.count) files without any block of seqerakit are skipped: \(list)"
                            + (more > 0 ? " and \(more) more" : ""),
                    detail: "environments are a list below '\(Self.block):'", at: Self.start(of: first)))
        }
        if !hasBlock, isComplete {
            all.append(
                Diagnostic(
                    .error, "no-environments", "no file has a '\(Self.block):' block",
                    detail: "without one there is nothing to compare AWS with", at: firstFile.map(Self.start)))
        }
        return all
    }

    private static let mostNamed = 20

    private static func start(of file: String) -> SourceRange {
        let start = SourcePosition(line: 1, column: 1)
        return SourceRange(filename: file, start: start, end: start)
    }

    private mutating func report(_ kind: String, _ summary: String, detail: String = "", at range: SourceRange) {
        diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: range))
    }
}

extension SourceRange {
    /// The range, or where it has several lines its first character.
    var firstLine: SourceRange {
        var line = self
        if line.end.line > line.start.line {
            line.end = SourcePosition(line: line.start.line, column: line.start.column + 1)
        }
        return line
    }
}
