/// The words of AWS for resources of a kind.
package struct Mention: Sendable {
    /// Words for the kind, in lower case.
    package var nouns: [String]
    /// The beginning of an id that AWS may give instead of the name.
    package var idPrefix: String?

    /// Makes a mention.
    package init(_ nouns: [String] = [], idPrefix: String? = nil) {
        self.nouns = nouns
        self.idPrefix = idPrefix
    }
}
