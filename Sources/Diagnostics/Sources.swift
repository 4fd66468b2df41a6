/// The texts that were read, by file name, so that a renderer can show the lines a diagnostic is about.
public struct Sources: Sendable {
    private var texts: [String: SourceText] = [:]
    private var hidden: Set<String> = []

    /// Makes an empty store.
    public init() {}

    /// Keeps the text of a file, named as its diagnostics name it.
    ///
    /// - Parameter isHidden: true if no line of it is to be shown, since lines may hold secrets.
    public mutating func add(_ text: SourceText, isHidden: Bool = false) {
        texts[text.filename] = text
        if isHidden { hidden.insert(text.filename) }
    }

    /// The text of a file if its lines may be shown.
    public func shown(_ filename: String) -> SourceText? { hidden.contains(filename) ? nil : texts[filename] }

    /// The text of a file, if it was kept.
    public subscript(filename: String) -> SourceText? { texts[filename] }
}
