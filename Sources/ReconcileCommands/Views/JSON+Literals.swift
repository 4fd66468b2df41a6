import ResourceModel

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    init(stringLiteral text: String) { self = .string(text) }
    init(integerLiteral number: Int) { self = .integer(number) }
    init(booleanLiteral flag: Bool) { self = .boolean(flag) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// The members in the order in which they are written.
    init(dictionaryLiteral members: (String, JSON)...) { self = .object(members) }
    init(nilLiteral: ()) { self = .null }
}

extension JSON {
    init(_ text: String) { self = .string(text) }
    init(_ number: Int) { self = .integer(number) }
    init(_ number: Int?) { self = number.map { .integer($0) } ?? .null }
    init(_ flag: Bool) { self = .boolean(flag) }
    init(_ flag: Bool?) { self = flag.map { .boolean($0) } ?? .null }
    init(_ texts: [String]) { self = .array(texts.map { .string($0) }) }

    /// An array of what a function makes of each element.
    init<Element>(_ elements: some Sequence<Element>, _ form: (Element) -> JSON) {
        self = .array(elements.map(form))
    }

    /// The members of an object; none of any other value.
    var members: [(String, JSON)] { if case .object(let members) = self { members } else { [] } }

    /// The object with more members.
    func adding(_ more: [(String, JSON)]) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + more)
    }
}
