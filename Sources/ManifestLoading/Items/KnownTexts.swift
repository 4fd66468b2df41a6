import Diagnostics

/// Finds texts that are given twice: by comparing where they are few, by a table where they are many.
struct KnownTexts {
    private var texts: [String] = []
    private var marks: UInt64 = 0
    private var places: [String: Int] = [:]

    private static let mostCompared = 16

    /// Which of the texts so far is the same; nil where none is, and then the text is one of them from now on.
    mutating func place(of text: String) -> Int? {
        let mark: UInt64 = 1 << text.mark
        if marks & mark != 0, let place = find(text) { return place }
        marks |= mark
        texts.append(text)
        return nil
    }

    private mutating func find(_ text: String) -> Int? {
        guard texts.count > Self.mostCompared else { return texts.firstIndex(of: text) }
        for index in places.count..<texts.count { places[texts[index]] = index }
        return places[text]
    }
}
