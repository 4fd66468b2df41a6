import ManifestLoading

/// The JSON Schema of the file, made from the field catalogue: for editors, and for users who check files without
/// reconcile.
///
/// It takes whatever `validate` takes. What it cannot see it leaves to `validate`: the values of variables, other
/// files, what two environments have in common, and comparisons of two values.
///
/// It has no keyword that is newer than draft-07, so that every editor reads it; `markdownDescription` is one of editors.
struct SchemaView {

    var json: JSON {
        .object([
            ("$schema", .string("http://json-schema.org/draft-07/schema#")),
            ("title", .string("compute-envs of seqerakit and the Seqera Platform CLI, as reconcile reads them")),
            ("type", .string("object")), ("required", .array([.string("compute-envs")])),
            ("properties", .object([("compute-envs", environments)] + otherBlocks)),
            ("additionalProperties", .boolean(false)),
            ("definitions", .object(SchemaDefinition.allCases.map { ($0.rawValue, $0.json) } + [Self.environment])),
        ])
    }

    private var environments: JSON {
        .object([
            ("type", .array([.string("array"), .string("null")])), ("description", .string("The environments.")),
            ("items", .object([("$ref", .string("#/definitions/environment"))])),
        ])
    }

    /// The other blocks of a seqerakit file; all of their content is skipped.
    private var otherBlocks: [(String, JSON)] {
        FieldCatalogue.skippedBlocks.map { name in
            (name, .object([("description", .string("Of the Seqera Platform; reconcile skips it."))]))
        }
    }

    private static var environment: (String, JSON) {
        (
            "environment",
            .object([
                ("type", .string("object")), ("properties", properties(FieldCatalogue.environment.fields)),
                ("additionalProperties", .boolean(false)),
                ("allOf", .array([SchemaDefinition.expandable.reference] + rules { $0.mode == nil })),
                ("if", SchemaFact.possiblyGiven("file-path").json), ("then", exported),
                ("else", .object([("allOf", .array([spoken] + modes + rules { $0.mode != nil }))])),
            ])
        )
    }

    /// The only fields beside `file-path`: those that `tw compute-envs import` takes, and reconcile's own.
    private static var exported: JSON {
        let structural: Set<String> = ["type", "config-mode", "file-path"]
        let others = FieldCatalogue.environment.fields.map(\.name).filter {
            !ExportNames.beside.contains($0) && !structural.contains($0)
        }
        return .object([
            ("description", .string("The exported file says the rest.")),
            ("allOf", .array([SchemaFact.possiblyGiven("name").json])),
            ("properties", .object(others.map { ($0, .object([("type", .string("null"))])) })),
        ])
    }

    // MARK: Modes

    /// The platform has to be said, and the mode, behind it or by itself.
    private static var spoken: JSON {
        let words = SchemaPattern.anyCase(of: ConfigurationMode.allCases.map(\.rawValue))
        let both = SchemaFact.all([
            .possiblyGiven("type"), .any([.possiblyGiven("config-mode"), .type(pattern: "\\$|\(words)\\s*$")]),
        ])
        return both.json
    }

    /// The fields that a mode requires, and the fields that only the other mode has.
    private static var modes: [JSON] {
        ConfigurationMode.allCases.map { mode in
            let fields = FieldCatalogue.environment.fields
            let needed = fields.filter { $0.required.contains(mode) && $0.handling != .structural }
            let others = fields.filter { !$0.modes.contains(mode) }
            let settings = FieldCatalogue.settings.fields.filter { !$0.modes.contains(mode) }
            let map = settings.isEmpty ? [] : [("reconcile", JSON.object([("properties", never(settings))]))]
            return .object([
                ("if", SchemaFact.mode(mode).json),
                (
                    "then",
                    .object([
                        (
                            "allOf",
                            .array(needed.map { SchemaFact.possiblyGiven($0.name).json } + [contradiction(mode)])
                        ),
                        ("properties", .object(others.map { ($0.name, .boolean(false)) } + map)),
                    ])
                ),
            ])
        }
    }

    private static func never(_ fields: [Field]) -> JSON { .object(fields.map { ($0.name, .boolean(false)) }) }

    /// The mode behind the type is the one that `config-mode` says.
    private static func contradiction(_ mode: ConfigurationMode) -> JSON {
        let other: ConfigurationMode = mode == .forge ? .manual : .forge
        return SchemaFact.not(.all([.mode(mode), .type(pattern: "\(SchemaPattern.anyCase(other.rawValue))\\s*$")])).json
    }

    private static func rules(where isMeant: (Rule) -> Bool) -> [JSON] {
        Rules.all.filter { $0.clause == .facts && isMeant($0) }.map { rule in
            let mode = rule.mode.map { [SchemaFact.mode($0)] } ?? []
            return .object([
                ("description", .string(rule.text + ".")),
                ("if", SchemaFact.all(mode + rule.when.map(\.certain)).json),
                ("then", SchemaFact.all(rule.then.map(\.possible)).json),
            ])
        }
    }

    // MARK: Fields

    static func properties(_ fields: [Field]) -> JSON {
        .object(fields.map { ($0.name, property($0)) })
    }

    /// The pages of `explain`, in the width that editors show.
    private static let page = ExplanationView(columns: 80)

    private static func property(_ field: Field) -> JSON {
        var members: [(String, JSON)] = [
            ("description", .string(description(field))), ("markdownDescription", .string(page.markdown(field))),
        ]
        if let value = field.defaultValue { members.append(("default", defaultValue(value, field.type))) }
        return .object(members + SchemaForm(field).members)
    }

    /// The default as the file would have it, typed.
    private static func defaultValue(_ text: String, _ type: FieldType) -> JSON {
        switch type {
        case .boolean: .boolean(text == "True")
        case .integer: Int(text).map { .integer($0) } ?? .string(text)
        default: .string(text)
        }
    }

    private static func description(_ field: Field) -> String {
        switch field.handling {
        case .platformOnly: "\(field.help) Only the Seqera Platform acts on it."
        case .nextflow: "\(field.help) Only 'reconcile nextflow-config' and the Seqera Platform act on it."
        case .structural, .built: field.help
        }
    }
}
