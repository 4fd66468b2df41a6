extension String {
    /// The text on one line, so that no part of it can look like a line of this program.
    package var onOneLine: String {
        guard unicodeScalars.contains(where: \.endsLine) else { return self }
        return unicodeScalars.split(whereSeparator: \.endsLine).map { String($0) }.joined(separator: " ")
    }
}

extension Unicode.Scalar {
    /// True of what terminals, runners and editors take for the end of a line.
    fileprivate var endsLine: Bool { (0x0A...0x0D).contains(value) || [0x85, 0x2028, 0x2029].contains(value) }
}
