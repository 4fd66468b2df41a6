/// A value in an answer, of JSON or of XML.
protocol AnswerNode {
    /// A member of a structure; nil if there is none, or it is null.
    func member(_ name: String) -> Self?
    /// The elements of a list.
    var elements: [Self] { get }
    /// A text as it was sent; nil if it is something else.
    var scalar: String? { get }
    /// True if a structure has a member more than once.
    func repeats(_ name: String) -> Bool
    /// True if it holds nothing: an empty text, list or structure.
    var isEmpty: Bool { get }
}

extension JSONTree: AnswerNode {
    func member(_ name: String) -> JSONTree? {
        guard case .object(let members) = self, let member = members[name], member != .null else { return nil }
        return member
    }

    var elements: [JSONTree] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var scalar: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// False: ``RepeatedMember`` has found such members before the tree was made.
    func repeats(_ name: String) -> Bool { false }

    var isEmpty: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty || elements.contains(where: \.isEmpty)
        case .object(let members): members.isEmpty
        case .boolean, .integer, .number: false
        }
    }
}

extension XMLElement: AnswerNode {
    func member(_ name: String) -> XMLElement? { self[name] }
    var elements: [XMLElement] { children }
    var scalar: String? { text }
    func repeats(_ name: String) -> Bool { children.count(where: { $0.name == name }) > 1 }
}
