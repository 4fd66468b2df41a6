/// As natural JSON; a reference is `{"$reference": {"address": …, "attribute": …}}`, a text with references `{"$text": […]}`.
extension Value: Codable {
    private enum ReferenceKey: String, CodingKey {
        case reference = "$reference"
        case text = "$text"
    }

    /// Reads a value; null is an empty map.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // The usual types come first: each guess that fails costs as much as the rest.
        if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let members = try? container.decode([String: Value].self) {
            self = try Self.special(members, decoder) ?? .map(members)
        } else if let elements = try? container.decode([Value].self) {
            self = .list(elements)
        } else if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else if let truth = try? container.decode(Bool.self) {
            self = .boolean(truth)
        } else if container.decodeNil() {
            self = .map([:])
        } else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a value is no fraction"))
        }
    }

    /// Returns the reference, or the text with references, that a map of one member stands for; nil if it is a map.
    private static func special(_ members: [String: Value], _ decoder: any Decoder) throws -> Value? {
        guard members.count == 1, let key = members.keys.first.flatMap(ReferenceKey.init(rawValue:)) else { return nil }
        let container = try decoder.container(keyedBy: ReferenceKey.self)
        switch key {
        case .reference: return .reference(try container.decode(Reference.self, forKey: key))
        case .text:
            return .text(try container.decode([Value].self, forKey: key).map { try Piece($0, container) })
        }
    }

    /// Writes the value.
    public func encode(to encoder: any Encoder) throws {
        if case .reference(let reference) = self {
            var container = encoder.container(keyedBy: ReferenceKey.self)
            return try container.encode(reference, forKey: .reference)
        }
        if case .text(let pieces) = self {
            var container = encoder.container(keyedBy: ReferenceKey.self)
            return try container.encode(pieces.map(\.value), forKey: .text)
        }
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .boolean(let truth): try container.encode(truth)
        case .list(let elements): try container.encode(elements)
        case .map(let members): try container.encode(members)
        case .reference, .text: break
        }
    }
}

extension Value.Piece {
    fileprivate init<Key: CodingKey>(_ value: Value, _ container: KeyedDecodingContainer<Key>) throws {
        switch value {
        case .string(let text): self = .plain(text)
        case .reference(let reference): self = .reference(reference)
        default:
            throw DecodingError.dataCorrupted(
                .init(codingPath: container.codingPath, debugDescription: "a text consists of texts and references"))
        }
    }
}
