import Diagnostics

/// A scalar's text with its variables filled in, which still knows where each part of it stands.
struct ExpandedText: Sendable {
    /// The text.
    var text: String
    /// The whole scalar in the file, quotes included.
    var range: SourceRange
    /// A variable of it is not set, or its `${…}` cannot be read: the text says nothing.
    var isUnknown = false
    private var origin: Origin

    private enum Origin {
        /// Offsets cannot be told.
        case unknown
        /// The file has just this text, from a column of the line on which the scalar starts: most values are so.
        case literal(column: Int)
        case pieces([Piece])
    }

    /// A stretch of the text that comes from one place.
    struct Piece: Sendable {
        /// Unicode scalars of the text.
        var count: Int
        /// Where they stand, or where the reference that gave them stands.
        var range: SourceRange
        /// Whether they stand there as they are.
        var isLiteral: Bool
    }

    /// Text of which offsets cannot be told.
    init(_ text: String, at range: SourceRange) {
        self.text = text
        self.range = range
        origin = .unknown
    }

    /// Text that stands in the file as it is, from a column on.
    init(_ text: String, at range: SourceRange, column: Int) {
        self.text = text
        self.range = range
        origin = .literal(column: column)
    }

    /// Text that is made of several parts.
    init(_ text: String, at range: SourceRange, pieces: [Piece]) {
        self.text = text
        self.range = range
        origin = pieces.isEmpty ? .unknown : .pieces(pieces)
    }

    /// Where the parts come from; empty where offsets cannot be told.
    private var pieces: [Piece] {
        switch origin {
        case .unknown: return []
        case .pieces(let pieces): return pieces
        case .literal(let column):
            let count = text.scalarCount
            var place = range
            place.start.column = column
            place.end.column = column + count
            return [Piece(count: count, range: place, isLiteral: true)]
        }
    }

    /// Where a stretch of the text, in Unicode scalars, stands; the whole scalar where that cannot be told.
    func range(of offsets: Range<Int>) -> SourceRange {
        var first: SourceRange?
        var last: SourceRange?
        var start = 0
        for piece in pieces {
            let end = start + piece.count
            let overlaps =
                offsets.isEmpty
                ? start <= offsets.lowerBound && offsets.lowerBound <= end
                : start < offsets.upperBound && offsets.lowerBound < end
            if overlaps {
                var range = piece.range
                if piece.isLiteral {
                    let column = piece.range.start.column
                    range.start.column = column + max(offsets.lowerBound - start, 0)
                    range.end.column = column + min(offsets.upperBound, end) - start
                }
                first = first ?? range
                last = range
            }
            start = end
        }
        guard let first, let last else { return range }
        return SourceRange(filename: range.filename, start: first.start, end: max(first.start, last.end))
    }

    /// Whether a stretch of the text stands in the file as it is.
    func isLiteral(_ offsets: Range<Int>) -> Bool {
        var start = 0
        for piece in pieces {
            let end = start + piece.count
            if start <= offsets.lowerBound, offsets.upperBound <= end { return piece.isLiteral }
            start = end
        }
        return false
    }

    /// The parts between commas, without blanks around them; empty ones are left out.
    func commaSeparated() -> [ExpandedText] {
        let scalars = text.unicodeScalars
        var items: [ExpandedText] = []
        var index = scalars.startIndex
        var offset = 0
        // Of the part that is being read, without blanks.
        var start: (index: String.Index, offset: Int)?
        var end = (index: index, offset: 0)
        while true {
            let scalar = index < scalars.endIndex ? scalars[index] : ","
            if scalar == "," {
                if let start {
                    items.append(slice(start.offset..<end.offset, String(scalars[start.index..<end.index])))
                }
                start = nil
            }
            guard index < scalars.endIndex else { return items }
            let next = scalars.index(after: index)
            if scalar != ",", !scalar.isBlank {
                start = start ?? (index, offset)
                end = (next, offset + 1)
            }
            index = next
            offset += 1
        }
    }

    /// A stretch of it, which still knows where its parts stand.
    func slice(_ part: Range<Int>, _ text: String) -> ExpandedText {
        if case .literal(let column) = origin {
            var place = range
            place.start.column = column + part.lowerBound
            place.end.column = column + part.upperBound
            return ExpandedText(text, at: place, column: place.start.column)
        }
        var parts: [Piece] = []
        var start = 0
        for piece in pieces {
            let end = start + piece.count
            let overlap = part.clamped(to: start..<end)
            if !overlap.isEmpty {
                parts.append(Piece(count: overlap.count, range: range(of: overlap), isLiteral: piece.isLiteral))
            }
            start = end
        }
        return ExpandedText(text, at: range(of: part), pieces: parts)
    }
}

extension Unicode.Scalar {
    /// Whether it is white space, of ASCII or not.
    var isBlank: Bool { isASCII ? self == " " || (0x09...0x0D).contains(value) : properties.isWhitespace }
}
