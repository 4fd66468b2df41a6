/// The rules that hold for Markdown with any texts in it: nothing of them is outside a fence but as escaped words.
enum MarkdownInvariants {
    /// The fault of a text; nil if there is none.
    static func fault(of markdown: String, maximumBytes: Int) -> String? {
        if !markdown.unicodeScalars.allSatisfy(Invariants.isHarmless) { return "the Markdown has control characters" }
        if markdown.utf8.count > maximumBytes { return "the Markdown has \(markdown.utf8.count) bytes" }
        guard let lines = linesOutsideFences(markdown) else { return "a fence of the Markdown is not closed" }
        guard let first = lines.first, first.hasPrefix("<!-- reconcile {"), first.hasSuffix("} -->") else {
            return "the Markdown does not begin with its header"
        }
        let inner = first.dropFirst(1).dropLast(1)
        if inner.contains("<") || inner.contains(">") { return "the header ends before its end" }
        for line in lines.dropFirst() {
            if let fault = fault(ofLine: line) { return "\(fault): \(line)" }
        }
        let titles = lines.filter { $0.hasPrefix("#") }
        let isTitled =
            titles.first?.hasPrefix("### Plan: ") == true && titles.dropFirst().allSatisfy { $0 == "#### Refused" }
        if !isTitled { return "the Markdown has other titles: \(titles)" }
        // In the header, a comment, a tag means nothing.
        let body = Array(lines.dropFirst())
        let (begun, ended) = (count("<details", in: body), count("</details>", in: body))
        return begun == ended ? nil : "\(begun) details begin and \(ended) end"
    }

    private static func count(_ tag: String, in lines: [Substring]) -> Int {
        lines.reduce(0) { $0 + $1.ranges(of: tag).count }
    }

    /// The lines that no fence holds; nil if a fence is open at the end.
    private static func linesOutsideFences(_ markdown: String) -> [Substring]? {
        var fence: Int?
        var outside: [Substring] = []
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = line.prefix { $0 == " " }.count
            let mark = line.dropFirst(indent).prefix { $0 == "`" }.count
            let isBare = line.dropFirst(indent + mark).allSatisfy { $0 == " " || $0 == "\t" }
            if let open = fence {
                if indent < 4, mark >= open, isBare { fence = nil }
            } else if indent < 4, mark >= 3 {
                fence = mark
            } else {
                outside.append(line)
            }
        }
        return fence == nil ? outside : nil
    }

    /// The fault of a line outside of fences: a tag that the views do not use, a link, a mention.
    private static func fault(ofLine line: Substring) -> String? {
        var rest = line
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            guard let tag = tags.first(where: { rest.hasPrefix($0) }) else { return "a tag of the text's own" }
            rest = rest.dropFirst(tag.count)
        }
        if line.contains("](") || line.contains("@") { return "a link or a mention" }
        return line.hasPrefix("::") ? "a command of the runner" : nil
    }

    /// The tags that the views use; the addresses of links are this program's own.
    private static let tags = [
        "<sub>", "</sub>", "<details>", "<details open>", "</details>", "<summary>", "</summary>", "<b>", "</b>",
        "<ul>",
        "</ul>", "<ol>", "</ol>", "<li>", "<li value=\"", "</li>", "<a href=\"https://", "</a>",
    ]
}
