import Signing

/// Turns a call's input into the parameters of the query and ec2 protocols.
///
/// Rules: <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html> and `aws-ec2-query-protocol.html` beside it.
struct QueryEncoder {
    /// The style in which names and lists are written.
    enum Style {
        /// `Tags.member.1.Key`; an empty list is sent as an empty parameter.
        case query
        /// `Tag.1.Key`, names with their first letter in upper case; an empty list is not sent.
        case ec2
    }

    var style: Style

    func fields(of value: some Encodable) throws -> [SignableRequest.Field] {
        let sink = Sink()
        try value.encode(to: FieldEncoder(style: style, sink: sink, prefix: "", codingPath: []))
        return sink.fields
    }
}

/// Collects the parameters of all levels of one encoding.
private final class Sink {
    var fields: [SignableRequest.Field] = []
}

private struct FieldEncoder: Encoder {
    let style: QueryEncoder.Style
    let sink: Sink
    let prefix: String
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(StructureContainer<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { ListContainer(encoder: self) }

    func singleValueContainer() -> any SingleValueEncodingContainer { ScalarContainer(encoder: self) }

    func nested(_ name: String, _ key: any CodingKey) -> FieldEncoder {
        FieldEncoder(
            style: style, sink: sink, prefix: prefix.isEmpty ? name : "\(prefix).\(name)",
            codingPath: codingPath + [key])
    }

    func member(_ key: any CodingKey) -> FieldEncoder {
        let name = key.stringValue
        return nested(style == .ec2 ? name.prefix(1).uppercased() + name.dropFirst() : name, key)
    }

    func element(_ index: Int) -> FieldEncoder {
        nested(style == .ec2 ? "\(index + 1)" : "member.\(index + 1)", Index(index))
    }

    func write(_ text: String) {
        sink.fields.append(.init(prefix, text))
    }

    /// Encodes a nested value; an empty list adds no parameter, so the query protocol's mark is put here.
    func encode(_ value: some Encodable) throws {
        let before = sink.fields.count
        try value.encode(to: self)
        if style == .query, sink.fields.count == before, let list = value as? any Collection, list.isEmpty {
            write("")
        }
    }
}

private struct Index: CodingKey {
    var intValue: Int?
    var stringValue: String { "\(intValue ?? 0)" }
    init(_ index: Int) { intValue = index }
    init?(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { intValue = Int(stringValue) }
}

private struct StructureContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: FieldEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) {}

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try encoder.member(key).encode(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder.member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.member(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder }
    func superEncoder(forKey key: Key) -> any Encoder { encoder.member(key) }
}

private struct ListContainer: UnkeyedEncodingContainer {
    let encoder: FieldEncoder
    var count = 0
    var codingPath: [any CodingKey] { encoder.codingPath }

    init(encoder: FieldEncoder) { self.encoder = encoder }

    private mutating func next() -> FieldEncoder {
        defer { count += 1 }
        return encoder.element(count)
    }

    mutating func encodeNil() {}
    mutating func encode<Value: Encodable>(_ value: Value) throws { try next().encode(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { next() }
}

private struct ScalarContainer: SingleValueEncodingContainer {
    let encoder: FieldEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() {}
    func encode(_ value: Bool) { encoder.write(value ? "true" : "false") }
    func encode(_ value: String) { encoder.write(value) }
    func encode(_ value: Double) { encoder.write("\(value)") }
    func encode(_ value: Float) { encoder.write("\(value)") }
    func encode(_ value: Int) { encoder.write("\(value)") }
    func encode(_ value: Int8) { encoder.write("\(value)") }
    func encode(_ value: Int16) { encoder.write("\(value)") }
    func encode(_ value: Int32) { encoder.write("\(value)") }
    func encode(_ value: Int64) { encoder.write("\(value)") }
    func encode(_ value: UInt) { encoder.write("\(value)") }
    func encode(_ value: UInt8) { encoder.write("\(value)") }
    func encode(_ value: UInt16) { encoder.write("\(value)") }
    func encode(_ value: UInt32) { encoder.write("\(value)") }
    func encode(_ value: UInt64) { encoder.write("\(value)") }
    func encode<Value: Encodable>(_ value: Value) throws { try encoder.encode(value) }
}
