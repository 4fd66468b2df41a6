import ManifestLoading

/// The possible values of a field, besides nothing and a text with a variable.
struct SchemaForm {
    private let field: Field

    init(_ field: Field) {
        self.field = field
    }

    /// The members of the field's schema that say so.
    var members: [(String, JSON)] {
        switch field.type {
        case .map(let fields): return Self.map(of: fields, orNull: true)
        case .numbers(let format, let range): return Self.numbers(format, range)
        default: break
        }
        let others = [SchemaDefinition.blank.reference, SchemaDefinition.variable.reference]
        return [("anyOf", .array(forms + others))]
    }

    private var forms: [JSON] {
        switch field.type {
        case .text(let format): Self.texts(format)
        case .file: [Self.types(["string"]), SchemaDefinition.plain.reference]
        case .duration: [SchemaDefinition.text(SchemaPattern.duration)]
        case .limit(let range):
            [SchemaDefinition.off.reference, SchemaDefinition.text(SchemaPattern.duration(in: range))]
        case .boolean: [.object([("type", .string("boolean"))]), Self.truth]
        case .integer(let range): Self.integers(range)
        case .decimal(let range): Self.decimals(range)
        case .choice(let choices): choice(choices.words)
        case .list(let format): Self.list(format)
        case .labels: Self.labels
        case .textOrMap(let format, let fields): Self.texts(format) + [.object(Self.map(of: fields, orNull: false))]
        case .map, .numbers: []
        }
    }

    private static func map(of fields: [Field], orNull isNullable: Bool) -> [(String, JSON)] {
        let types = ["object"] + (isNullable ? ["null"] : [])
        let required = fields.filter { !$0.required.isEmpty }.map { JSON.string($0.name) }
        return [
            ("type", types.count == 1 ? .string(types[0]) : .array(types.map { .string($0) })),
            ("properties", SchemaView.properties(fields)), ("additionalProperties", .boolean(false)),
        ] + (required.isEmpty ? [] : [("required", .array(required))])
    }

    private static func numbers(_ format: TextFormat, _ range: ClosedRange<DecimalNumber>) -> [(String, JSON)] {
        let forms = decimals(range) + [SchemaDefinition.variable.reference]
        return [
            ("type", .string("object")), ("minProperties", .integer(1)),
            (
                "patternProperties",
                .object([("^(?:\(format.pattern ?? ".*"))$", .object([("anyOf", .array(forms))]))])
            ), ("additionalProperties", .boolean(false)),
        ]
    }

    private static func types(_ names: [String]) -> JSON {
        .object([("type", names.count == 1 ? .string(names[0]) : .array(names.map { .string($0) }))])
    }

    private static var truth: JSON {
        .object([("anyOf", .array([SchemaDefinition.on.reference, SchemaDefinition.off.reference]))])
    }

    private static func integers(_ range: ClosedRange<Int>) -> [JSON] {
        [
            .object([
                ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ]), SchemaDefinition.text("^\(SchemaPattern.integers(range))$"),
        ]
    }

    private static func decimals(_ range: ClosedRange<DecimalNumber>) -> [JSON] {
        [
            .object([
                ("type", .string("number")), ("minimum", .encoded(range.lowerBound.text)),
                ("maximum", .encoded(range.upperBound.text)),
            ]), SchemaDefinition.text("^\(SchemaPattern.positiveDecimals(to: range.upperBound))$"),
        ]
    }

    private func choice(_ words: [String]) -> [JSON] {
        var pattern = SchemaPattern.anyCase(of: words)
        // The platform and the mode behind it have any blanks between and around them.
        if field.name == "type" { pattern = "\\s*\(pattern.replacing(" ", with: "\\s+"))\\s*" }
        return [.object([("enum", .array(words.map { .string($0) }))]), SchemaDefinition.text("^\(pattern)$")]
    }

    private static func texts(_ format: TextFormat) -> [JSON] {
        let text = format.pattern.map { SchemaDefinition.text("^(?:\($0))$") } ?? types(["string"])
        return [text] + plain(format)
    }

    /// The other types that YAML's readers take such a text for; they drop digits of a number with a leading zero.
    private static func plain(_ format: TextFormat) -> [JSON] {
        switch format.plainTypes {
        case []: []
        case ["number", "boolean"]: [SchemaDefinition.plain.reference]
        case ["integer"]:
            [
                .object([
                    ("type", .string("integer")), ("minimum", .integer(0)),
                    ("maximum", .integer(format == .account ? 999_999_999_999 : Int.max)),
                ])
            ]
        case let names: [types(names)]
        }
    }

    private static func list(_ format: TextFormat) -> [JSON] {
        guard format != .environmentVariable, let pattern = format.pattern else { return listed(texts(format)) }
        let items = [SchemaDefinition.text(SchemaPattern.commaSeparated(pattern))]
        return listed(items + plain(format))
    }

    private static var labels: [JSON] {
        // What is no text has no '=' in it, and is no label.
        listed([SchemaDefinition.text(SchemaPattern.labels), SchemaDefinition.plain.reference]).map { form in
            .object([("allOf", .array([form, .object([("not", tooMany)])]))])
        }
    }

    /// More labels than there may be. Draft-07 cannot count the items that have a value: a list that has others beside
    /// them is for `validate` to judge.
    private static var tooMany: JSON {
        let valued = SchemaDefinition.text("=")
        return .object([
            (
                "anyOf",
                .array([
                    SchemaDefinition.text(SchemaPattern.tooManyLabels),
                    .object([
                        ("type", .string("array")), ("items", valued),
                        ("minItems", .integer(SchemaPattern.mostLabels + 1)),
                    ]),
                ])
            )
        ])
    }

    /// One of the forms, or a list of them; an item of a list cannot be nothing.
    private static func listed(_ forms: [JSON]) -> [JSON] {
        let items = JSON.object([
            ("not", SchemaDefinition.blank.reference), ("anyOf", .array(forms + [SchemaDefinition.variable.reference])),
        ])
        return forms + [.object([("type", .string("array")), ("items", items)])]
    }
}
