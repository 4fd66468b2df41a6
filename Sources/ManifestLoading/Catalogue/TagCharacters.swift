/// The characters of tags that every service takes, in words of their models
/// `[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*` [aws-rules: Tags].
enum TagCharacters {
    private static let others = "._:/=+-@"
    private static let usual = ASCIISet(alphanumericAnd: others)

    /// True if a tag may hold the whole text.
    static func makeUp(_ text: String) -> Bool { usual.makesUp(text) || text.unicodeScalars.allSatisfy(contain) }

    /// The first character that a tag cannot hold, and its offset.
    static func firstOther(in text: String) -> (offset: Int, element: Unicode.Scalar)? {
        usual.makesUp(text) ? nil : text.unicodeScalars.enumerated().first { !contain($0.element) }
    }

    private static func contain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .spaceSeparator:
            true
        default: others.unicodeScalars.contains(scalar)
        }
    }
}
