import Diagnostics

/// The typed value of a field and its place.
struct FieldValue {
    var field: Field
    var keyRange: SourceRange
    var range: SourceRange
    var content: Content

    /// The content of the value; unknown if it is wrong or its variable is not set, which was reported.
    enum Content {
        case unknown
        case text(ExpandedText)
        case boolean(Bool)
        case integer(Int)
        case decimal(DecimalNumber)
        case list([ExpandedText])
        case labels([LabelText])
        case duration(Int)
        /// A limit in seconds; nil is `off`.
        case limit(Int?)
        case map([String: FieldValue])
        case numbers([NamedNumber])

        /// True if it is unknown.
        var isUnknown: Bool { if case .unknown = self { true } else { false } }
    }

    /// True if the value is unknown, because it is wrong or its variable is not set.
    var isUnknown: Bool { content.isUnknown }

    /// A label and its place.
    struct LabelText {
        var key: String
        var value: String
        var range: SourceRange
    }

    /// A number under a name that the file chooses.
    struct NamedNumber {
        var name: String
        var nameRange: SourceRange
        var number: DecimalNumber
    }

    /// True if it asks for something: anything but `False` and `off`.
    var isEffective: Bool {
        switch content {
        case .boolean(let flag): return flag
        case .limit(nil): return false
        default: return true
        }
    }
}

/// An item of `compute-envs:` with its values typed.
struct EnvironmentItem {
    /// The item in the file.
    var range: SourceRange
    /// The alias that stands for the item.
    var alias: SourceRange?
    /// The item's first key, or the item.
    var head: SourceRange
    /// The place at which the item itself gives its name, if only by an alias; nil if the name comes with a `<<`.
    var namePlace: SourceRange?
    /// The file that contains it.
    var filename: String
    var mode: ConfigurationMode
    /// True if the mode is only inferred from the rest of the item. That is enough to check the item, not to build it.
    var isPresumed = false
    /// The export that says most of it.
    var export: ExportReference?
    var values = FieldValues()
    /// Fields that are named but say nothing.
    var empty: [String: SourceRange] = [:]

    /// Diagnostics with, at those about an export, a note that shows why it was read.
    func noting(_ diagnostics: [Diagnostic]) -> [Diagnostic] { export?.noting(diagnostics) ?? diagnostics }

    func has(_ name: String) -> Bool { values.has(name) }

    /// True if the instances start from an image of AWS's, the default or the recommended one.
    var hasImageOfAWS: Bool { !has("ami-id") || text("ami-id")?.text == MachineImage.recommendedWord }

    func text(_ name: String) -> ExpandedText? {
        guard case .text(let text) = values.content(of: name) else { return nil }
        return text
    }

    func boolean(_ name: String) -> Bool? {
        guard case .boolean(let flag) = values.content(of: name) else { return nil }
        return flag
    }

    func integer(_ name: String) -> Int? {
        guard case .integer(let number) = values.content(of: name) else { return nil }
        return number
    }

    func list(_ name: String) -> [ExpandedText] {
        guard case .list(let items) = values.content(of: name) else { return [] }
        return items
    }

    /// True if a flag is certainly off: not given, or `False`. A value that could not be read may be anything.
    func isOff(_ name: String) -> Bool {
        switch values.content(of: name) {
        case nil: true
        case .boolean(let flag): !flag
        default: false
        }
    }

    func isOn(_ name: String) -> Bool { boolean(name) ?? false }

    /// The value of a field of the `reconcile:` map.
    func setting(_ name: String) -> FieldValue? {
        guard case .map(let settings) = values.content(of: "reconcile") else { return nil }
        return settings[name]
    }

    var provisioningModel: ForgeConfiguration.ProvisioningModel? {
        switch values.content(of: "provisioning-model") {
        case nil: .spot
        case .text(let text): ForgeConfiguration.ProvisioningModel(rawValue: text.text)
        default: nil
        }
    }
}
