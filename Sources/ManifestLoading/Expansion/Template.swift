/// Text with `$` references, taken apart.
struct Template {
    /// The parts, in order.
    var parts: [Part] = []
    /// The references that cannot be read.
    var problems: [Problem] = []

    /// One part and the Unicode scalars it stands for.
    struct Part {
        var offsets: Range<Int>
        var content: Content
    }

    /// The content of a part.
    indirect enum Content {
        /// Itself.
        case literal
        /// `$$`
        case dollar
        /// `$VAR` or `${VAR}`
        case variable(String)
        /// `${VAR:-default}`
        case withDefault(String, [Part])
        /// `${VAR:?message}`
        case required(String, message: String)
    }

    /// A reference that cannot be read.
    struct Problem {
        var offsets: Range<Int>
        var summary: String
        var detail: String
    }

    private static let deepest = 16
    private let scalars: [Unicode.Scalar]
    private var index = 0

    /// Takes a text apart.
    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        parts = read(depth: 0)
    }

    /// True if a character may start or continue a variable's name.
    static func isName(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        case "0"..."9": !first
        default: false
        }
    }

    /// Parts up to the end, or to the `}` that closes a default.
    private mutating func read(depth: Int) -> [Part] {
        var parts: [Part] = []
        var start = index
        while index < scalars.count, depth == 0 || scalars[index] != "}" {
            guard scalars[index] == "$", let content = reference(depth: depth) else {
                index += 1
                continue
            }
            if start < content.offsets.lowerBound {
                parts.append(Part(offsets: start..<content.offsets.lowerBound, content: .literal))
            }
            parts.append(content)
            start = index
        }
        if start < index { parts.append(Part(offsets: start..<index, content: .literal)) }
        return parts
    }

    /// The reference that starts here; nil where the `$` is only a dollar sign.
    private mutating func reference(depth: Int) -> Part? {
        let start = index
        guard index + 1 < scalars.count else { return nil }
        if scalars[index + 1] == "$" {
            index += 2
            return Part(offsets: start..<index, content: .dollar)
        }
        if scalars[index + 1] == "{" {
            let content = braced(start: start, depth: depth)
            return Part(offsets: start..<index, content: content)
        }
        guard Self.isName(scalars[index + 1], first: true) else { return nil }
        index += 1
        let name = readName()
        return Part(offsets: start..<index, content: .variable(name))
    }

    private mutating func readName() -> String {
        let start = index
        while index < scalars.count, Self.isName(scalars[index], first: index == start) { index += 1 }
        // A name is ASCII.
        return String(decoding: scalars[start..<index].map { UInt8(truncatingIfNeeded: $0.value) }, as: UTF8.self)
    }

    private mutating func braced(start: Int, depth: Int) -> Content {
        index += 2
        let name = readName()
        let rest = scalars[min(index, scalars.count)...]
        if !name.isEmpty, rest.first == "}" {
            index += 1
            return .variable(name)
        }
        if !name.isEmpty, rest.starts(with: [":", "-"]), depth < Self.deepest {
            index += 2
            let fallback = read(depth: depth + 1)
            guard close(start) else { return .literal }
            return .withDefault(name, fallback)
        }
        if !name.isEmpty, rest.starts(with: [":", "?"]) {
            index += 2
            var message = String.UnicodeScalarView()
            while index < scalars.count, scalars[index] != "}" {
                message.append(scalars[index])
                index += 1
            }
            guard close(start) else { return .literal }
            return .required(name, message: String(message))
        }
        while index < scalars.count, scalars[index] != "}" { index += 1 }
        if close(start) {
            problems.append(
                Problem(
                    offsets: start..<index,
                    summary: depth < Self.deepest
                        ? "this '${…}' is not one that reconcile reads" : "defaults lie too deep within one another",
                    detail: "${NAME}, ${NAME:-default} and ${NAME:?message} are; write $$ for a dollar sign"))
        }
        return .literal
    }

    /// Steps over the closing brace, or says that there is none.
    private mutating func close(_ start: Int) -> Bool {
        if index < scalars.count {
            index += 1
            return true
        }
        problems.append(
            Problem(
                offsets: start..<min(start + 2, scalars.count), summary: "this '${' is never closed",
                detail: "write $$ for a dollar sign"))
        return false
    }
}
