import FoundationEssentials

/// Reads JSON in which single members are not as the model says, as an AWS of tomorrow may send them: a number for a text or
/// the reverse is converted; what cannot be read is left out, alone or with the element of the list that it is in.
enum TolerantDecoding {
    static func decode<Output: Decodable>(_ type: Output.Type, from data: Data) throws -> Output {
        let strict = Result { try JSONDecoder().decode(type, from: data) }
        guard case .failure(let first) = strict, var tree = try? JSONDecoder().decode(JSONTree.self, from: data) else {
            return try strict.get()
        }
        var error = first
        for _ in 0..<limit {
            guard let decoding = error as? DecodingError, tree.mend(decoding) else { throw first }
            do {
                return try JSONDecoder().decode(type, from: JSONEncoder().encode(tree))
            } catch let next {
                error = next
            }
        }
        throw first
    }

    /// Members that are mended in one answer: an answer that is wrong everywhere is no answer of AWS.
    private static let limit = 200
}

/// JSON as it is.
private enum JSONTree: Codable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONTree].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// Mends the place that could not be read.
    ///
    /// - Returns: false if there is nothing to mend: the answer as a whole is something else.
    mutating func mend(_ error: DecodingError) -> Bool {
        switch error {
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            // A fraction for a whole number, of which the decoder does not say where it is.
            let whole = truncated
            defer { self = whole }
            return whole != self
        case .typeMismatch(let wanted, let context):
            return change(at: context.codingPath[...]) { $0.converted(to: wanted) }
        case .valueNotFound(_, let context), .dataCorrupted(let context), .keyNotFound(_, let context):
            return change(at: context.codingPath[...]) { _ in nil }
        @unknown default: return false
        }
    }

    /// The same with every number whole.
    private var truncated: JSONTree {
        switch self {
        case .number(let value): Int(exactly: value.rounded(.towardZero)).map { .integer($0) } ?? .null
        case .array(let elements): .array(elements.map(\.truncated))
        case .object(let members): .object(members.mapValues(\.truncated))
        default: self
        }
    }

    /// The same in another type; nil if there is no such thing.
    private func converted(to wanted: Any.Type) -> JSONTree? {
        switch self {
        case .integer(let value) where wanted == String.self: .string(String(value))
        case .number(let value) where wanted == String.self: .string(String(value))
        case .boolean(let value) where wanted == String.self: .string(String(value))
        case .string(let text) where wanted == Int.self: Int(text).map { .integer($0) }
        case .string(let text) where wanted == Double.self: Double(text).map { .number($0) }
        case .string(let text) where wanted == Bool.self: Bool(text).map { .boolean($0) }
        default: nil
        }
    }

    /// Changes what is at a path; nil takes it out.
    private mutating func change(at path: ArraySlice<any CodingKey>, _ change: (JSONTree) -> JSONTree?) -> Bool {
        guard let key = path.first else { return false }
        let rest = path.dropFirst()
        switch self {
        case .object(var members):
            guard var member = members[key.stringValue] else { return false }
            if rest.isEmpty {
                members[key.stringValue] = change(member)
            } else {
                guard member.change(at: rest, change) else { return false }
                members[key.stringValue] = member
            }
            self = .object(members)
        case .array(var elements):
            guard let index = key.intValue, elements.indices.contains(index) else { return false }
            if rest.isEmpty {
                if let changed = change(elements[index]) {
                    elements[index] = changed
                } else {
                    elements.remove(at: index)
                }
            } else {
                guard elements[index].change(at: rest, change) else { return false }
            }
            self = .array(elements)
        default: return false
        }
        return true
    }
}
