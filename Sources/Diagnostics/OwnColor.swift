/// The sequences of the program's own that set colours on a terminal.
///
/// Texts of files, of AWS and of the network are parts of coloured texts, and may hold such sequences too: one that
/// hides what follows, or takes the colour of success. So the program's own have a number that no such text can know:
/// `escapedLines(keepsColor:)` takes it out, and escapes all others.
public enum OwnColor {
    private static let number = String(UInt64.random(in: 1 << 32 ... .max))

    /// Returns a text in a colour.
    ///
    /// - Parameter codes: the codes of the terminal's "select graphic rendition", such as `1;31`.
    public static func painted(_ text: String, _ codes: String) -> String {
        "\u{1B}[\(codes);\(number)m\(text)\u{1B}[0;\(number)m"
    }

    /// The codes of a sequence's parameters; nil if the sequence is not one of the program's own.
    static func codes(of parameters: String) -> String? {
        let end = ";" + number
        return parameters.hasSuffix(end) ? String(parameters.dropLast(end.count)) : nil
    }
}
