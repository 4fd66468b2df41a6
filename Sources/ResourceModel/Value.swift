/// A property of a resource, under AWS's own field names.
public indirect enum Value: Sendable, Hashable {
    /// Text.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// True or false.
    case boolean(Bool)
    /// Several values; the field's rule decides if their order has a meaning.
    case list([Value])
    /// Named values.
    case map([String: Value])
    /// An attribute of another resource, known after that resource exists.
    case reference(Reference)
    /// Text with attributes of other resources inside, such as the id of a file system in user data.
    case text([Piece])

    /// A part of a text.
    public enum Piece: Sendable, Hashable {
        /// Text as it is.
        case plain(String)
        /// An attribute of another resource, which has to be text.
        case reference(Reference)
    }

    /// An attribute of another resource.
    public struct Reference: Sendable, Hashable, Codable {
        /// The other resource.
        public var address: Address
        /// Which of its attributes, such as `arn`.
        public var attribute: String

        /// Makes a reference.
        public init(_ address: Address, _ attribute: String) {
            self.address = address
            self.attribute = attribute
        }
    }

    /// An attribute of another resource.
    public static func reference(_ address: Address, _ attribute: String) -> Value {
        .reference(Reference(address, attribute))
    }

    /// A list of texts.
    public static func strings(_ values: some Sequence<String>) -> Value { .list(values.map { .string($0) }) }

    /// A map of texts.
    public static func strings(_ values: [String: String]) -> Value { .map(values.mapValues { .string($0) }) }
}

extension Value {
    /// The text, if it is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The number, if it is one.
    public var integer: Int? { if case .integer(let number) = self { number } else { nil } }
    /// The truth value, if it is one.
    public var boolean: Bool? { if case .boolean(let truth) = self { truth } else { nil } }
    /// The elements, if it is a list.
    public var list: [Value]? { if case .list(let elements) = self { elements } else { nil } }
    /// The members, if it is a map.
    public var map: [String: Value]? { if case .map(let members) = self { members } else { nil } }
    /// The texts, if it is a list of nothing else.
    public var strings: [String]? {
        guard let list else { return nil }
        let texts = list.compactMap(\.string)
        return texts.count == list.count ? texts : nil
    }
    /// The text members of a map.
    public var stringMap: [String: String]? { map?.compactMapValues(\.string) }

    /// The member of a map.
    public subscript(key: String) -> Value? { map?[key] }

    /// The member at a dotted path, such as `computeResources.maxvCpus`.
    public subscript(path path: String) -> Value? {
        var value: Value? = self
        for key in path.split(separator: ".") { value = value?[String(key)] }
        return value
    }

    /// Every reference inside.
    public var references: [Reference] {
        switch self {
        case .reference(let reference): [reference]
        case .text(let pieces): pieces.compactMap { if case .reference(let reference) = $0 { reference } else { nil } }
        case .list(let elements): elements.flatMap(\.references)
        case .map(let members): members.sorted { $0.key < $1.key }.flatMap(\.value.references)
        default: []
        }
    }

    /// Returns the same value with the references replaced that `resolve` knows; unknown ones stay.
    public func resolved(_ resolve: (Reference) -> Value?) -> Value {
        switch self {
        case .reference(let reference): resolve(reference) ?? self
        case .text(let pieces): Value(pieces.map { $0.resolved(resolve) })
        case .list(let elements): .list(elements.map { $0.resolved(resolve) })
        case .map(let members): .map(members.mapValues { $0.resolved(resolve) })
        default: self
        }
    }
}

extension Value {
    /// The same value with other texts for some of its texts.
    public func replacing(texts: [String: String]) -> Value {
        guard !texts.isEmpty else { return self }
        return switch self {
        case .string(let text): .string(texts[text] ?? text)
        case .list(let elements): .list(elements.map { $0.replacing(texts: texts) })
        case .map(let members): .map(members.mapValues { $0.replacing(texts: texts) })
        default: self
        }
    }

    /// The text of some pieces: plain text if no reference is left in them.
    init(_ pieces: [Piece]) {
        let texts = pieces.compactMap { if case .plain(let text) = $0 { text } else { nil } }
        self = texts.count == pieces.count ? .string(texts.joined()) : .text(pieces)
    }
}

extension Value.Piece {
    /// Returns the same piece with the reference replaced if `resolve` knows it and its value is text; else it stays.
    func resolved(_ resolve: (Value.Reference) -> Value?) -> Value.Piece {
        guard case .reference(let reference) = self, let text = resolve(reference)?.string else { return self }
        return .plain(text)
    }
}
