public import ManifestLoading
public import ResourceModel

/// The fields of a file that give an environment the form that it has in AWS.
public struct ExportedEnvironment: Sendable, Hashable {
    /// Which environment.
    public var key: EnvironmentKey
    /// The fields in the order in which files have them, without those that name a network.
    public var fields: [Field] = []
    /// The fields that name the network that it has. If the file left it open, it can stay so.
    public var network: [Field] = []
    /// The fields of the `reconcile:` map.
    public var settings: [Field] = []
    /// The facts that AWS does not know or that YAML cannot say.
    public var remarks: [Remark] = []

    /// A field of a file.
    public struct Field: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: GivenFields.Value
        /// True if the value is the text of a file that the field names.
        public var isFileText = false
        /// True if the value is written with its variables: `$` is not doubled.
        public var hasVariables = false

        /// Makes a field.
        public init(_ name: String, _ value: GivenFields.Value, isFileText: Bool = false, hasVariables: Bool = false) {
            self.name = name
            self.value = value
            self.isFileText = isFileText
            self.hasVariables = hasVariables
        }
    }

    /// Something that the reader of the file has to know.
    public struct Remark: Sendable, Hashable {
        /// The field that it is about; nil if it is about the environment.
        public var field: String?
        /// The fact, in a sentence without a full stop.
        public var text: String

        /// Makes a remark.
        public init(_ field: String?, _ text: String) {
            self.field = field
            self.text = text
        }
    }

    /// Makes an environment without fields.
    public init(_ key: EnvironmentKey) { self.key = key }

    mutating func add(_ name: String, _ value: GivenFields.Value?) {
        if let value { fields.append(Field(name, value)) }
    }

    mutating func add(_ name: String, text: String?) { add(name, text.map { .text($0) }) }

    mutating func add(_ name: String, flag: Bool) { if flag { add(name, .boolean(true)) } }

    mutating func add(_ name: String, list: [String]) { if !list.isEmpty { add(name, .list(list)) } }

    mutating func add(_ name: String, fileText: String?) {
        if let fileText { fields.append(Field(name, .text(fileText), isFileText: true)) }
    }

    mutating func set(_ name: String, _ value: GivenFields.Value?) {
        if let value { settings.append(Field(name, value)) }
    }

    mutating func remark(_ field: String?, _ text: String) { remarks.append(Remark(field, text)) }
}
