import ArgumentParser

/// A length of time such as `30m`, `1h30m` or `90s`.
struct DurationOption: ExpressibleByArgument {
    let seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        var total = 0
        var digits = ""
        for character in argument {
            if ("0"..."9").contains(character) {
                digits.append(character)
                continue
            }
            let unit = ["s": 1, "m": 60, "h": 3600][character]
            guard let unit, let number = Int(digits), number < 1_000_000 else { return nil }
            total += number * unit
            digits = ""
        }
        guard digits.isEmpty, total > 0 else { return nil }
        seconds = total
    }

    var defaultValueDescription: String { seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s" }
}
