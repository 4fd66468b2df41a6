extension String {
    /// The text with everything escaped that could move the cursor or hide text: controls, direction marks, line breaks.
    public var escapedForTerminal: String {
        guard unicodeScalars.contains(where: \.isUnsafeForTerminal) else { return self }
        return unicodeScalars.reduce(into: "") { $0 += $1.escapedForTerminal }
    }
}

extension String {
    /// The text with everything escaped that could move the cursor or hide text, but for line breaks.
    ///
    /// - Parameter keepsColor: true if the program's own sequences that set colours stay, which have its number.
    public func escapedLines(keepsColor: Bool) -> String {
        guard unicodeScalars.contains(where: { $0.isUnsafeForTerminal && $0 != "\n" }) else { return self }
        let scalars = Array(unicodeScalars)
        var result = ""
        var index = 0
        while index < scalars.count {
            if keepsColor, let color = Self.ownColor(in: scalars, from: index) {
                result += "\u{1B}[\(color.codes)m"
                index = color.end
            } else {
                result += scalars[index] == "\n" ? "\n" : scalars[index].escapedForTerminal
                index += 1
            }
        }
        return result
    }

    /// Returns the text of a file, escaped but for its tabs and line breaks, which stay, also those of Windows.
    ///
    /// - Parameter escaped: escapes a text between tabs and line breaks.
    public func escapedDocument(_ escaped: (String) -> String) -> String {
        unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { line -> String in
            let hasReturn = line.last == "\r"
            let pieces = (hasReturn ? line.dropLast() : line).split(omittingEmptySubsequences: false) { $0 == "\t" }
            let text = pieces.map { escaped(String(String.UnicodeScalarView($0))) }.joined(separator: "\t")
            return hasReturn ? text + "\r" : text
        }.joined(separator: "\n")
    }

    /// The codes of the program's own sequence for a colour, and its end; nil if none begins here.
    private static func ownColor(in scalars: [Unicode.Scalar], from start: Int) -> (codes: String, end: Int)? {
        guard scalars[start] == "\u{1B}", start + 1 < scalars.count, scalars[start + 1] == "[" else { return nil }
        var end = start + 2
        while end < scalars.count, "0"..."9" ~= scalars[end] || scalars[end] == ";" { end += 1 }
        guard end < scalars.count, scalars[end] == "m" else { return nil }
        let parameters = String(String.UnicodeScalarView(scalars[start + 2..<end]))
        return OwnColor.codes(of: parameters).map { ($0, end + 1) }
    }

    /// JSON that means the same and holds no character that a terminal obeys.
    public var escapedJSON: String {
        guard unicodeScalars.contains(where: { $0.isUnsafeForTerminal && $0 != "\n" }) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            guard scalar.isUnsafeForTerminal, scalar != "\n" else { return text.unicodeScalars.append(scalar) }
            for unit in UTF16.encode(scalar).map({ Array($0) }) ?? [] {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }
}

extension String {
    /// The text as a part of one line: a line feed is shown as an escape.
    public var escapedLineFeeds: String {
        guard unicodeScalars.contains("\n") else { return self }
        return unicodeScalars.reduce(into: "") { $0 += $1 == "\n" ? "\\n" : String($1) }
    }
}

extension Sequence<String> {
    /// The lines of a text. No text of a file or of AWS that is a part of one can begin another.
    public var joinedLines: String { map(\.escapedLineFeeds).joined(separator: "\n") }
}

extension Unicode.Scalar {
    var isUnsafeForTerminal: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        case .format: self != "\u{200D}"
        default: false
        }
    }

    var escapedForTerminal: String {
        guard isUnsafeForTerminal else { return String(self) }
        switch self {
        case "\t": return "\\t"
        case "\n": return "\\n"
        case "\r": return "\\r"
        default: return "\\u{" + String(value, radix: 16, uppercase: true) + "}"
        }
    }

    /// Columns that a terminal gives it: none to marks, two to East Asian wide characters and emoji.
    var terminalWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
