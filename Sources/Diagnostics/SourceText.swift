/// A file's text with an index of its lines, counted as YAML counts them.
public struct SourceText: Sendable {
    /// The file as the user named it.
    public var filename: String { file.name }
    /// The file.
    public let file: SourceFile
    /// The bytes, without a byte order mark.
    package let bytes: [UInt8]
    /// The offsets at which the lines start.
    package let lineStarts: [Int]

    /// Makes a text of bytes; bytes that are not UTF-8 show as replacement characters.
    public init(filename: String, bytes: [UInt8]) {
        file = SourceFile(filename)
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        lineStarts = Self.lineStarts(of: self.bytes)
    }

    /// Makes a text of a string.
    public init(filename: String, text: String) {
        self.init(filename: filename, bytes: Array(text.utf8))
    }

    /// The number of lines; a final line break starts one more, empty, line.
    public var lineCount: Int { lineStarts.count }

    /// A line without its break, the first being 1; nil beyond the end.
    public func line(_ number: Int) -> String? {
        guard number >= 1, number <= lineStarts.count else { return nil }
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] : bytes.count
        end -= Self.breakLength(before: end, in: bytes, from: start)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// A line as in `line(_:)`; nil if it is too long to be searched for every diagnostic.
    package func shownLine(_ number: Int) -> String? {
        guard number >= 1, number <= lineStarts.count else { return nil }
        let end = number < lineStarts.count ? lineStarts[number] : bytes.count
        return end - lineStarts[number - 1] <= Self.longestShown ? line(number) : nil
    }

    private static let longestShown = 1 << 14

    /// The position after the last character.
    public var endPosition: SourcePosition {
        SourcePosition(line: lineCount, column: (line(lineCount) ?? "").unicodeScalars.count + 1)
    }

    /// The position of a byte, or of the end.
    public func position(ofByte offset: Int) -> SourcePosition {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let before = bytes[lineStarts[low]..<min(max(offset, lineStarts[low]), bytes.count)]
        let column = before.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        return SourcePosition(line: low + 1, column: column + 1)
    }

    /// The bytes of a range, counted without a byte order mark; nil if the text has no such place.
    public func byteRange(of range: SourceRange) -> Range<Int>? {
        guard let start = offset(of: range.start), let end = offset(of: range.end), start <= end else { return nil }
        return start..<end
    }

    private func offset(of position: SourcePosition) -> Int? {
        guard position.line >= 1, position.line <= lineStarts.count else { return nil }
        var offset = lineStarts[position.line - 1]
        for _ in 1..<max(position.column, 1) {
            guard offset < bytes.count else { return nil }
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }

    /// Line breaks are CR, LF, CR LF, NEL, LS and PS, as libyaml has them.
    private static func lineStarts(of bytes: [UInt8]) -> [Int] {
        var starts = [0]
        var index = bytes.firstUnprintable(from: 0)
        while index < bytes.count {
            let length = breakLength(at: index, in: bytes)
            index += max(length, 1)
            if length > 0 { starts.append(index) }
            index = bytes.firstUnprintable(from: index)
        }
        return starts
    }

    private static func breakLength(at index: Int, in bytes: [UInt8]) -> Int {
        switch bytes[index] {
        case 0x0A: 1
        case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
        case 0xE2:
            index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8 ? 3 : 0
        default: 0
        }
    }

    private static func breakLength(before end: Int, in bytes: [UInt8], from start: Int) -> Int {
        for length in [3, 2, 1] where end - length >= start && breakLength(at: end - length, in: bytes) == length {
            return length
        }
        return 0
    }
}
