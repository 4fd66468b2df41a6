import InstanceTypes

/// Rules for values that the schema uses again and again.
enum SchemaDefinition: String, CaseIterable {
    /// Nothing: such a field is as good as left out.
    case blank
    /// A text with a variable in it, which can become anything.
    case variable
    /// `True`, in any of YAML's words.
    case on
    /// `False`, in any of YAML's words, or nothing.
    case off
    /// A number or a truth value, or a date, which YAML 1.1 has and JSON has not.
    case plain
    /// Texts in which every `${` is one that the expander reads, however deep they lie.
    case expandable
    /// Instance types, of which one stands for types without NVMe disks.
    case diskless
    /// Instance types, of which one has a GPU, as far as the catalogue knows.
    case graphic
    /// Instance types, of which one has another GPU than NVIDIA's.
    case foreignGraphic
    /// Instance types, of which one has GPUs that Batch's image has no drivers for.
    case oldGraphic
    /// Instance types, of which one is of a family that Batch does not take.
    case refused
    /// Instance types, of which one is a family that has bare metal only.
    case bareMetal
    /// Instance types, of which one is a Mac.
    case mac
    /// Instance types, of which one is of the first ARM instances.
    case firstGraviton

    var reference: JSON { .object([("$ref", .string("#/definitions/\(rawValue)"))]) }

    var json: JSON {
        switch self {
        case .blank: .object([("enum", .array([.null, .string("")]))])
        case .variable: Self.text(SchemaPattern.variable)
        case .on: Self.truth(true, ["true", "yes", "on", "y"])
        case .off:
            .object([("anyOf", .array([Self.blank.reference, Self.truth(false, ["false", "no", "off", "n"])]))])
        case .plain:
            .object([("not", .object([("type", .array([.string("string"), .string("array"), .string("object")]))]))])
        case .expandable:
            .object([
                ("pattern", .string(Self.toTheEnd("^\(SchemaPattern.expandable)$"))), ("items", reference),
                ("additionalProperties", reference),
            ])
        case .diskless: listing(SchemaPattern.naming(InstanceNamePattern.any { !$0.hasNVMe }))
        case .graphic: listing(SchemaPattern.namingOther(than: InstanceNamePattern.all { $0.gpus == nil }))
        case .foreignGraphic:
            listing(
                SchemaPattern.naming(
                    InstanceNamePattern.any { $0.architecture == .x86 && $0.gpus?.isNVIDIA == false }))
        case .oldGraphic:
            listing(SchemaPattern.naming(InstanceNamePattern.all(of: BatchSupport.familiesWithOldGPUs)))
        case .firstGraviton: listing(SchemaPattern.naming(InstanceNamePattern.any(\.isFirstGraviton)))
        case .refused: listing(SchemaPattern.naming(InstanceNamePattern.refused))
        case .bareMetal: listing(SchemaPattern.naming(InstanceNamePattern.metalOnly))
        case .mac: listing(SchemaPattern.naming(InstanceNamePattern.any { !$0.architecture.runsLinux }))
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
        .object([("type", .string("string")), ("pattern", .string(toTheEnd(pattern)))])
    }

    private static func toTheEnd(_ pattern: String) -> String {
        pattern.hasSuffix("$") && !pattern.hasSuffix("\\$") ? pattern + "(?!\\n)" : pattern
    }

    /// Such a text, or a list with one in it.
    private func listing(_ pattern: String) -> JSON {
        let list = JSON.object([("type", .string("array")), ("contains", reference)])
        return .object([("anyOf", .array([Self.text(pattern), list]))])
    }
}
