import Diagnostics

/// One field of the file: everything that parsing, checking, `explain`, the JSON Schema and the documentation need to know.
///
/// A class because every value read points at its field, and there is one of each.
public final class Field: Sendable {
    /// The name as the file has it.
    public let name: String
    /// The type of its value.
    public let type: FieldType
    /// The configuration modes that have it.
    public let modes: Set<ConfigurationMode>
    /// The modes in which it must be given.
    public let required: Set<ConfigurationMode>
    /// The value that applies if the field is missing, as the file would write it; nil if there is no default.
    public let defaultValue: String?
    /// True if it names a file whose text is the value; the JSON of an export holds the text itself.
    package var namesFile: Bool { if case .file = type { true } else { false } }
    /// The way in which reconcile handles it.
    public let handling: Handling
    /// The way in which reconcile handles it in `config-mode: manual`, if that differs.
    public let manualHandling: Handling?
    /// Its meaning, for people.
    public let help: String
    /// The effect of an edit, made only where it is asked for; nil for a member of a map, which the map's effect covers.
    private let forgeEffect: (@Sendable () -> FieldEffect)?
    private let manualEffect: FieldEffect?
    /// Words that people use elsewhere for its values, in lower case and without blanks, `-` and `_`, each with the
    /// value that it means.
    let synonyms: [String: String]
    /// A small number that few names share, for quick comparisons.
    let mark: Int
    // Asked for every value.
    private let isForge: Bool
    private let isManual: Bool
    private let isBuiltByForge: Bool
    private let isBuiltManually: Bool

    /// The way in which reconcile handles a field's value.
    public enum Handling: Sendable, Hashable {
        /// It says what the item is.
        case structural
        /// It has an effect on AWS or on how reconcile works.
        case built
        /// It has an effect on Nextflow and none on AWS: `nextflow-config` writes it, and the Seqera Platform acts on it.
        case nextflow
        /// Only the Seqera Platform can act on it.
        case platformOnly
    }

    /// Declares a field with the effect of an edit in each mode. Without one for `config-mode: manual` the effect follows
    /// from the other: queues of a manual environment are read and never changed.
    convenience init(
        _ name: String, _ type: FieldType, in modes: Set<ConfigurationMode> = [.forge, .manual],
        required: Set<ConfigurationMode> = [], default defaultValue: String? = nil, as handling: Handling = .built,
        manually manualHandling: Handling? = nil, synonyms: [String: String] = [:],
        effect: @autoclosure @escaping @Sendable () -> FieldEffect, manualEffect: FieldEffect? = nil, _ help: String
    ) {
        self.init(
            name: name, type, in: modes, required: required, default: defaultValue, as: handling,
            manually: manualHandling, synonyms: synonyms, effect: effect, manualEffect: manualEffect, help)
    }

    /// Declares a member of a map, which the effect of the map covers.
    convenience init(
        member name: String, _ type: FieldType, required: Set<ConfigurationMode> = [],
        default defaultValue: String? = nil, _ help: String
    ) {
        self.init(
            name: name, type, in: [.forge, .manual], required: required, default: defaultValue, as: .built,
            manually: nil, synonyms: [:], effect: nil, manualEffect: nil, help)
    }

    private init(
        name: String, _ type: FieldType, in modes: Set<ConfigurationMode>, required: Set<ConfigurationMode>,
        default defaultValue: String?, as handling: Handling, manually manualHandling: Handling?,
        synonyms: [String: String], effect: (@Sendable () -> FieldEffect)?, manualEffect: FieldEffect?, _ help: String
    ) {
        self.name = name
        self.type = type
        self.modes = modes
        isForge = modes.contains(.forge)
        isManual = modes.contains(.manual)
        self.required = required
        self.defaultValue = defaultValue
        self.handling = handling
        self.manualHandling = manualHandling
        self.help = help
        self.synonyms = synonyms
        forgeEffect = effect
        self.manualEffect = manualEffect
        mark = name.mark
        isBuiltByForge = handling == .built
        isBuiltManually = (manualHandling ?? handling) == .built
    }

    /// The same field under the name that another form of the file has for it.
    func named(_ name: String) -> Field {
        Field(
            name: name, type, in: modes, required: required, default: defaultValue, as: handling,
            manually: manualHandling, synonyms: synonyms, effect: forgeEffect, manualEffect: manualEffect, help)
    }

    /// Returns the effect of an edit; nil where the mode does not have the field.
    public func effect(in mode: ConfigurationMode) -> FieldEffect? {
        guard belongs(to: mode), let effect = forgeEffect?() else { return nil }
        if mode == .forge { return effect }
        if let manualEffect { return manualEffect }
        if manualHandling == .platformOnly { return .nothing(.platform) }
        if manualHandling == .nextflow { return .nothing(.nextflow) }
        if case .resources = effect { return .nothing(.manner) }
        return effect
    }

    /// True if a mode has it.
    func belongs(to mode: ConfigurationMode) -> Bool { mode == .forge ? isForge : isManual }

    /// True if it has an effect in a mode on AWS or on how reconcile works.
    func isBuilt(in mode: ConfigurationMode) -> Bool { mode == .forge ? isBuiltByForge : isBuiltManually }

    /// Returns the way in which reconcile handles it in a mode.
    public func handling(in mode: ConfigurationMode) -> Handling {
        mode == .manual ? manualHandling ?? handling : handling
    }
}

/// `config-mode`
public enum ConfigurationMode: String, Sendable, Hashable, CaseIterable {
    /// reconcile builds the resources.
    case forge
    /// The resources exist already.
    case manual
}

/// The type of a field's value.
public enum FieldType: Sendable {
    /// Text of a format.
    case text(TextFormat)
    /// `True` or `False`, in any of YAML's words.
    case boolean
    /// A decimal integer in a range.
    case integer(ClosedRange<Int>)
    /// A decimal number in a range.
    case decimal(ClosedRange<DecimalNumber>)
    /// One of some words, upper or lower case.
    case choice(Choices)
    /// Texts of a format: a comma-separated text or a list.
    case list(TextFormat)
    /// Keys and values: comma-separated `key=value`, or a list of them.
    case labels
    /// The path of a file, seen from the file that names it.
    case file
    /// A length of time such as `30m`.
    case duration
    /// `off`, or a length of time in a range of seconds.
    case limit(ClosedRange<Int>)
    /// A map with its fields.
    case map([Field])
    /// A text of a format, or a map with its fields.
    case textOrMap(TextFormat, [Field])
    /// A map with names of a format that are free to choose, each with a number in a range.
    case numbers(named: TextFormat, ClosedRange<DecimalNumber>)

    /// The fields of a map; empty if there is no map, or its names are free.
    public var members: [Field] {
        switch self {
        case .map(let fields), .textOrMap(_, let fields): fields
        default: []
        }
    }
}
