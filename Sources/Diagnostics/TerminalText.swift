extension String {
    /// The text with everything escaped that could move the cursor or hide text: controls, direction marks, line breaks.
    public var escapedForTerminal: String {
        guard unicodeScalars.contains(where: \.isUnsafeForTerminal) else { return self }
        return unicodeScalars.reduce(into: "") { $0 += $1.escapedForTerminal }
    }
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
