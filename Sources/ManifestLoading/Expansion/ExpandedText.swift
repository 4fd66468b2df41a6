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
        var items: [ExpandedText] = []
        var offset = 0
        for part in text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            var scalars = Substring(part).unicodeScalars
            var start = offset
            offset += scalars.count + 1
            while let first = scalars.first, Self.isBlank(first) {
                scalars.removeFirst()
                start += 1
            }
            while let last = scalars.last, Self.isBlank(last) { scalars.removeLast() }
            if !scalars.isEmpty { items.append(slice(start..<start + scalars.count, String(scalars))) }
        }
        return items
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    /// A stretch of it, which still knows where its parts stand.
    func slice(_ part: Range<Int>, _ text: String) -> ExpandedText {
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
