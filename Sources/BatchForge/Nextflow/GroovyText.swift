/// Texts as a Nextflow configuration, which is written in Groovy, holds them.
enum GroovyText {
    /// Returns a string in single quotes, in which Groovy fills in no variables. Only ASCII is written: Nextflow reads
    /// configurations in the character set of its machine.
    static func string(_ text: String) -> String {
        "'" + text.utf16.map(escaped).joined() + "'"
    }

    private static func escaped(_ unit: UInt16) -> String {
        switch unit {
        case 0x27: "\\'"
        case 0x5C: "\\\\"
        // Groovy 2 replaces Unicode escapes before it looks for the ends of lines and strings.
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0x09: "\\t"
        case 0x20...0x7E: String(UnicodeScalar(UInt8(unit)))
        default: "\\u" + String(0x1_0000 + UInt32(unit), radix: 16).suffix(4)
        }
    }

    /// Returns a list of strings.
    static func list(_ texts: [String]) -> String { "[" + texts.map(string).joined(separator: ", ") + "]" }

    /// Returns a map of strings.
    static func map(_ members: [(key: String, value: String)]) -> String {
        "[" + members.map { "\(string($0.key)): \(string($0.value))" }.joined(separator: ", ") + "]"
    }

    /// Returns a comment of one line. What could end it, or begin an escape that ends it, is left out.
    static func comment(_ text: String) -> String {
        let isHarmless = { (scalar: Unicode.Scalar) in (0x20...0x7E).contains(scalar.value) && scalar != "\\" }
        return "// " + String(String.UnicodeScalarView(text.unicodeScalars.map { isHarmless($0) ? $0 : "?" }))
    }

    /// Returns a text so that Bash reads it as it is between double quotes, which is where Nextflow writes the values of
    /// `env` (TaskProcessor.bashEnvironmentScript).
    static func betweenShellQuotes(_ text: String) -> String {
        var quoted = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if ["\\", "\"", "$", "`"].contains(scalar) { quoted.append("\\") }
            quoted.append(scalar)
        }
        return String(quoted)
    }

    /// Words that are no names of settings.
    private static let keywords: Set<String> = [
        "abstract", "as", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
        "def", "default", "do", "double", "else", "enum", "extends", "false", "final", "finally", "float", "for",
        "goto",
        "if", "implements", "import", "in", "instanceof", "int", "interface", "long", "native", "new", "null",
        "package",
        "private", "protected", "public", "return", "short", "static", "strictfp", "super", "switch", "synchronized",
        "this", "threadsafe", "throw", "throws", "trait", "transient", "true", "try", "var", "void", "volatile",
        "while",
    ]

    /// Returns a setting of a scope on one line. A name that is a word of Groovy's is quoted.
    static func setting(_ scope: String, _ name: String, _ value: String) -> String {
        "\(scope).\(keywords.contains(name) ? string(name) : name) = \(value)"
    }
}

/// The way back: each function reads the one form that its counterpart writes, and nothing else.
extension GroovyText {
    /// Returns the text of a string as ``string(_:)`` writes it; nil for any other form.
    static func text(of literal: String) -> String? {
        var units = Array(literal.utf16.dropFirst().dropLast())[...]
        var read: [UInt16] = []
        while let unit = units.popFirst() {
            guard let next = unit == 0x5C ? unescaped(&units) : unit else { return nil }
            read.append(next)
        }
        let text = String(decoding: read, as: UTF16.self)
        return string(text) == literal ? text : nil
    }

    /// Takes what follows a backslash.
    private static func unescaped(_ units: inout ArraySlice<UInt16>) -> UInt16? {
        switch units.popFirst() {
        case 0x6E: return 0x0A
        case 0x72: return 0x0D
        case 0x74: return 0x09
        case 0x75:
            let digits = String(decoding: units.prefix(4), as: UTF16.self)
            units = units.dropFirst(4)
            return UInt16(digits, radix: 16)
        case let unit: return unit
        }
    }

    /// Returns the text that ``betweenShellQuotes(_:)`` wrote in a form; nil for any other form.
    static func text(betweenShellQuotes quoted: String) -> String? {
        var scalars = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in quoted.unicodeScalars {
            let escapes = scalar == "\\" && !isEscaped
            if !escapes { scalars.append(scalar) }
            isEscaped = escapes
        }
        let text = String(scalars)
        return betweenShellQuotes(text) == quoted ? text : nil
    }

    /// Returns the name and the value of a line as ``setting(_:_:_:)`` writes it; nil for any other form.
    static func setting(_ scope: String, in line: String) -> (name: String, value: String)? {
        guard line.hasPrefix("\(scope)."), let equals = line.firstRange(of: " = ") else { return nil }
        let word = String(line[..<equals.lowerBound].dropFirst(scope.count + 1))
        let name = text(of: word) ?? word
        let value = String(line[equals.upperBound...])
        return setting(scope, name, value) == line ? (name, value) : nil
    }
}
