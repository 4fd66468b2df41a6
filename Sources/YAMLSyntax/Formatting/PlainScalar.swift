/// Texts that need no quotes.
package enum PlainScalar {
    /// True if every YAML reader takes the bare text for this text, and for neither a number nor another value.
    package static func isSafe(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z\/][A-Za-z0-9_.,\/-]*(:[A-Za-z0-9_.,\/-]+)*/) != nil
            && !words.contains(text.lowercased())
    }

    /// Words that YAML 1.1 takes for other values.
    private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
}
