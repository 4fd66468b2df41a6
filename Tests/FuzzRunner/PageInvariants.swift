/// The rules that hold for a page with any texts in it: it has the views' own elements and attributes, closed in order.
enum PageInvariants {
    /// The fault of a page; nil if there is none.
    static func fault(of html: String) -> String? {
        if !html.unicodeScalars.allSatisfy(Invariants.isHarmless) { return "the page has control characters" }
        if html.lowercased().contains("<script") { return "the page has a script" }
        let beginning = "<!DOCTYPE html>\n<!-- reconcile -->\n"
        guard html.hasPrefix(beginning) else { return "the page does not begin as pages do" }
        var rest = html.dropFirst(beginning.count)[...]
        var open: [Substring] = []
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            guard let tag = rest.prefixMatch(of: tag) else { return "a tag of a text: \(rest.prefix(60))" }
            rest = rest[tag.range.upperBound...]
            let name = tag.output.2
            guard elements.contains(String(name)) else { return "an element of a text: \(name)" }
            if let fault = fault(ofAttributes: tag.output.3) { return fault }
            if tag.output.1 == "/" {
                guard open.popLast() == name else { return "</\(name)> ends nothing" }
            } else if name != "meta" {
                open.append(name)
            }
            // The program's own style sheet has no '<'.
        }
        return open.isEmpty ? nil : "not closed: \(open)"
    }

    private static func fault(ofAttributes text: Substring) -> String? {
        for attribute in text.matches(of: attribute) {
            let (name, value) = (String(attribute.output.1), attribute.output.2)
            if !attributes.contains(name) { return "an attribute of a text: \(name)" }
            if name == "href", !value.hasPrefix("https://") { return "a link to \(value)" }
        }
        return nil
    }

    // A regular expression is no Sendable value, so it is made each time.
    private static var tag: Regex<(Substring, Substring, Substring, Substring)> {
        #/<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/#
    }
    private static var attribute: Regex<(Substring, Substring, Substring)> { #/ ([a-z-]+)="([^"<>]*)"/# }

    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "details", "summary",
        "h1",
        "h2", "p", "ul", "ol", "li", "b", "code", "del", "ins", "span", "strong", "a", "svg", "g", "path", "circle",
        "text",
    ]
    private static let attributes: Set<String> = [
        "lang", "charset", "name", "content", "http-equiv", "class", "open", "value", "href", "rel", "width", "height",
        "role", "aria-label", "d", "x", "y", "cx", "cy", "r",
    ]
}
