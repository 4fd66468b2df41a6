import FoundationEssentials

/// Reads JSON in which single members are not as the model says, as a newer AWS may send them: a number for a text or the
/// reverse is converted; a member that cannot be read is left out.
///
/// An element of a list is never left out, also if it is `null`, which AWS sends in no list: a compute environment that is
/// missing from an answer looks as if it did not exist, and would be created again, or its parts deleted.
enum TolerantDecoding {
    /// - Returns: the output, and what it was read from.
    static func decode<Output: Decodable>(_ type: Output.Type, from data: Data) throws -> (Output, JSONTree) {
        let strict = Result { try JSONDecoder().decode(type, from: data) }
        let read = Result { try JSONDecoder().decode(JSONTree.self, from: data) }
        guard case .failure(let first) = strict, var tree = try? read.get() else {
            return (try strict.get(), try read.get())
        }
        var error = first
        for _ in 0..<limit(data.count) {
            guard let decoding = error as? DecodingError, tree.mend(decoding) else { throw error }
            do {
                return (try JSONDecoder().decode(type, from: JSONEncoder().encode(tree)), tree)
            } catch let next {
                error = next
            }
        }
        throw first
    }

    /// Members that are mended in one answer: an answer that is wrong everywhere is no answer of AWS. The answer is read
    /// once more for each, so of large ones fewer are.
    static func limit(_ bytes: Int) -> Int { min(200, max(1, mostBytes / max(bytes, 1))) }

    private static let mostBytes = 64 << 20
}

extension JSONTree {
    /// Mends the place that could not be read.
    ///
    /// - Returns: false if it cannot be mended: the answer as a whole is something else, or an element would be lost.
    fileprivate mutating func mend(_ error: DecodingError) -> Bool {
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

    /// Changes what is at a path; nil takes a member out.
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
                guard let changed = change(elements[index]) else { return false }
                elements[index] = changed
            } else {
                guard elements[index].change(at: rest, change) else { return false }
            }
            self = .array(elements)
        default: return false
        }
        return true
    }
}
