import Diagnostics
import YAMLSyntax

/// Decimal numbers, and maps whose names are free, each with a number.
extension ValueReader {
    mutating func numbers(
        _ mapping: YAMLMapping, at place: SourceRange, _ field: Field, named format: TextFormat,
        _ allowed: ClosedRange<DecimalNumber>
    ) -> FieldValue.Content {
        guard !mapping.pairs.isEmpty else {
            if !mapping.isIncomplete {
                report(
                    "invalid-value", "'\(field.name)' is empty",
                    detail: "write a name and its number, such as 'one: 0.5'",
                    at: place)
            }
            return .unknown
        }
        guard mapping.pairs.count <= RunLimits.items else {
            reportItems(mapping.pairs.count, field, at: place)
            return .unknown
        }
        var numbers: [FieldValue.NamedNumber] = []
        for pair in mapping.pairs {
            let number = number(pair, field, allowed)
            guard format.accepts(pair.key) else {
                report(
                    "invalid-value", "'\(pair.key)' is not a name for '\(field.name)'",
                    detail: "it expects \(format.expectation)", at: pair.keyRange)
                continue
            }
            if let number {
                numbers.append(FieldValue.NamedNumber(name: pair.key, nameRange: pair.keyRange, number: number))
            }
        }
        return numbers.count == mapping.pairs.count && !mapping.isIncomplete ? .numbers(numbers) : .unknown
    }

    /// The number of a pair; nil if it is none, which is reported.
    private mutating func number(
        _ pair: YAMLMapping.Pair, _ field: Field, _ allowed: ClosedRange<DecimalNumber>
    ) -> DecimalNumber? {
        let name = "'\(field.name).\(pair.key)'"
        guard let scalar = pair.value.scalar else {
            report("wrong-type", "\(name) expects a number, not \(pair.value.kindName)", at: pair.value.place)
            return nil
        }
        let text = expander.expand(scalar, at: pair.value.range)
        if text.isUnknown { return nil }
        guard !text.text.isEmpty, !pair.value.isNull else {
            report("invalid-value", "\(name) is empty", detail: "write a number \(allowed.bounds)", at: pair.keyRange)
            return nil
        }
        return decimal(text, name, allowed)
    }

    /// A number in a range; nil if it is none, which is reported.
    ///
    /// - Parameter name: the field, quoted.
    mutating func decimal(
        _ text: ExpandedText, _ name: String, _ allowed: ClosedRange<DecimalNumber>
    ) -> DecimalNumber? {
        guard let number = DecimalNumber(text.text) else {
            report(
                "wrong-type", "\(name) expects a number, not '\(text.shown)'",
                detail: "write digits such as '2' or '0.25', with at most \(DecimalNumber.mostDecimals) decimals",
                at: text.range)
            return nil
        }
        guard allowed.contains(number) else {
            report("out-of-range", "\(name) must be \(allowed.bounds), not \(text.shown)", at: text.range)
            return nil
        }
        return number
    }
}
