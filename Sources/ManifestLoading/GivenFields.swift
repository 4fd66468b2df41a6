/// The fields that a file gives for an environment, as it gives them, variables expanded.
///
/// Only looked at to show an environment, so they count neither for equality nor for the hash.
public struct GivenFields: Sendable, Hashable {
    private let values: FieldValues

    init(_ values: FieldValues = FieldValues()) { self.values = values }

    /// No fields: the environment was not read from a file.
    public init() { self.init(FieldValues()) }

    /// A value as a file gives it.
    public enum Value: Sendable, Hashable {
        /// Text.
        case text(String)
        /// True or false.
        case boolean(Bool)
        /// A number; of durations, the seconds.
        case integer(Int)
        /// A list of texts.
        case list([String])
        /// Names and values.
        case map([String: Value])
    }

    /// The fields by name, those whose value could not be read left out.
    public var all: [String: Value] {
        Dictionary(
            values.all.compactMap { field in Self.value(field.content).map { (field.field.name, $0) } },
            uniquingKeysWith: { _, last in last })
    }

    private static func value(_ content: FieldValue.Content) -> Value? {
        switch content {
        case .unknown: nil
        case .text(let text): .text(text.text)
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .decimal(let number): .text(number.text)
        case .list(let items): .list(items.map(\.text))
        case .labels(let labels):
            .map(Dictionary(labels.map { ($0.key, .text($0.value)) }, uniquingKeysWith: { _, last in last }))
        case .duration(let seconds): .integer(seconds)
        case .limit(let seconds): seconds.map { .integer($0) } ?? .text("off")
        case .map(let members): .map(members.compactMapValues { value($0.content) })
        case .numbers(let numbers):
            .map(Dictionary(numbers.map { ($0.name, .text($0.number.text)) }, uniquingKeysWith: { _, last in last }))
        }
    }

    /// Always true.
    public static func == (left: GivenFields, right: GivenFields) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
}
