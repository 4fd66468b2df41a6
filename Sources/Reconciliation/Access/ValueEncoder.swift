import ResourceModel

/// Writes a shape of AWS's API as a property value. Each container that a shape asks for fills a slot.
///
/// By way of JSON texts, this cost most of the time of a plan and of a poll.
struct ValueEncoder: Encoder {
    private let slot: Slot
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Returns the value of a shape; members that are nil are left out.
    static func value(of shape: some Encodable) throws -> Value {
        let slot = Slot()
        try shape.encode(to: ValueEncoder(slot: slot, codingPath: []))
        return slot.value
    }

    private init(slot: Slot, codingPath: [any CodingKey]) {
        self.slot = slot
        self.codingPath = codingPath
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.beMap()
        return KeyedEncodingContainer(Members<Key>(slot: slot, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.beList()
        return Elements(slot: slot, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(slot: slot, codingPath: codingPath) }

    /// A place of the value that is written.
    private final class Slot {
        private var scalar: Value?
        private var members: [String: Slot]?
        private var elements: [Slot]?

        var value: Value {
            if let members { return .map(members.mapValues(\.value)) }
            if let elements { return .list(elements.map(\.value)) }
            return scalar ?? .map([:])
        }

        var count: Int { elements?.count ?? 0 }

        func beMap() { members = members ?? [:] }
        func beList() { elements = elements ?? [] }
        func be(_ scalar: Value) { self.scalar = scalar }

        func member(_ name: String) -> Slot {
            let slot = Slot()
            members?[name] = slot
            return slot
        }

        func element() -> Slot {
            let slot = Slot()
            elements?.append(slot)
            return slot
        }
    }

    private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let slot: Slot
        let codingPath: [any CodingKey]

        private func single(_ key: Key) -> Single {
            Single(slot: slot.member(key.stringValue), codingPath: codingPath + [key])
        }

        private func encoder(_ name: String, _ key: (any CodingKey)?) -> ValueEncoder {
            ValueEncoder(slot: slot.member(name), codingPath: codingPath + (key.map { [$0] } ?? []))
        }

        mutating func encodeNil(forKey key: Key) throws { single(key).encodeNil() }
        mutating func encode(_ value: some Encodable, forKey key: Key) throws { try single(key).encode(value) }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> { encoder(key.stringValue, key).container(keyedBy: type) }

        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            encoder(key.stringValue, key).unkeyedContainer()
        }

        mutating func superEncoder() -> any Encoder { encoder("super", nil) }
        mutating func superEncoder(forKey key: Key) -> any Encoder { encoder(key.stringValue, key) }
    }

    private struct Elements: UnkeyedEncodingContainer {
        let slot: Slot
        let codingPath: [any CodingKey]
        var count: Int { slot.count }

        private func encoder() -> ValueEncoder { ValueEncoder(slot: slot.element(), codingPath: codingPath) }

        mutating func encodeNil() throws { slot.element().be(.map([:])) }
        mutating func encode(_ value: some Encodable) throws {
            try Single(slot: slot.element(), codingPath: codingPath).encode(value)
        }

        mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
            encoder().container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder().unkeyedContainer() }
        mutating func superEncoder() -> any Encoder { encoder() }
    }

    private struct Single: SingleValueEncodingContainer {
        let slot: Slot
        let codingPath: [any CodingKey]

        func encodeNil() { slot.be(.map([:])) }

        func encode(_ value: some Encodable) throws {
            switch value {
            case let value as Value: slot.be(value)
            case let text as String: slot.be(.string(text))
            case let truth as Bool: slot.be(.boolean(truth))
            case let number as any BinaryInteger: try encode(whole: Int(exactly: number), value)
            case let number as any BinaryFloatingPoint: try encode(whole: Int(exactly: number), value)
            default: try value.encode(to: ValueEncoder(slot: slot, codingPath: codingPath))
            }
        }

        private func encode(whole number: Int?, _ value: some Encodable) throws {
            guard let number else {
                throw EncodingError.invalidValue(
                    value, .init(codingPath: codingPath, debugDescription: "a property is a whole number"))
            }
            slot.be(.integer(number))
        }
    }
}
