/// The words that a field takes, each with its meaning.
public struct Choices: Sendable, ExpressibleByDictionaryLiteral {
    /// The words and their meanings.
    public let all: [(word: String, meaning: String)]
    /// The words.
    public var words: [String] { all.map(\.word) }

    /// Makes the words from a literal.
    public init(dictionaryLiteral elements: (String, String)...) {
        all = elements.map { (word: $0.0, meaning: $0.1) }
    }
}
