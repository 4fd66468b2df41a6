import ManifestLoading

extension ValueSet {
    /// The values, as YAML's readers see them and in quotes.
    var json: JSON {
        switch self {
        case .words(let words): SchemaFact.words(words)
        case .numbers(let numbers):
            .object([("enum", .array(numbers.flatMap { [.integer($0), .string(String($0))] }))])
        case .range(let range):
            Self.any([
                .object([
                    ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                    ("maximum", .integer(range.upperBound)),
                ]), SchemaDefinition.text("^\(SchemaPattern.integers(range))$"),
            ])
        case .multiples(let step, let other):
            // No pattern tells the multiples in a text: they are for `validate` to judge.
            Self.any([
                .object([("type", .string("string"))]), .object([("const", .integer(other))]),
                .object([("multipleOf", .integer(step))]),
            ])
        case .paths: SchemaDefinition.text("^/[^$]*$")
        case .items(let most): Self.atMost(most)
        }
    }

    private static func any(_ forms: [JSON]) -> JSON { .object([("anyOf", .array(forms))]) }

    /// No more than so many items, where none is given twice.
    private static func atMost(_ count: Int) -> JSON {
        let tooMany = SchemaDefinition.text("^(?:[\\s,]*[^,\\s][^,]*(?:,|$)){\(count + 1)}")
        return any([
            .object([("type", .string("string")), ("not", tooMany)]),
            .object([("type", .string("array")), ("maxItems", .integer(count))]),
            .object([("type", .string("array")), ("not", .object([("uniqueItems", .boolean(true))]))]),
        ])
    }
}
