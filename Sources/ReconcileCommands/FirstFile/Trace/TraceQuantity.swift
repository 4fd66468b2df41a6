/// Quantities as Nextflow writes them into a trace file: for people, or as bare numbers with `trace.raw`.
///
/// Formats: `TraceRecord`, `MemoryUnit` and `Duration` of nextflow-io/nextflow.
enum TraceQuantity {
    /// Returns a count of CPUs; nil if the text is none.
    static func cpus(_ text: Substring) -> Int? {
        guard text.utf8.count <= 6, text.utf8.allSatisfy(isDigit), let count = Int(text), count > 0 else { return nil }
        return count
    }

    /// Returns a share of one CPU, 1 for `100.0%`; nil if the text is none.
    static func share(_ text: Substring) -> Double? {
        number(text.hasSuffix("%") ? text.dropLast() : text, upTo: 1e8).map { $0 / 100 }
    }

    /// Returns bytes, from `29.8 MB` or from a bare number; nil if the text is neither.
    static func bytes(_ text: Substring) -> Int? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count <= 2 else { return nil }
        let unit = words.count == 2 ? String(words[1]) : "B"
        guard let power = units.firstIndex(of: unit) else { return nil }
        let factor = Double(1 << (10 * power))
        return number(words[0], upTo: mostBytes / factor).map { Int(($0 * factor).rounded(.up)) }
    }

    /// Units of 1,024 of the unit before.
    private static let units = ["B", "KB", "MB", "GB", "TB", "PB"]

    /// One PiB: no instance has as much memory.
    private static let mostBytes = 1_125_899_906_842_624.0

    /// Returns milliseconds, from `1h 2m 3s`, `352ms` or a bare number; nil if the text is none of them.
    static func milliseconds(_ text: Substring) -> Double? {
        if let bare = number(text, upTo: mostMilliseconds) { return bare }
        var sum = 0.0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let unit = word.drop { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let factor = durations[String(unit)],
                let value = number(word.dropLast(unit.count), upTo: mostMilliseconds / factor)
            else { return nil }
            sum += value * factor
        }
        return sum > mostMilliseconds ? nil : sum
    }

    private static let durations = ["ms": 1.0, "s": 1e3, "m": 60e3, "h": 3600e3, "d": 86_400e3]

    /// The year 5138, so that sums of times stay exact.
    private static let mostMilliseconds = 1e14

    /// Returns milliseconds of a clock, from `2014-10-23 16:33:16.288` or a bare number; nil if the text is neither.
    ///
    /// The times of one file are of one time zone, and only their differences matter.
    static func moment(_ text: Substring) -> Double? {
        if let bare = number(text, upTo: mostMilliseconds) { return bare }
        let form = /([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,9})?/
        guard let match = text.wholeMatch(of: form)?.output, let year = Int(match.1), let month = Int(match.2),
            let day = Int(match.3), let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        let fraction = match.7.flatMap { Double("0\($0)") } ?? 0
        let seconds = ((dayNumber(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
        return (Double(seconds) + fraction) * 1000
    }

    /// Returns the number of a day, counted from a day before the year 1. The year begins in March, so that a leap day is
    /// its last.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let (years, months) = (month < 3 ? year - 1 : year, (month + 9) % 12)
        return 365 * years + years / 4 - years / 100 + years / 400 + (months * 306 + 5) / 10 + day
    }

    /// Returns a number of digits and at most one point; nil for anything else, such as `NaN`, `-1` and `1e9`.
    private static func number(_ text: Substring, upTo limit: Double) -> Double? {
        guard let first = text.utf8.first, isDigit(first),
            text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }),
            let number = Double(text), number.isFinite, number <= limit
        else { return nil }
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
