/// As natural JSON; a reference is `{"$reference": {"address": …, "attribute": …}}`, a text with references `{"$text": […]}`.
extension Value: Codable {
    private enum ReferenceKey: String, CodingKey {
        case reference = "$reference"
        case text = "$text"
    }

    /// Reads a value; null is an empty map.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: ReferenceKey.self),
            let reference = try container.decodeIfPresent(Reference.self, forKey: .reference)
        {
            self = .reference(reference)
            return
        }
        if let container = try? decoder.container(keyedBy: ReferenceKey.self),
            let pieces = try container.decodeIfPresent([Value].self, forKey: .text)
        {
            self = .text(try pieces.map { try Piece($0, container) })
            return
        }
        let container = try decoder.singleValueContainer()
        if let truth = try? container.decode(Bool.self) {
            self = .boolean(truth)
        } else if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let elements = try? container.decode([Value].self) {
            self = .list(elements)
        } else if container.decodeNil() {
            self = .map([:])
        } else {
            self = .map(try container.decode([String: Value].self))
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
