import Diagnostics
import ManifestLoading
import ResourceModel
import YAMLSyntax

/// Texts as a YAML file of `compute-envs` holds them.
enum YAMLText {
    /// Returns a scalar: plain if every YAML reader takes it for this text, else in double quotes. `$` begins a variable
    /// in such a file, and `$$` is the character.
    static func scalar(_ text: String) -> String {
        let literal = text.replacing("$", with: "$$")
        // YAML's escapes in double quotes have those of JSON among them.
        return PlainScalar.isSafe(literal) ? literal : PropertyValue.quoted(literal).escapedJSON
    }

    /// Returns the lines of a field with its value.
    static func lines(_ name: String, _ value: GivenFields.Value, indent: String) -> [String] {
        switch value {
        case .text(let text): ["\(indent)\(name): \(scalar(text))"]
        case .boolean(let flag): ["\(indent)\(name): \(flag ? "True" : "False")"]
        case .integer(let number): ["\(indent)\(name): \(number)"]
        case .list(let items): ["\(indent)\(name):"] + items.map { "\(indent)  - \(scalar($0))" }
        case .map(let members):
            ["\(indent)\(name):"]
                + members.sorted { $0.key < $1.key }.flatMap {
                    lines(scalar($0.key), $0.value, indent: indent + "  ")
                }
        }
    }
}
