import Diagnostics

/// A scalar's text with its variables filled in, which still knows the place of each of its parts.
struct ExpandedText: Sendable {
    /// The text.
    var text: String
    /// The whole scalar in the file, quotes included.
    var range: SourceRange
    /// A variable of it is not set, or its `${…}` cannot be read: the text says nothing.
    var isUnknown = false
    /// The whole scalar as the file has it, if variables are filled in.
    var written: String?
    private var origin: Origin

    private enum Origin {
        /// Offsets cannot be told.
        case unknown
        /// The file has just this text, from a column of the line on which the scalar starts: most values are so.
        case literal(column: Int)
        /// It is made of parts, which are on that line from a column on.
        case pieces([Piece], column: Int)
    }

    /// A stretch of the text that comes from one place.
    struct Piece: Sendable {
        /// Unicode scalars of the text.
        var count: Int
        /// Their columns, or those of the reference that gave them, counted from the start of the whole text.
        var columns: Range<Int>
        /// True if the file has them there as they are.
        var isLiteral: Bool
    }

    /// Text of which offsets cannot be told.
    init(_ text: String, at range: SourceRange) {
        self.text = text
        self.range = range
        origin = .unknown
    }

    /// Makes a text that the file has as it is, from a column on.
    init(_ text: String, at range: SourceRange, column: Int) {
        self.text = text
        self.range = range
        origin = .literal(column: column)
    }

    /// Makes a text that consists of several parts, which are on one line from a column on.
    init(_ text: String, at range: SourceRange, pieces: [Piece], column: Int) {
        self.text = text
        self.range = range
        origin = .pieces(pieces, column: column)
    }

    /// The places of the parts, and the column that they are counted from; nil if offsets are unknown.
    private var pieces: (list: [Piece], column: Int)? {
        switch origin {
        case .unknown: return nil
        case .pieces(let pieces, let column): return (pieces, column)
        case .literal(let column):
            let count = text.scalarCount
            return ([Piece(count: count, columns: 0..<count, isLiteral: true)], column)
        }
    }

    /// The text that a message shows: the reference as the file has it, never the value of a variable, and at most a
    /// line.
    var shown: String {
        guard let written else { return Self.cut(text) }
        guard let list = pieces?.list, let first = list.first, let last = list.last else { return Self.cut(written) }
        if list.allSatisfy(\.isLiteral) { return Self.cut(text) }
        let scalars = Array(written.unicodeScalars)
        let range = first.columns.lowerBound..<max(first.columns.lowerBound, last.columns.upperBound)
        return Self.cut(String(String.UnicodeScalarView(scalars[range.clamped(to: scalars.indices)])))
    }

    private static let longestShown = 200

    private static func cut(_ text: String) -> String {
        text.utf8.count <= longestShown ? text : text.prefix(longestShown) + "…"
    }

    /// Returns the place of a stretch of the text, in Unicode scalars; the whole scalar if the place is unknown.
    func range(of offsets: Range<Int>) -> SourceRange {
        guard let pieces else { return range }
        var first: Int?
        var last = 0
        var start = 0
        for piece in pieces.list {
            let end = start + piece.count
            let overlaps =
                offsets.isEmpty
                ? start <= offsets.lowerBound && offsets.lowerBound <= end
                : start < offsets.upperBound && offsets.lowerBound < end
            if overlaps {
                let column = piece.columns.lowerBound
                first = first ?? (piece.isLiteral ? column + max(offsets.lowerBound - start, 0) : column)
                last = piece.isLiteral ? column + min(offsets.upperBound, end) - start : piece.columns.upperBound
            }
            start = end
        }
        return first.map { place($0..<max($0, last), from: pieces.column) } ?? range
    }

    private func place(_ columns: Range<Int>, from column: Int) -> SourceRange {
        var place = range
        place.start.column = column + columns.lowerBound
        place.end.column = column + columns.upperBound
        return place
    }

    /// True if the file has a stretch of the text as it is.
    func isLiteral(_ offsets: Range<Int>) -> Bool {
        guard let pieces else { return false }
        var start = 0
        for piece in pieces.list {
            let end = start + piece.count
            if start <= offsets.lowerBound, offsets.upperBound <= end { return piece.isLiteral }
            start = end
        }
        return false
    }

    private static let usualItems = 4

    /// The parts between commas, without blanks around them; empty ones are left out.
    func commaSeparated() -> [ExpandedText] {
        let comma = UInt8(ascii: ",")
        let bytes = text.utf8.span
        var items: [ExpandedText] = []
        items.reserveCapacity(Self.usualItems)
        // Where the part that is being read starts, and Unicode scalars up to there and up to the byte.
        var start = 0
        var (startOffset, offset) = (0, 0)
        for index in 0...bytes.count {
            let byte = index < bytes.count ? bytes[index] : comma
            if byte == comma {
                let part = text[bytes: start..<index]
                let item = part.trimmed
                if !item.isEmpty {
                    let isTrimmed = item.utf8.count < part.utf8.count
                    let lower = startOffset + (isTrimmed ? part.unicodeScalars.prefix(while: \.isBlank).count : 0)
                    items.append(slice(lower..<lower + item.scalarCount, item))
                }
                start = index + 1
                startOffset = offset + 1
            }
            if byte & 0xC0 != 0x80 { offset += 1 }
        }
        return items
    }

    /// Returns a stretch of it, which still knows the places of its parts.
    func slice(_ part: Range<Int>, _ text: String) -> ExpandedText {
        switch origin {
        case .unknown:
            var slice = ExpandedText(text, at: range)
            slice.written = written
            return slice
        case .literal(let column):
            return ExpandedText(text, at: place(part, from: column), column: column + part.lowerBound)
        case .pieces(let pieces, let column):
            var parts: [Piece] = []
            var start = 0
            for piece in pieces {
                let end = start + piece.count
                let overlap = part.clamped(to: start..<end)
                if !overlap.isEmpty {
                    let from = piece.columns.lowerBound - start
                    let columns =
                        piece.isLiteral ? from + overlap.lowerBound..<from + overlap.upperBound : piece.columns
                    parts.append(Piece(count: overlap.count, columns: columns, isLiteral: piece.isLiteral))
                }
                start = end
            }
            var slice = ExpandedText(text, at: range(of: part), pieces: parts, column: column)
            slice.written = written
            return slice
        }
    }
}

extension String {
    /// Without the white space around it.
    var trimmed: String {
        let bytes = utf8.span
        // Most texts start and end with what is to be seen, and in ASCII.
        let visible: Range<UInt8> = 0x21..<0x7F
        if !bytes.isEmpty, visible.contains(bytes[0]), visible.contains(bytes[bytes.count - 1]) { return self }
        var scalars = self[...].unicodeScalars
        while let first = scalars.first, first.isBlank { scalars.removeFirst() }
        while let last = scalars.last, last.isBlank { scalars.removeLast() }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    /// True if it is white space, of ASCII or not.
    var isBlank: Bool { isASCII ? self == " " || (0x09...0x0D).contains(value) : properties.isWhitespace }
}
