import Diagnostics

/// A quote left over at the start or the end of an item of a comma list, as in `labels: a=b,c=d"`.
enum StrayQuote {
    /// True if an item starts or ends with a quote.
    static func isAtEdge(of item: ExpandedText) -> Bool {
        let bytes = item.text.utf8.span
        return !bytes.isEmpty && [bytes[0], bytes[bytes.count - 1]].contains { $0 == 0x22 || $0 == 0x27 }
    }

    /// The item without it, a warning and a fix at the very character; nil where nothing else is left.
    static func strip(
        _ item: ExpandedText, of field: String, into diagnostics: inout [Diagnostic]
    ) -> ExpandedText? {
        guard isAtEdge(of: item) else { return item }
        let scalars = Array(item.text.unicodeScalars)
        var part = 0..<scalars.count
        var quotes: [Int] = []
        if let first = part.first, isQuote(scalars[first]) {
            quotes.append(first)
            part.removeFirst()
        }
        if let last = part.last, isQuote(scalars[last]), !closes(scalars, last, from: part.lowerBound) {
            quotes.append(last)
            part.removeLast()
        }
        for quote in quotes {
            let place = item.range(of: quote..<quote + 1)
            let isLiteral = item.isLiteral(quote..<quote + 1)
            diagnostics.append(
                Diagnostic(
                    .warning, "stray-quote", "stray \(scalars[quote]) in '\(field)'",
                    detail: "the value is used without it, as '\(String(String.UnicodeScalarView(scalars[part])))'",
                    at: place, fix: isLiteral ? Diagnostic.Fix(replace: place, with: "") : nil))
        }
        if quotes.isEmpty { return item }
        return part.isEmpty ? nil : item.slice(part, String(String.UnicodeScalarView(scalars[part])))
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || scalar == "'" }

    /// True if the quote at an offset ends one that starts inside the item, as in `key="a b"`.
    private static func closes(_ scalars: [Unicode.Scalar], _ offset: Int, from start: Int) -> Bool {
        scalars[start..<offset].filter { $0 == scalars[offset] }.count % 2 == 1
    }
}
