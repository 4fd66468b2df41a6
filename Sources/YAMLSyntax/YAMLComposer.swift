import Diagnostics

/// Builds trees from events: follows aliases, merges `<<`, finds duplicate keys, and keeps to the limits.
struct YAMLComposer: ~Copyable {
    private var parser: YAMLParser
    private let source: SourceText
    private var properties: YAMLProperties
    private let limits: YAMLLimits
    private var anchors: [String: YAMLNode] = [:]
    private var openAnchors: Set<String> = []
    private var openBrackets: [YAMLMark] = []
    /// The last text that has quotes and goes over several lines.
    private var longQuote: (start: YAMLMark, end: YAMLMark)?
    /// The number of values read so far.
    private(set) var nodes = 0
    private(set) var documents: [YAMLNode] = []
    private(set) var isComplete = true
    private(set) var diagnostics: [Diagnostic] = []

    init(parser: consuming YAMLParser, source: SourceText, limits: YAMLLimits) {
        self.parser = parser
        self.source = source
        properties = YAMLProperties(source)
        self.limits = limits
    }

    /// Reads all documents of the stream. If that fails, it keeps the documents that a later `---` ends.
    mutating func readAll() {
        var ended = (documents: 0, diagnostics: 0)
        do throws(YAMLFailure) {
            while true {
                let event = try next()
                switch event.kind {
                case .streamEnd: return
                case .documentStart:
                    ended = (documents.count, diagnostics.count)
                    anchors = [:]
                    let document = try node(from: try next(), depth: 1)
                    documents.append(document)
                default: continue
                }
            }
        } catch {
            documents.removeSubrange(ended.documents...)
            diagnostics.removeSubrange(ended.diagnostics...)
            diagnostics.append(error.diagnostic)
            isComplete = false
        }
    }

    private mutating func next() throws(YAMLFailure) -> YAMLEvent {
        do throws(YAMLProblem) {
            return try parser.next()
        } catch {
            throw failure(from: error)
        }
    }

    /// Apart from what every event goes through.
    @inline(never)
    private func failure(from problem: YAMLProblem) -> YAMLFailure {
        let explainer = YAMLProblemExplainer(source: source, openBracket: openBrackets.last, longQuote: longQuote)
        return YAMLFailure(diagnostic: explainer.diagnostic(for: problem))
    }

    private mutating func node(from event: YAMLEvent, depth: Int) throws(YAMLFailure) -> YAMLNode {
        switch event.kind {
        case .alias(let name): return try aliased(name, event, depth: depth)
        case .scalar(let text, let style, let properties):
            try count(1, depth: depth, event)
            if event.start.line < event.end.line, style == .singleQuoted || style == .doubleQuoted {
                longQuote = (event.start, event.end)
            }
            let range = scalarRange(event, style, properties)
            let scalar = YAMLScalar(
                text: text, style: style, isVerbatim: Self.isVerbatim(text, style: style, range: range))
            let node = YAMLNode(content: .scalar(scalar), range: range, weight: 1, height: 1)
            if let anchor = properties?.anchor { anchors[anchor] = node }
            return node
        case .sequenceStart(let isFlow, let properties):
            return try collection(event, isFlow, properties, depth) { composer throws(YAMLFailure) in
                try composer.sequence(depth: depth)
            }
        case .mappingStart(let isFlow, let properties):
            return try collection(event, isFlow, properties, depth) { composer throws(YAMLFailure) in
                try composer.mapping(depth: depth)
            }
        default: preconditionFailure("libyaml sends a node here")
        }
    }

    // MARK: Collections

    /// The content of a collection, and the places of its first and last parts.
    private struct Parts {
        var content: YAMLNode.Content
        var start: SourcePosition?
        var end: SourcePosition?
        var closing: YAMLMark
        var weight: Int32 = 1
        var height: Int32 = 1

        mutating func add(_ child: YAMLNode) {
            weight += child.weight
            height = max(height, child.height + 1)
        }
    }

    private mutating func collection(
        _ event: YAMLEvent, _ isFlow: Bool, _ properties: YAMLEvent.Properties?, _ depth: Int,
        parts read: (inout YAMLComposer) throws(YAMLFailure) -> Parts
    ) throws(YAMLFailure) -> YAMLNode {
        try count(1, depth: depth, event)
        var start = position(event.start)
        reportTag(properties, from: start)
        if properties != nil, isFlow { start = self.properties.end(from: start) }
        if let anchor = properties?.anchor { openAnchors.insert(anchor) }
        if isFlow { openBrackets.append(event.start) }
        let parts = try read(&self)
        if isFlow { openBrackets.removeLast() }
        if let anchor = properties?.anchor { openAnchors.remove(anchor) }
        if properties != nil, !isFlow { start = parts.start ?? start }
        // libyaml ends a block collection where the next token starts.
        let end = isFlow ? position(parts.closing) : parts.end ?? start
        let node = YAMLNode(
            content: parts.content, range: range(start, end), weight: parts.weight, height: parts.height)
        if let anchor = properties?.anchor { anchors[anchor] = node }
        return node
    }

