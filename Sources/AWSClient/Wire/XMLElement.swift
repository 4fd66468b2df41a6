/// An element of an XML answer: names without prefixes, attributes left out, since no answer here uses them.
struct XMLElement: Sendable, Hashable {
    var name: String
    var children: [XMLElement] = []
    /// The text directly inside; white space between children is left out.
    var text = ""

    /// The first child of that name.
    subscript(name: String) -> XMLElement? {
        children.first { $0.name == name }
    }

    /// True if there is nothing in it but white space.
    var isEmpty: Bool { children.isEmpty && text.allSatisfy(\.isWhitespace) }

    /// The first element of that name in document order, itself included.
    func first(named name: String) -> XMLElement? {
        if self.name == name { return self }
        for child in children {
            if let found = child.first(named: name) { return found }
        }
        return nil
    }
}
