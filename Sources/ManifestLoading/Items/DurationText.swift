/// Lengths of time as people write them.
package enum DurationText {
    /// Seconds of `30m`, `1h30m`, `90s`: each unit once, the longest first. Nil for any other text, for zero, and for more
    /// than a week.
    package static func seconds(_ text: String) -> Int? {
        var total = 0
        var number: Int?
        var lastUnit = Int.max
        for character in text.utf8 {
            switch character {
            case 48...57:
                let next = (number ?? 0) * 10 + Int(character - 48)
                guard next < 1_000_000 else { return nil }
                number = next
            case 104, 109, 115:
                let unit = character == 104 ? 3600 : character == 109 ? 60 : 1
                guard let count = number, unit < lastUnit else { return nil }
                total += count * unit
                lastUnit = unit
                number = nil
            default: return nil
            }
        }
        return number == nil && (1...604_800).contains(total) ? total : nil
    }

    /// Seconds as the file would have them: `1h30m`.
    package static func text(_ seconds: Int) -> String {
        let parts = [(seconds / 3600, "h"), (seconds % 3600 / 60, "m"), (seconds % 60, "s")].filter { $0.0 > 0 }
        return parts.isEmpty ? "0s" : parts.map { "\($0.0)\($0.1)" }.joined()
    }
}
