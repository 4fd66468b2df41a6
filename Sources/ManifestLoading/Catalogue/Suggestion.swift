/// Finds the word that was meant.
package enum Suggestion {
    /// The nearest of the candidates: equal but for case, `-` and `_`; made of the same words; or within a third of
    /// its length in Damerau-Levenshtein distance.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let folded = fold(word)
        guard folded.count <= 64 else { return nil }
        let limit = max(folded.count, 3) / 3
        let words = wordSet(word)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let other = fold(candidate)
            var distance = limit + 1
            if other == folded || wordSet(candidate) == words {
                distance = 0
            } else if abs(other.count - folded.count) <= limit {
                distance = self.distance(folded, other)
            }
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// The one candidate that contains all parts of the word and others, or some of its parts only:
    /// `fast-instance-storage` for `fast-storage`. It may well be meant, but it differs too much to be written
    /// automatically.
    package static func sharing(wordsOf word: String, among candidates: some Sequence<String>) -> String? {
        let words = Set(wordSet(word))
        let sharing = candidates.filter { candidate in
            let others = Set(wordSet(candidate))
            return !words.isEmpty && (words.isSuperset(of: others) || words.isSubset(of: others))
        }
        return sharing.count == 1 ? sharing[0] : nil
    }

    /// The word in lower case, without `-`, `_` and blanks.
    static func folded(_ word: String) -> String { String(decoding: fold(word), as: UTF8.self) }

    private static func fold(_ word: String) -> [UInt8] {
        word.lowercased().utf8.filter { $0 != 45 && $0 != 95 && $0 != 32 }
    }

    private static func wordSet(_ word: String) -> [String] {
        var text = ""
        for character in word {
            if character.isUppercase { text += "-" }
            text += character == "_" || character == " " ? "-" : character.lowercased()
        }
        return text.split(separator: "-").map(String.init).sorted()
    }

    /// Insertions, deletions, replacements and swaps of neighbours.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, before[column - 1] + 1)
                }
                current.append(cost)
            }
            before = last
            last = current
        }
        return last[right.count]
    }
}
