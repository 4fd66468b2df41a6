/// Text on a terminal that has so many columns.
enum LineWrapper {
    /// The text, cut where the line would end; a cut shows as an ellipsis.
    static func clipped(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(max(width - 1, 0)) + "…"
    }

    /// The text on as many lines as it takes, broken at spaces; a word that is longer than a line stays whole.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, Style.plain(last).count + 1 + Style.plain(String(word)).count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
