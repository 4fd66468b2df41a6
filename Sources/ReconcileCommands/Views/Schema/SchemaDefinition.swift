/// What the schema says of values again and again.
enum SchemaDefinition: String, CaseIterable {
    /// Nothing: such a field is as good as left out.
    case blank
    /// A text with a variable in it, which can become anything.
    case variable
    /// `True`, in any of YAML's words.
    case on
    /// `False`, in any of YAML's words, or nothing.
    case off

    var reference: JSON { .object([("$ref", .string("#/$defs/\(rawValue)"))]) }

    var json: JSON {
        switch self {
        case .blank: .object([("enum", .array([.null, .string("")]))])
        case .variable: Self.text(SchemaPattern.variable)
        case .on: Self.truth(true, ["true", "yes", "on", "y"])
        case .off:
            .object([("anyOf", .array([Self.blank.reference, Self.truth(false, ["false", "no", "off", "n"])]))])
        }
    }

    private static func truth(_ value: Bool, _ words: [String]) -> JSON {
        .object([
            (
                "anyOf",
                .array([.object([("const", .boolean(value))]), text("^\(SchemaPattern.anyCase(of: words))$")])
            )
        ])
    }

    /// Texts of a pattern. Its `$` is the end: for Python it is also before a line break that ends the text, as that of
    /// YAML's `|` does.
    static func text(_ pattern: String) -> JSON {
        let whole = pattern.hasSuffix("$") && !pattern.hasSuffix("\\$") ? pattern + "(?!\\n)" : pattern
        return .object([("type", .string("string")), ("pattern", .string(whole))])
    }
}
