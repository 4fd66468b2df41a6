/// JSON whose form is not known beforehand, such as the request in an event of CloudTrail.
package indirect enum LooseJSON: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([LooseJSON])
    case map([String: LooseJSON])

    /// The text, if it is one.
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The members, if it is a map.
    package var map: [String: LooseJSON]? { if case .map(let members) = self { members } else { nil } }

    /// The member of a map, whatever the case of its name.
    package subscript(member: String) -> LooseJSON? {
        guard let map else { return nil }
        if let value = map[member] { return value }
        let name = member.lowercased()
        return map.first { $0.key.lowercased() == name }?.value
    }
}

extension LooseJSON: Codable {
    /// Reads any JSON.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let members = try? container.decode([String: LooseJSON].self) {
            self = .map(members)
        } else if let elements = try? container.decode([LooseJSON].self) {
            self = .list(elements)
        } else if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else if let truth = try? container.decode(Bool.self) {
            self = .boolean(truth)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .null
        }
    }

    /// Writes the JSON.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let truth): try container.encode(truth)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let elements): try container.encode(elements)
        case .map(let members): try container.encode(members)
        }
    }
}