    private mutating func sequence(depth: Int) throws(YAMLFailure) -> Parts {
        var items: [YAMLNode] = []
        var parts = Parts(content: .sequence([]), closing: YAMLMark(line: 0, column: 0))
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind {
                parts.closing = event.end
                break
            }
            let item = try node(from: event, depth: depth + 1)
            parts.add(item)
            items.append(item)
        }
        parts.content = .sequence(items)
        parts.start = items.first?.place.start
        parts.end = items.last?.place.end
        return parts
    }

    private mutating func mapping(depth: Int) throws(YAMLFailure) -> Parts {
        var pairs: [YAMLMapping.Pair] = []
        pairs.reserveCapacity(Self.usualKeys)
        var keys = YAMLKeys()
        var merges: [YAMLNode] = []
        var mergeKey: SourceRange?
        var isIncomplete = false
        var parts = Parts(content: .mapping(YAMLMapping(pairs: [])), closing: YAMLMark(line: 0, column: 0))
        while true {
            let event = try next()
            if case .mappingEnd = event.kind {
                parts.closing = event.end
                break
            }
            let keyNode = try node(from: event, depth: depth + 1)
            let value = try node(from: try next(), depth: depth + 1)
            parts.add(value)
            parts.start = parts.start ?? keyNode.place.start
            parts.end = max(keyNode.place.end, value.place.end)
            guard let key = keyNode.scalar else {
                reportKey(keyNode)
                isIncomplete = true
                continue
            }
            if key.text == "<<", key.style == .plain {
                if let mergeKey {
                    reportDuplicate("<<", first: mergeKey, second: keyNode.place)
                    continue
                }
                mergeKey = keyNode.place
                merges = mergeSources(value)
            } else if let first = keys.place(of: key.text, in: pairs) {
                reportDuplicate(key.text, first: pairs[first].keyRange, second: keyNode.place)
            } else {
                pairs.append(
                    YAMLMapping.Pair(key: key.text, keyRange: keyNode.place, value: value, isMerged: false))
            }
        }
        for source in merges {
            guard case .mapping(let merged) = source.content else {
                isIncomplete = true
                continue
            }
            isIncomplete = isIncomplete || merged.isIncomplete
            for pair in merged.pairs where keys.place(of: pair.key, in: pairs) == nil {
                pairs.append(pair)
                pairs[pairs.count - 1].isMerged = true
            }
        }
        // No larger than it has to be by far: the tree lives on until all of it is read.
        if pairs.count < pairs.capacity / 2 { pairs = pairs.map { $0 } }
        parts.content = .mapping(YAMLMapping(pairs: pairs, isIncomplete: isIncomplete))
        return parts
    }

    private static let usualKeys = 20

    /// The maps that `<<` names: one, or a list of them.
    private mutating func mergeSources(_ value: YAMLNode) -> [YAMLNode] {
        var sources = [value]
        if case .sequence(let items) = value.content { sources = items }
        for source in sources {
            if case .mapping = source.content { continue }
            report(
                "yaml-merge", "'<<' takes a map or a list of maps, not \(source.kindName)",
                detail: "write '<<: *name', with '&name' at the map to take from", at: source.place)
        }
        return sources
    }

    // MARK: Anchors

    private mutating func aliased(
        _ name: String, _ event: YAMLEvent, depth: Int
    ) throws(YAMLFailure) -> YAMLNode {
        let place = range(position(event.start), position(event.end))
        guard var node = anchors[name] else {
            if openAnchors.contains(name) {
                throw failure(
                    "yaml-alias", "'*\(name)' is inside the value that it refers to",
                    detail: "a value cannot contain itself", at: place)
            }
            let known = anchors.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
            throw failure(
                "yaml-alias", "nothing before this place is called '&\(name)'",
                detail: known.isEmpty
                    ? "put text that starts with '*' in quotes; this document has no anchors so far"
                    : "anchors of this document so far: \(known)", at: place)
        }
        try count(Int(node.weight), depth: depth + Int(node.height) - 1, event)
        node.alias = place
        return node
    }

    /// Reports an unknown tag. It must be called before the value is read, because places are asked for in file order.
    private mutating func reportTag(_ properties: YAMLEvent.Properties?, from start: SourcePosition) {
        guard let tag = properties?.tag, !Self.knownTags.contains(tag) else { return }
        let place = self.properties.tag(from: start)
        report(
            "yaml-tag", "tags such as '\(Self.shown(tag))' are not supported",
            detail: "what a value is follows from its field", at: range(place.start, place.end))
    }

    private static let knownTags: Set<String> = Set(
        ["str", "int", "bool", "float", "null", "map", "seq"].map { "tag:yaml.org,2002:" + $0 } + ["!"])

    private static func shown(_ tag: String) -> String {
        let standard = "tag:yaml.org,2002:"
        return tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
    }

    // MARK: Limits

    private mutating func count(_ more: Int, depth: Int, _ event: YAMLEvent) throws(YAMLFailure) {
        nodes += more
        let place = { [source] in
            let start = SourcePosition(line: event.start.line + 1, column: event.start.column + 1)
            return SourceRange(
                file: source.file, start: start,
                end: SourcePosition(line: start.line, column: start.column + 1))
        }
        if nodes > limits.nodes {
            throw failure(
                "yaml-limit", "the file has more than \(limits.nodes) values",
                detail: "a value behind an alias counts at every use", at: place())
        }
        if depth > limits.depth {
            throw failure(
                "yaml-limit", "lists and maps lie more than \(limits.depth) levels within one another", at: place())
        }
    }

    // MARK: Places

    private func position(_ mark: YAMLMark) -> SourcePosition {
        // At the end of a file that has no line break there, libyaml is a line further.
        guard mark.line < source.lineCount else { return source.endPosition }
        return SourcePosition(line: mark.line + 1, column: mark.column + 1)
    }

    private func range(_ start: SourcePosition, _ end: SourcePosition) -> SourceRange {
        SourceRange(file: source.file, start: start, end: max(start, end))
    }

    private mutating func scalarRange(
        _ event: YAMLEvent, _ style: YAMLScalar.Style, _ properties: YAMLEvent.Properties?
    ) -> SourceRange {
        var start = position(event.start)
        reportTag(properties, from: start)
        if properties != nil { start = min(self.properties.end(from: start), position(event.end)) }
        var end = position(event.end)
        if style == .block {
            // libyaml ends block text where the next token's line starts.
            while end.line > start.line, end.column == 1 || (source.line(end.line) ?? "").allSatisfy(\.isWhitespace) {
                end.line -= 1
                end.column = (source.line(end.line) ?? "").unicodeScalars.count + 1
                if !(source.line(end.line) ?? "").allSatisfy(\.isWhitespace) { break }
            }
        }
        return range(start, end)
    }

    private static func isVerbatim(_ text: String, style: YAMLScalar.Style, range: SourceRange) -> Bool {
        guard style != .block, range.start.line == range.end.line else { return false }
        // Quotes allow escapes.
        return style == .plain || range.end.column - range.start.column - 2 == text.scalarCount
    }

    // MARK: Reporting

    private mutating func report(_ kind: String, _ summary: String, detail: String = "", at range: SourceRange) {
        diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: range))
    }

    private mutating func reportKey(_ key: YAMLNode) {
        var place = key.place
        let line = (source.shownLine(place.start.line) ?? "").unicodeScalars
        guard place.start.column > 1, line.dropFirst(place.start.column - 2).starts(with: "{{".unicodeScalars) else {
            return report("yaml-syntax", "a key must be text, not \(key.kindName)", at: place)
        }
        place.start.column -= 1
        place.end.column += 1
        report(
            "yaml-syntax", "YAML reads '{{ … }}' as a map in a map, not as text",
            detail: "it is for another tool to fill in; reconcile fills in '${NAME}'", at: place)
    }

    private mutating func reportDuplicate(_ key: String, first: SourceRange, second: SourceRange) {
        diagnostics.append(
            Diagnostic(
                .error, "duplicate-key", "'\(key)' is given twice in one map",
                detail: "which of the two counts depends on who reads the file; remove one", at: second,
                notes: [Diagnostic.Note("'\(key)' is first given here", at: first)]))
    }

    private func failure(
        _ kind: String, _ summary: String, detail: String = "", at range: SourceRange
    ) -> YAMLFailure {
        YAMLFailure(diagnostic: Diagnostic(.error, kind, summary, detail: detail, at: range))
    }
}
