import Diagnostics

/// Texts inside Markdown, which mean nothing to Markdown or HTML whatever they contain.
enum Markdown {
    /// A block of code that no line of it can end.
    static func fenced(_ lines: [String], language: String = "") -> String {
        // CR and LF together are one Character.
        let shown = lines.map { line in String(line.map { $0.isNewline ? " " : $0 }) }
        let longest = shown.map { line in line.split { $0 != "`" }.map(\.count).max() ?? 0 }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return ([fence + language] + shown + [fence]).joinedLines
    }

    /// A comment that people do not see, with facts by which programs find a result again; nothing in it ends the comment.
    static func header(_ facts: JSON) -> String {
        let text = facts.text.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
        return "<!-- reconcile \(text) -->"
    }

    /// The text inside HTML. No character of it means anything to Markdown either.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            return isWord || " ,-/".unicodeScalars.contains(scalar) ? String(scalar) : "&#\(scalar.value);"
        }.joined()
    }

    /// An unordered list of HTML, whose lines no text can begin.
    static func bullets(_ lines: [String]) -> String {
        "<ul>\n" + lines.map { "<li>\($0)</li>" }.joined(separator: "\n") + "\n</ul>"
    }
}
