/// Decodes an element of an XML answer: members are children, a list is whatever children its container has, scalars
/// are text.
///
/// An empty element is an empty list, an empty text, an empty structure, and no number at all.
struct XMLDecoder {
    func decode<Value: Decodable>(_ type: Value.Type, from element: XMLElement) throws -> Value {
        try Value(from: ElementDecoder(element: element, codingPath: []))
    }
}

private struct ElementDecoder: Decoder {
    let element: XMLElement
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(StructureContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try ListContainer(decoder: self) }

    func singleValueContainer() -> any SingleValueDecodingContainer { ScalarContainer(decoder: self) }

    func nested(_ element: XMLElement, _ key: any CodingKey) -> ElementDecoder {
        ElementDecoder(element: element, codingPath: codingPath + [key])
    }

    var trimmed: Substring {
        var text = element.text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    func number<Number: LosslessStringConvertible>(_ type: Number.Type) throws -> Number {
        guard let number = Number(String(trimmed)) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath, debugDescription: "'\(element.text)' is not of type \(type)"))
        }
        return number
    }

    func truth() throws -> Bool {
        switch trimmed.lowercased() {
        case "true", "1": return true
        case "false", "0": return false
        default:
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath, debugDescription: "'\(element.text)' is neither true nor false"))
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

private struct StructureContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ElementDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { decoder.element.children.compactMap { Key(stringValue: $0.name) } }

    func contains(_ key: Key) -> Bool { decoder.element[key.stringValue] != nil }

    func decodeNil(forKey key: Key) -> Bool { !contains(key) }

    private func member(_ key: Key) throws -> ElementDecoder {
        guard let child = decoder.element[key.stringValue] else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: codingPath, debugDescription: "<\(decoder.element.name)> has no such element"))
        }
        return decoder.nested(child, key)
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try Value(from: member(key))
    }

    /// An empty element that its type cannot be made from is taken for an absent one.
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard contains(key) else { return nil }
        let member = try member(key)
        do { return try Value(from: member) } catch  where member.element.isEmpty { return nil }
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        guard contains(key) else { return nil }
        let member = try member(key)
        return member.trimmed.isEmpty ? nil : try member.number(type)
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        guard contains(key) else { return nil }
        let member = try member(key)
        return member.trimmed.isEmpty ? nil : try member.number(type)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        guard contains(key) else { return nil }
        let member = try member(key)
        return member.trimmed.isEmpty ? nil : try member.truth()
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try member(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}

private struct ListContainer: UnkeyedDecodingContainer {
    let decoder: ElementDecoder
    var currentIndex = 0
    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { decoder.element.children.count }
    var isAtEnd: Bool { currentIndex >= decoder.element.children.count }

    init(decoder: ElementDecoder) throws {
        guard decoder.element.children.isEmpty == false || decoder.element.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "it is a text and no list"))
        }
        self.decoder = decoder
    }

    private mutating func next() throws -> ElementDecoder {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                XMLElement.self, .init(codingPath: codingPath, debugDescription: "the list has no more elements"))
        }
        let element = decoder.nested(decoder.element.children[currentIndex], Index(currentIndex))
        // Nothing that AWS lists is empty, and a record without members would be one that nothing finds.
        guard !element.element.isEmpty else {
            throw DecodingError.valueNotFound(
                XMLElement.self, .init(codingPath: element.codingPath, debugDescription: "the element is empty"))
        }
        currentIndex += 1
        return element
    }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: next()) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }
}

private struct ScalarContainer: SingleValueDecodingContainer {
    let decoder: ElementDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.truth() }
    func decode(_ type: String.Type) -> String { decoder.element.text }
    func decode(_ type: Double.Type) throws -> Double { try decoder.number(type) }
    func decode(_ type: Float.Type) throws -> Float { try decoder.number(type) }
    func decode(_ type: Int.Type) throws -> Int { try decoder.number(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.number(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.number(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.number(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.number(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.number(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.number(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.number(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.number(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.number(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: decoder) }
}
