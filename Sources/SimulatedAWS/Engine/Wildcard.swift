/// Patterns of policies: `*` is any text and `?` one character.
enum Wildcard {
    /// Returns true if a text matches a pattern.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        let (text, pattern) = (Array(text.unicodeScalars), Array(pattern.unicodeScalars))
        var (place, step) = (0, 0)
        // The last star, and the place up to which it has taken text.
        var star: (step: Int, place: Int)?
        while place < text.count {
            if step < pattern.count, pattern[step] == "?" || pattern[step] == text[place], pattern[step] != "*" {
                place += 1
                step += 1
            } else if step < pattern.count, pattern[step] == "*" {
                star = (step, place)
                step += 1
            } else if let last = star {
                star = (last.step, last.place + 1)
                place = last.place + 1
                step = last.step + 1
            } else {
                return false
            }
        }
        return pattern[step...].allSatisfy { $0 == "*" }
    }
}
