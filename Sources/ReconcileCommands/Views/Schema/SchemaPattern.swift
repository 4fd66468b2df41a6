import ManifestLoading

/// Regular expressions that ECMAScript and Python understand alike.
enum SchemaPattern {
    /// A text with a variable in it: `$$` stands for a dollar sign, and so does one with no name behind it.
    static let variable = "(?:^|[^$])(?:\\$\\$)*\\$[A-Za-z_{]"

    /// A text with or without variables.
    static let expandable =
        "(?:[^$]|\\$\\$|\\$(?![{$])|\\$\\{[A-Za-z_][A-Za-z0-9_]*(?:\\}|:[-?][^}]*\\}))*"

    /// One of some words, in upper or lower case.
    static func anyCase(of words: [String]) -> String {
        "(?:\(words.map(anyCase).joined(separator: "|")))"
    }

    /// A word in upper or lower case.
    static func anyCase(_ word: String) -> String {
        word.map { character in
            let (lower, upper) = (character.lowercased(), character.uppercased())
            return lower == upper ? lower : "[\(lower)\(upper)]"
        }.joined()
    }

    /// The pattern of a comma-separated text of such items; a quote left over at an item's ends only causes a warning.
    static func commaSeparated(_ item: String) -> String {
        let element = "\\s*(?:[\"']?(?:\(item))?[\"']?\\s*)"
        return "^\(element)(?:,\(element))*$"
    }

    /// A comma-separated text with such an item in it.
    static func naming(_ item: String) -> String {
        "(?:^|,)\\s*[\"']?(?:\(item))[\"']?\\s*(?:,|$)"
    }

    /// A comma-separated text with an item in it that is none of these, or with none at all.
    static func namingOther(than item: String) -> String {
        "^[\\s,]*$|(?:^|,)\\s*[\"']?(?!(?:\(item))[\"']?\\s*(?:,|$))[a-z0-9$]"
    }

    // MARK: Integers

    /// Decimal integers of a range that starts at no less than 0, without leading zeros.
    static func integers(_ range: ClosedRange<Int>) -> String {
        var alternatives: [String] = []
        var lower = range.lowerBound
        while lower <= range.upperBound {
            let digits = Array(String(lower).utf8)
            let longest = String(repeating: "9", count: digits.count)
            let upper = min(range.upperBound, Int(longest) ?? range.upperBound)
            alternatives.append(digitsPattern(digits[...], Array(String(upper).utf8)[...]))
            if upper == range.upperBound { break }
            lower = upper + 1
        }
        return "(?:\(alternatives.joined(separator: "|")))"
    }

    /// Numbers of as many digits from one to the other.
    private static func digitsPattern(_ low: ArraySlice<UInt8>, _ high: ArraySlice<UInt8>) -> String {
        guard let first = low.first, let last = high.first else { return "" }
        if low.allSatisfy({ $0 == zero }), high.allSatisfy({ $0 == nine }) { return "[0-9]{\(low.count)}" }
        let (lowRest, highRest) = (low.dropFirst(), high.dropFirst())
        let (zeros, nines) = (highRest.map { _ in zero }[...], lowRest.map { _ in nine }[...])
        if first == last { return digit(first) + digitsPattern(lowRest, highRest) }
        var (from, to) = (first, last)
        var alternatives: [String] = []
        if lowRest.contains(where: { $0 != zero }) {
            alternatives.append(digit(first) + digitsPattern(lowRest, nines))
            from += 1
        }
        var end: [String] = []
        if highRest.contains(where: { $0 != nine }) {
            end = [digit(last) + digitsPattern(zeros, highRest)]
            to -= 1
        }
        if from <= to {
            let rest = lowRest.isEmpty ? "" : "[0-9]{\(lowRest.count)}"
            alternatives.append((from == to ? digit(from) : "[\(digit(from))-\(digit(to))]") + rest)
        }
        alternatives += end
        return alternatives.count == 1 ? alternatives[0] : "(?:\(alternatives.joined(separator: "|")))"
    }

    private static let zero = UInt8(ascii: "0")
    private static let nine = UInt8(ascii: "9")

    private static func digit(_ byte: UInt8) -> String { String(Unicode.Scalar(byte)) }

    /// Decimal numbers greater than zero with at most as many digits before the point as the greatest has.
    static func positiveDecimals(to greatest: DecimalNumber) -> String {
        let digits = greatest.text.prefix { $0 != "." }.count
        return "(?![0.]+$)(?:0|[1-9][0-9]{0,\(digits - 1)})(?:\\.[0-9]{1,\(DecimalNumber.mostDecimals)}0*)?"
    }

    // MARK: Labels and lengths of time

    /// The most labels, as `validate` counts them: those with a value.
    static let mostLabels = 40

    /// Labels as a comma-separated text. One without a value is only warned of.
    static var labels: String {
        let character = "[^\\x00-\\x1f!\"#$%&'()*,;<>?\\[\\\\\\]^`{|}~\\x7f]"
        let key = "(?=\\s*[^\\s=])(?:(?!=)\(character)){1,127}"
        let own = "\\s*(?:\(anyCase("aws")):|\(anyCase("reconcile")):)"
        let label = "\\s*[\"']?(?!\(own))\(key)=\\s*\(character){0,256}[\"']?\\s*"
        return "^(?:[^,=]*|\(label))(?:,(?:[^,=]*|\(label)))*$"
    }

    /// More labels in one text than there may be.
    static let tooManyLabels = "^(?:[^=]*=[^,]*(?:,|$)){\(mostLabels + 1)}"

    /// `1h30m`: hours, minutes and seconds, not nothing, each no more than a week.
    static var duration: String {
        let week = 604_800
        let parts = [("h", 3600), ("m", 60), ("s", 1)].map { unit, seconds in
            "(?:0*\(integers(0...week / seconds))\(unit))?"
        }
        return "^(?=[0hms]*[1-9])\(parts.joined())$"
    }

    /// Lengths of time in a range of seconds, as far as its largest unit shows it: `5m60s` is for `validate` to judge.
    static func duration(in range: ClosedRange<Int>) -> String {
        func part(_ unit: String, _ counts: ClosedRange<Int>) -> String { "0*\(integers(counts))\(unit)" }
        let hours = range.upperBound / 3600
        let minutes = (range.lowerBound + 59) / 60
        let (mostMinutes, most) = (range.upperBound / 60, range.upperBound)
        let anyMinutes = "(?:\(part("m", 0...mostMinutes)))?"
        let anySeconds = "(?:\(part("s", 0...most)))?"
        let forms = [
            part("h", 1...(hours - 1)) + anyMinutes + anySeconds, part("h", hours...hours) + "(?:0+m)?(?:0+s)?",
            "(?:0+h)?" + part("m", minutes...mostMinutes) + anySeconds,
            // Fewer minutes than the least, and the rest of it in seconds.
            "(?:0+h)?" + part("m", 1...(minutes - 1)) + part("s", 60...most),
            "(?:0+h)?(?:0+m)?" + part("s", range.lowerBound...most),
        ]
        return "^(?:\(forms.joined(separator: "|")))$"
    }
}
