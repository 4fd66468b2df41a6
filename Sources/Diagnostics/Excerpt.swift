/// One line of a file with a caret under a range of it, fit for a terminal.
struct Excerpt {
    /// The line, escaped for a terminal, and cut around the caret if it is long.
    let text: String
    /// Blanks and tabs up to the range, then `^~~~`.
    let caret: String

    /// A line longer than this many columns is cut.
    static let widest = 120
    private static let lead = 40
    /// Characters read before and after the caret: more than fit, because marks on letters take no column.
    private static let reach = 400

    /// Makes the excerpt of the columns of a line. They count from one; `end` is the column after the last character.
    init(line: String, from start: Int, to end: Int) {
        let scalars = line.unicodeScalars
        let start = min(max(start - 1, 0), scalars.count)
        // Only the visible part is read, so that a line with hundreds of problems is not read hundreds of times.
        let skipped = max(0, start - Self.reach)
        let near = scalars.dropFirst(skipped)
        let cells = near.prefix(2 * Self.reach).map(Cell.init)
        let first = start - skipped
        let last = min(max(end - 1 - skipped, first), cells.count)
        let window = Self.window(of: cells, around: first)
        let isCutBefore = skipped + window.lowerBound > 0
        let isCutBehind = window.upperBound < cells.count || near.dropFirst(cells.count).first != nil

        var text = isCutBefore ? "…" : ""
        var caret = isCutBefore ? " " : ""
        for cell in cells[window] { text += cell.text }
        if isCutBehind { text += "…" }
        for cell in cells[window.lowerBound..<first] { caret += cell.blank }
        caret += "^"
        let marked = cells[first..<min(max(last, first), window.upperBound)].reduce(0) { $0 + $1.width }
        if marked > 1 { caret += String(repeating: "~", count: marked - 1) }
        self.text = text
        self.caret = caret
    }

    /// The cells to show: all of them, or a stretch of the allowed width that holds the caret.
    private static func window(of cells: [Cell], around first: Int) -> Range<Int> {
        guard cells.reduce(0, { $0 + $1.width }) > widest else { return 0..<cells.count }
        var lower = first
        var width = 0
        while lower > 0, width + cells[lower - 1].width <= lead {
            lower -= 1
            width += cells[lower].width
        }
        var upper = lower
        width = 0
        while upper < cells.count, width + cells[upper].width <= widest || upper <= first {
            width += cells[upper].width
            upper += 1
        }
        return lower..<max(upper, first)
    }
}

/// One Unicode scalar as it is shown.
private struct Cell {
    let text: String
    let blank: String
    let width: Int

    init(_ scalar: Unicode.Scalar) {
        if scalar == "\t" {
            text = "\t"
            blank = "\t"
            width = 1
            return
        }
        text = scalar.escapedForTerminal
        width = text.unicodeScalars.count > 1 ? text.unicodeScalars.count : scalar.terminalWidth
        blank = String(repeating: " ", count: width)
    }
}
