import Diagnostics

/// Texts of single values.
extension ValueReader {
    mutating func content(_ text: ExpandedText, _ field: Field) -> FieldValue.Content {
        switch field.type {
        case .boolean: boolean(text, field)
        case .limit(let allowed): limit(text, field, allowed)
        case .integer(let allowed): integer(text, field, allowed)
        case .decimal(let allowed): decimal(text, "'\(field.name)'", allowed).map { .decimal($0) } ?? .unknown
        case .choice(let choices): choice(text, field, choices.words)
        case .duration: duration(text, field)
        case .text(let format), .textOrMap(let format, _): checked(text, field, format) ? .text(text) : .unknown
        default: .text(text)
        }
    }

    private mutating func boolean(_ text: ExpandedText, _ field: Field) -> FieldValue.Content {
        guard let value = Self.truth(text.text) else {
            return mistyped(text, field, "True or False", "yes, no, on and off are read too")
        }
        return .boolean(value)
    }

    private mutating func mistyped(
        _ text: ExpandedText, _ field: Field, _ expected: String, _ detail: String
    ) -> FieldValue.Content {
        report(
            "wrong-type", "'\(field.name)' expects \(expected), not '\(text.shown)'", detail: detail, at: text.range)
        return .unknown
    }

    /// Any of YAML's words for a truth value.
    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "y": true
        case "false", "no", "off", "n": false
        default: nil
        }
    }

    private mutating func integer(
        _ text: ExpandedText, _ field: Field, _ allowed: ClosedRange<Int>
    ) -> FieldValue.Content {
        let written = text.text
        let digits = written.hasPrefix("-") ? written.dropFirst() : written[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return mistyped(text, field, "an integer", Self.integerHint(written))
        }
        if digits.utf8.count > 1, digits.utf8.first == 48 {
            return mistyped(
                text, field, "a decimal integer without leading zeros",
                "some readers of YAML take a leading zero for octal")
        }
        guard let number = Int(written), allowed.contains(number) else {
            let isTooSmall = written.hasPrefix("-") || Int(written).map { $0 < allowed.lowerBound } == true
            let bounds =
                allowed.upperBound == 2_147_483_647 && isTooSmall
                ? "at least \(allowed.lowerBound)" : "from \(allowed.lowerBound) to \(allowed.upperBound)"
            report("out-of-range", "'\(field.name)' must be \(bounds), not \(text.shown)", at: text.range)
            return .unknown
        }
        return .integer(number)
    }

    private static func integerHint(_ written: String) -> String {
        let plain = written.filter { $0 != "_" && $0 != "," }
        if plain != written, Int(plain) != nil { return "write \(plain): only decimal digits are read" }
        let lower = written.lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where lower.hasPrefix(prefix) {
            if let number = Int(lower.dropFirst(2), radix: radix) {
                return "write \(number): only decimal digits are read"
            }
        }
        if let point = written.firstIndex(of: "."), Int(written[..<point]) != nil,
            written[point...].dropFirst().allSatisfy({ $0 == "0" })
        {
            return "write \(written[..<point]): only decimal digits are read"
        }
        return "only decimal digits are read"
    }

    private mutating func choice(_ text: ExpandedText, _ field: Field, _ words: [String]) -> FieldValue.Content {
        let folded = text.text.lowercased()
        if let word = words.first(where: { $0 == text.text }) ?? words.first(where: { $0.lowercased() == folded }) {
            var known = text
            known.text = word
            return .text(known)
        }
        let list = words.map { "'\($0)'" }.joined(separator: ", ")
        let meant = field.synonyms[Suggestion.folded(text.text)] ?? Suggestion.nearest(to: text.text, among: words)
        let whole = 0..<text.text.unicodeScalars.count
        diagnostics.append(
            Diagnostic(
                .error, "unsupported-value", "'\(field.name)' cannot be '\(text.shown)'",
                detail: "it is one of \(list)", at: text.range,
                notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [],
                fix: text.isLiteral(whole)
                    ? meant.map { Diagnostic.Fix(replace: text.range(of: whole), with: $0) } : nil))
        return .unknown
    }

    private mutating func duration(_ text: ExpandedText, _ field: Field) -> FieldValue.Content {
        guard let seconds = DurationText.seconds(text.text) else {
            return mistyped(text, field, "a length of time", "such as '30m', '1h30m' or '90s'")
        }
        return .duration(seconds)
    }

    /// Tools that write YAML may turn `off` into `false`, so every word for it counts.
    private mutating func limit(
        _ text: ExpandedText, _ field: Field, _ allowed: ClosedRange<Int>
    ) -> FieldValue.Content {
        if Self.truth(text.text) == false { return .limit(nil) }
        let bounds = "from \(DurationText.text(allowed.lowerBound)) to \(DurationText.text(allowed.upperBound))"
        guard let seconds = DurationText.seconds(text.text) else {
            let isBare = !text.text.isEmpty && text.text.utf8.allSatisfy { (48...57).contains($0) }
            return mistyped(
                text, field, "'off' or a length of time \(bounds)",
                isBare ? "write the unit too, such as '30m' or '2h'" : "such as '30m', '1h30m' or '24h'")
        }
        guard allowed.contains(seconds) else {
            report(
                "out-of-range", "'\(field.name)' must be 'off' or \(bounds), not \(text.shown)",
                detail: "AWS Batch takes \(allowed.lowerBound) to \(allowed.upperBound) seconds; source: AWS Batch API "
                    + "reference, JobStateTimeLimitAction", at: text.range)
            return .unknown
        }
        return .limit(seconds)
    }
}
