/// The texts that were read, by file name, so that a renderer can show the lines a diagnostic is about.
public struct Sources: Sendable {
    private var texts: [String: SourceText] = [:]

    /// Makes an empty store.
    public init() {}

    /// Keeps the text of a file, named as its diagnostics name it.
    public mutating func add(_ text: SourceText) {
        texts[text.filename] = text
    }

    /// The text of a file, where it was kept.
    public subscript(filename: String) -> SourceText? { texts[filename] }
}
