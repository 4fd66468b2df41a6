/// Finds texts that a list has twice: by comparing in a short list, by a table in a long one.
struct KnownTexts {
    private var places: [String: Int] = [:]

    private static let mostCompared = 16

    /// The first of the texts before an index that is the same as the one there; to be asked for each index in turn.
    mutating func first(before index: Int, in texts: [ExpandedText]) -> ExpandedText? {
        let text = texts[index].text
        guard texts.count > Self.mostCompared else {
            return texts.indices.prefix(index).first { texts[$0].text == text }.map { texts[$0] }
        }
        if let place = places[text] { return texts[place] }
        places[text] = index
        return nil
    }
}
