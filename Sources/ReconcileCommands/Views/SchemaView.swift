import ManifestLoading

/// The JSON Schema of the file, made from the field catalogue.
struct SchemaView {

    var json: JSON {
        .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("compute-envs of seqerakit and the Seqera Platform CLI, as reconcile reads them")),
            ("type", .string("object")), ("required", .array([.string("compute-envs")])),
            ("properties", .object([("compute-envs", environments)] + otherBlocks)),
            ("additionalProperties", .boolean(false)),
            ("$defs", .object([("variable", Self.variable)])),
        ])
    }

    /// A text with a variable in it can become anything.
    private static let variable = JSON.object([("type", .string("string")), ("pattern", .string("\\$"))])

    private var environments: JSON {
        .object([
            ("type", .string("array")), ("description", .string("The environments.")),
            (
                "items",
                .object([
                    ("type", .string("object")), ("properties", Self.properties(FieldCatalogue.environment.fields)),
                    ("additionalProperties", .boolean(false)),
                    ("allOf", .array(ConfigurationMode.allCases.map(Self.requirement))),
                ])
            ),
        ])
    }

    /// What the rest of a seqerakit file holds: skipped, whatever it is.
    private var otherBlocks: [(String, JSON)] {
        FieldCatalogue.skippedBlocks.map { name in
            (name, .object([("description", .string("Of the Seqera Platform; reconcile skips it."))]))
        }
    }

    /// The fields that a mode cannot do without.
    private static func requirement(_ mode: ConfigurationMode) -> JSON {
        let mentions = JSON.object([("enum", .array([.string(mode.rawValue)]))])
        let names = FieldCatalogue.environment.required(in: mode).map(\.name)
        return .object([
            (
                "if",
                .object([
                    ("required", .array([.string("config-mode")])),
                    ("properties", .object([("config-mode", mentions)])),
                ])
            ), ("then", .object([("required", .array(names.map { .string($0) }))])),
        ])
    }

    private static func properties(_ fields: [Field]) -> JSON {
        .object(fields.map { ($0.name, property($0)) })
    }

    private static func property(_ field: Field) -> JSON {
        var members: [(String, JSON)] = [("description", .string(description(field)))]
        if let value = field.defaultValue { members.append(("default", .string(value))) }
        return .object(members + form(field.type))
    }

    private static func description(_ field: Field) -> String {
        switch field.handling {
        case .platformOnly: "\(field.help) Only the Seqera Platform acts on it."
        case .unsupported(let reason): "\(field.help) Not supported: \(reason)."
        case .structural, .built: field.help
        }
    }

    private static func form(_ type: FieldType) -> [(String, JSON)] {
        let text = JSON.object([("type", .string("string"))])
        switch type {
        case .text, .file, .duration:
            return [("type", .array([.string("string"), .string("number"), .string("boolean")]))]
        case .boolean:
            let words = ["true", "false", "yes", "no", "on", "off"].flatMap {
                [$0, Self.capitalized($0), $0.uppercased()]
            }
            return anyOf([
                .object([("type", .string("boolean"))]), .object([("enum", .array(words.map { .string($0) }))]),
            ])
        case .integer(let range):
            return anyOf([
                .object([
                    ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                    ("maximum", .integer(range.upperBound)),
                ]), .object([("type", .string("string")), ("pattern", .string("^[0-9]+$"))]),
            ])
        case .choice(let words):
            return anyOf([
                .object([("enum", .array(words.flatMap { [$0, $0.lowercased()] }.unique.map { .string($0) }))])
            ])
        case .list:
            return anyOf([text, .object([("type", .string("array")), ("items", text)])])
        case .labels:
            let pairs = JSON.object([("type", .array([.string("array"), .string("object")]))])
            return anyOf([text, pairs])
        case .map(let fields):
            return [
                ("type", .string("object")), ("properties", properties(fields)),
                ("additionalProperties", .boolean(false)),
            ]
        }
    }

    private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    /// One of the forms, or a variable that expands to one.
    private static func anyOf(_ forms: [JSON]) -> [(String, JSON)] {
        [("anyOf", .array(forms + [.object([("$ref", .string("#/$defs/variable"))])]))]
    }
}

extension Sequence where Element: Hashable {
    /// The elements, each once, in their order.
    fileprivate var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
