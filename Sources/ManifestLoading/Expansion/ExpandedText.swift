import Diagnostics

/// A scalar's text with its variables filled in, which still knows where each part of it stands.
struct ExpandedText: Sendable {
    /// The text.
    var text: String
    /// The whole scalar in the file, quotes included.
    var range: SourceRange
    /// A variable of it is not set, or its `${…}` cannot be read: the text says nothing.
    var isUnknown = false
    /// Where the parts come from; empty where offsets cannot be told.
    var pieces: [Piece] = []

    /// A stretch of the text that comes from one place.
    struct Piece: Sendable {
        /// Unicode scalars of the text.
        var count: Int
        /// Where they stand, or where the reference that gave them stands.
        var range: SourceRange
        /// Whether they stand there as they are.
        var isLiteral: Bool
    }

    /// Text without variables.
    init(_ text: String, at range: SourceRange, pieces: [Piece] = []) {
        self.text = text
        self.range = range
        self.pieces = pieces
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
        let scalars = Array(text.unicodeScalars)
        var items: [ExpandedText] = []
        var start = 0
        for end in 0...scalars.count where end == scalars.count || scalars[end] == "," {
            var part = start..<end
            while let first = part.first, scalars[first].properties.isWhitespace { part.removeFirst() }
            while let last = part.last, scalars[last].properties.isWhitespace { part.removeLast() }
            if !part.isEmpty { items.append(slice(part, of: scalars)) }
            start = end + 1
        }
        return items
    }

    /// A stretch of it, which still knows where its parts stand.
    func slice(_ part: Range<Int>, of scalars: [Unicode.Scalar]) -> ExpandedText {
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
        return ExpandedText(String(String.UnicodeScalarView(scalars[part])), at: range(of: part), pieces: parts)
    }
}
