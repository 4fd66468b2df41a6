/// The places of a file at which its layout is put right, and those that stay.
struct YAMLTokens {
    /// The lines that keep their text: all but the first of a value of several lines.
    private(set) var kept: Set<Int> = []
    /// The lines in which a value begins that goes on in the next one: blanks at their ends stay.
    private(set) var open: Set<Int> = []
    /// The changes within lines.
    private(set) var edits: [Int: [Edit]] = [:]

    /// Bytes of a line, and what takes their place.
    struct Edit {
        let range: Range<Int>
        let text: String
    }

    /// The words for true and false that every version of YAML has, and seqerakit's for the same value.
    static let booleans = [
        "true": "True", "True": "True", "TRUE": "True", "false": "False", "False": "False", "FALSE": "False",
    ]

    private let lines: YAMLLines
    private let isBoolean: ([String]) -> Bool
    private var frames: [Frame] = []

    /// A list or a map that is being read.
    private struct Frame {
        let isMapping: Bool
        let isFlow: Bool
        let start: YAMLMark
        /// The key whose value comes next, and its place; nil if a key comes next.
        var key: (text: String, end: YAMLMark)?
    }

    /// Nil if the file is no YAML.
    init?(_ bytes: [UInt8], _ lines: YAMLLines, _ isBoolean: @escaping ([String]) -> Bool) {
        guard let events = YAMLEvent.all(in: bytes) else { return nil }
        self.lines = lines
        self.isBoolean = isBoolean
        for event in events { take(event) }
    }

    private mutating func take(_ event: YAMLEvent) {
        switch event.kind {
        case .streamStart, .streamEnd, .documentStart, .documentEnd: return
        case .alias:
            space(before: event)
            // Some readers take the colon for a part of an alias, so that one that is a key keeps its blanks.
            advance(past: event, text: nil)
        case .scalar(let text, let style, let properties):
            space(before: event)
            keep(event.start, event.end)
            if properties == nil { rewrite(event, text, style) }
            advance(past: event, text: text)
        case .sequenceStart(let isFlow, _): open(event, isMapping: false, isFlow)
        case .mappingStart(let isFlow, _): open(event, isMapping: true, isFlow)
        case .sequenceEnd, .mappingEnd:
            guard let frame = frames.popLast() else { return }
            if frame.isFlow { keep(frame.start, event.end) }
            // A map as a key has no text; its value is left as it is.
            advance(past: event, text: nil)
        }
    }

    private mutating func open(_ event: YAMLEvent, isMapping: Bool, _ isFlow: Bool) {
        space(before: event)
        frames.append(Frame(isMapping: isMapping, isFlow: isFlow || isInFlow, start: event.start))
    }

    private var isInFlow: Bool { frames.last?.isFlow ?? false }

    /// A key is followed by its value, and a value by a key.
    private mutating func advance(past event: YAMLEvent, text: String?) {
        guard let last = frames.indices.last, frames[last].isMapping else { return }
        if frames[last].key == nil {
            let isOneLine = event.start.line == event.end.line && text != nil
            frames[last].key = (text ?? "", isOneLine ? event.end : YAMLMark(line: -1, column: 0))
        } else {
            frames[last].key = nil
        }
    }

    /// Keeps the lines of a value of several lines. A block scalar ends where the next line begins.
    private mutating func keep(_ start: YAMLMark, _ end: YAMLMark) {
        let last = end.column == 0 ? end.line - 1 : end.line
        guard last > start.line else { return }
        kept.formUnion(start.line + 1...last)
        open.insert(start.line)
    }

    /// Puts one space between a key's colon and its value.
    private mutating func space(before event: YAMLEvent) {
        guard !isInFlow, let key = frames.last?.key, let start = lines.offset(of: key.end) else { return }
        let text = lines.text(key.end.line)
        guard let colon = text[start...].firstIndex(where: { !YAMLFormatter.isBlank($0) }),
            text[colon] == UInt8(ascii: ":")
        else { return }
        edit(key.end.line, start..<colon, "")
        let isEmpty = event.start.line == event.end.line && event.start.column == event.end.column
        guard event.start.line == key.end.line, !isEmpty || event.isCollection,
            let value = lines.offset(of: event.start),
            value > colon + 1, text[(colon + 1)..<value].allSatisfy(YAMLFormatter.isBlank)
        else { return }
        edit(key.end.line, colon + 1..<value, " ")
    }

    /// Writes True and False as seqerakit does, and leaves out quotes that are not needed.
    private mutating func rewrite(_ event: YAMLEvent, _ text: String, _ style: YAMLScalar.Style) {
        guard !isInFlow, event.start.line == event.end.line, let start = lines.offset(of: event.start),
            let end = lines.offset(of: event.end), start < end
        else { return }
        let raw = lines.text(event.start.line)[start..<end]
        switch style {
        case .plain:
            guard frames.last?.key != nil, let word = Self.booleans[text], isBoolean(path) else { return }
            edit(event.start.line, start..<end, word)
        case .singleQuoted, .doubleQuoted:
            guard raw.dropFirst().dropLast().elementsEqual(text.utf8), PlainScalar.isSafe(text) else { return }
            edit(event.start.line, start..<end, text)
        case .block: return
        }
    }

    private var path: [String] { frames.map { $0.isMapping ? $0.key?.text ?? "" : "-" } }

    private mutating func edit(_ line: Int, _ range: Range<Int>, _ text: String) {
        if !(range.isEmpty && text.isEmpty) { edits[line, default: []].append(Edit(range: range, text: text)) }
    }
}

extension YAMLEvent {
    fileprivate var isCollection: Bool {
        switch kind {
        case .sequenceStart, .mappingStart: true
        default: false
        }
    }
}
