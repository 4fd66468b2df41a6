public import Diagnostics

/// The one layout of YAML files: indentation by two, one space behind a colon and a dash, quotes where they are needed, at
/// most one blank line, no blanks at the ends of lines, the line break of the first line.
///
/// Nothing that a reader of YAML sees changes: the formatted file is read again and compared. Lines of block scalars, and
/// of texts and flow collections of several lines, keep their text.
public struct YAMLFormatter: Sendable {
    /// True for the path of a field that is `True` or `False`, by its keys; `-` is an item of a list.
    private let isBoolean: @Sendable (_ path: [String]) -> Bool

    /// Makes a formatter.
    public init(isBoolean: @escaping @Sendable (_ path: [String]) -> Bool) { self.isBoolean = isBoolean }

    /// Returns the formatted file; the file itself if it is no YAML.
    public func format(_ source: SourceText) -> FormattedYAML {
        let unchanged = FormattedYAML(YAMLLines(source.bytes))
        guard YAMLStream(source).isComplete, YAMLLines(source.bytes).areUsual,
            let meaning = YAMLMeaning(source.bytes)
        else { return unchanged }
        return layouts(of: source.bytes, meaning).first { isStable($0.bytes, meaning) } ?? unchanged
    }

    /// The parts of the layout that are put right: all of it, all but the indentation, or blanks and blank lines alone. A
    /// file for which one is a risk gets the next.
    private enum Part: CaseIterable {
        case all
        case withoutIndentation
        case blanks
    }

    /// True if a second run leaves the file as it is.
    private func isStable(_ bytes: [UInt8], _ meaning: YAMLMeaning) -> Bool {
        layouts(of: bytes, meaning).first { _ in true }.map { $0.bytes == bytes } ?? true
    }

    /// The layouts that keep a meaning, the one that puts the most right first.
    private func layouts(of bytes: [UInt8], _ meaning: YAMLMeaning) -> some Sequence<FormattedYAML> {
        Part.allCases.lazy.compactMap { layout(bytes, $0) }.filter { YAMLMeaning($0.bytes) == meaning }
    }

    private func layout(_ bytes: [UInt8], _ part: Part) -> FormattedYAML? {
        let lines = YAMLLines(bytes)
        guard let tokens = YAMLTokens(bytes, lines, isBoolean) else { return nil }
        var indentation: [Int: String] = [:]
        if part == .all {
            guard let found = YAMLIndentation(lines, tokens.kept) else { return nil }
            indentation = found.beginnings
        }
        var result = FormattedYAML(lines)
        for number in lines.all.indices {
            var text = lines.text(number)
            if tokens.kept.contains(number) {
                // A text without a last break means another one than with it.
                if !lines.lineBreak(number).isEmpty { result.set(number, text) }
                continue
            }
            for edit in tokens.edits[number, default: []].sorted(by: { $0.range.lowerBound > $1.range.lowerBound })
            where part != .blanks {
                text.replaceSubrange(edit.range, with: edit.text.utf8)
            }
            if let beginning = indentation[number] {
                text = Array(beginning.utf8) + text.dropFirst(YAMLIndentation.beginning(of: text))
            }
            if !tokens.open.contains(number) { text = Self.trimmed(text) }
            result.set(number, text)
        }
        result.dropBlankLines(keeping: tokens.kept)
        return result
    }

    private static func trimmed(_ text: [UInt8]) -> [UInt8] {
        Array(text.prefix(1 + (text.lastIndex { !isBlank($0) } ?? -1)))
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
