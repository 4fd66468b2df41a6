/// Everything of a file that its layout must not change: values with their anchors and tags, aliases, and comments in
/// order. Quotes are left out: ``PlainScalar`` decides where a text needs them.
struct YAMLMeaning: Equatable {
    private var events: [String] = []
    private var comments: [[UInt8]] = []

    /// Nil if the file is no YAML.
    init?(_ bytes: [UInt8]) {
        guard let read = YAMLEvent.all(in: bytes) else { return nil }
        let lines = YAMLLines(bytes)
        events = read.map(Self.text)
        comments = Self.comments(read, lines)
    }

    private static func text(_ event: YAMLEvent) -> String {
        switch event.kind {
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd: "\(event.kind)"
        case .alias(let name): "*\(name)"
        case .scalar(let text, let style, let properties):
            // The words for true and false are one value.
            "\(self.text(properties))\(style == .block ? "|" : "=")"
                + (style == .plain ? YAMLTokens.booleans[text] ?? text : text)
        case .sequenceStart(let isFlow, let properties): "\(self.text(properties))\(isFlow ? "[" : "-")"
        case .mappingStart(let isFlow, let properties): "\(self.text(properties))\(isFlow ? "{" : ":")"
        }
    }

    private static func text(_ properties: YAMLEvent.Properties?) -> String {
        "&\(properties?.anchor ?? "") !\(properties?.tag ?? "") "
    }

    /// A comment begins behind a blank, or with its line, and not within a text.
    private static func comments(_ events: [YAMLEvent], _ lines: YAMLLines) -> [[UInt8]] {
        var masked: [Int: [Range<Int>]] = [:]
        for event in events {
            guard case .scalar = event.kind, let start = lines.offset(of: event.start) else { continue }
            for number in event.start.line...max(event.start.line, event.end.line)
            where lines.all.indices.contains(number) {
                let end = number == event.end.line ? lines.offset(of: event.end) ?? 0 : lines.all[number].count
                let begin = number == event.start.line ? start : 0
                if begin < end { masked[number, default: []].append(begin..<end) }
            }
        }
        return lines.all.indices.compactMap { number in
            let text = lines.text(number)
            var isText = [Bool](repeating: false, count: lines.all[number].count)
            for range in masked[number, default: []] { for index in range { isText[index] = true } }
            let start = text.indices.first { index in
                text[index] == UInt8(ascii: "#") && (index == 0 || YAMLFormatter.isBlank(text[index - 1]))
                    && !isText[index]
            }
            return start.map { begin in
                let comment = text[begin...]
                return Array(comment[...(comment.lastIndex { !YAMLFormatter.isBlank($0) } ?? begin)])
            }
        }
    }
}

extension YAMLEvent {
    /// Every event of a file; nil if it is no YAML.
    static func all(in bytes: [UInt8]) -> [YAMLEvent]? {
        var parser = YAMLParser(bytes)
        var events: [YAMLEvent] = []
        while true {
            guard let event = try? parser.next() else { return nil }
            events.append(event)
            if case .streamEnd = event.kind { return events }
        }
    }
}
