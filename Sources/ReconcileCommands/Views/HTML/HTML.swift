import Diagnostics

/// HTML that is put together from elements and texts. A text can begin no element and end no attribute, since names are
/// constants of the program and everything else is escaped.
enum HTML {
    case text(String)
    case element(StaticString, [Attribute], [HTML])
    case group([HTML])
    /// A style sheet of the program.
    case style(StaticString)

    /// An attribute of an element.
    struct Attribute {
        let name: StaticString
        let value: String

        init(_ name: StaticString, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// An element.
    static func element(_ name: StaticString, class names: String = "", _ children: HTML...) -> HTML {
        .element(name, names.isEmpty ? [] : [.init("class", names)], children)
    }

    /// An element for each value; nothing without values.
    static func list(_ name: StaticString, class names: String = "", _ items: [HTML]) -> HTML {
        items.isEmpty ? .group([]) : .element(name, names.isEmpty ? [] : [.init("class", names)], items)
    }

    /// The markup.
    var markup: String {
        var result = ""
        write(to: &result)
        return result
    }

    private func write(to result: inout String) {
        switch self {
        case .text(let text): result += Self.escaped(text)
        case .group(let parts): for part in parts { part.write(to: &result) }
        case .style(let sheet): result += "<style>\n\(sheet)\n</style>\n"
        case .element(let name, let attributes, let children):
            result += "<\(name)"
            for one in attributes { result += " \(one.name)=\"\(Self.escaped(one.value))\"" }
            result += ">"
            if Self.isVoid(name) { return result += "\n" }
            for child in children { child.write(to: &result) }
            result += "</\(name)>"
            if !Self.isInline(name) { result += "\n" }
        }
    }

    /// The text as it is written in HTML: one line, whatever is in it.
    static func escaped(_ text: String) -> String { JUnitRenderer.escaped(text.replacing("\u{A0}", with: " ")) }

    private static func isVoid(_ name: StaticString) -> Bool { ["meta"].contains("\(name)") }

    /// True if a line break behind the element would be a blank in the text.
    private static func isInline(_ name: StaticString) -> Bool {
        ["a", "b", "code", "del", "ins", "span", "strong", "title"].contains("\(name)")
    }
}

extension HTML: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    init(stringLiteral text: String) { self = .text(text) }
}
