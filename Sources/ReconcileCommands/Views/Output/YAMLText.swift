import Diagnostics
import ResourceModel

/// Texts as a YAML file of `compute-envs` holds them.
enum YAMLText {
    /// Returns a scalar: plain if every YAML reader takes it for this text, else in double quotes. `$` begins a variable
    /// in such a file, and `$$` is the character.
    static func scalar(_ text: String) -> String {
        let literal = text.replacing("$", with: "$$")
        let isPlain = literal.wholeMatch(of: /[A-Za-z\/][A-Za-z0-9_.\/-]*(:[A-Za-z0-9_.\/-]+)*/) != nil
        // YAML's escapes in double quotes have those of JSON among them.
        return isPlain && !words.contains(literal.lowercased()) ? literal : PropertyValue.quoted(literal).escapedJSON
    }

    /// Words that YAML 1.1 takes for other values.
    private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
}
