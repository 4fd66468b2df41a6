import Diagnostics
import YAMLSyntax

/// Fills variables into scalars, after parsing, so that a value can never change the file's structure.
struct Expander {
    private(set) var variables: Variables
    /// True if texts are taken as they are, including `$`.
    var isLiteral = false
    private(set) var diagnostics: [Diagnostic] = []
    /// Texts that had nothing wrong: environments mostly refer to variables in the same words.
    private var known: [String: Expansion] = [:]

    init(_ variables: Variables) {
        self.variables = variables
    }

    /// The longest text that a scalar may grow to, in UTF-8 bytes.
    private static let longest = 1 << 20
    /// The bytes that all texts with variables may have together: a short file can name a long variable many times.
    private static let mostTogether = 16 << 20
    private var together = 0
    /// References and the texts between them, of one scalar.
    private static let mostParts = 200
    /// Texts that are kept, and the bytes of each.
    private static let mostKnown = 1000
    private static let longestKnown = 1000

    /// The text of a scalar.
    mutating func expand(_ scalar: YAMLScalar, at range: SourceRange) -> ExpandedText {
        if scalar.text.utf8.count > Self.longest {
            diagnostics.append(Diagnostic(.error, "yaml-limit", "the value has more than 1 MiB", at: range))
            var unknown = ExpandedText("", at: range)
            unknown.isUnknown = true
            return unknown
        }
        guard !isLiteral, scalar.text.contains(byte: UInt8(ascii: "$")) else {
            guard scalar.isVerbatim else { return ExpandedText(scalar.text, at: range) }
            return ExpandedText(scalar.text, at: range, column: range.start.column + scalar.quoteWidth)
        }
        // Texts that are not ASCII may be equal and yet of other bytes.
        let isASCII = scalar.text.scalarCount == scalar.text.utf8.count
        if isASCII, let known = known[scalar.text] {
            return counted(known.text(of: scalar, at: range))
        }
        guard together <= Self.mostTogether else { return counted(ExpandedText("", at: range)) }
        let scalars = Array(scalar.text.unicodeScalars)
        let template = Template(scalars)
        if template.parts.count > Self.mostParts {
            diagnostics.append(
                Diagnostic(
                    .error, "yaml-limit", "the value refers to variables more than \(Self.mostParts / 2) times",
                    at: range))
            var unknown = ExpandedText("", at: range)
            unknown.isUnknown = true
            return unknown
        }
        for problem in template.problems {
            diagnostics.append(
                Diagnostic(
                    .error, "expansion-syntax", problem.summary, detail: problem.detail,
                    at: place(problem.offsets, scalar, range)))
        }
        var expansion = Expansion()
        var isUnknown = !template.problems.isEmpty
        for part in template.parts {
            let at = place(part.offsets, scalar, range)
            let value = value(of: part, scalars, at: at)
            isUnknown = isUnknown || value == nil
            expansion.text += value ?? ""
            var isLiteral = false
            if case .literal = part.content { isLiteral = true }
            expansion.pieces.append(
                ExpandedText.Piece(count: value?.scalarCount ?? 0, columns: part.offsets, isLiteral: isLiteral))
            if expansion.text.utf8.count > Self.longest {
                diagnostics.append(
                    Diagnostic(.error, "yaml-limit", "the value grows to more than 1 MiB", at: at))
                together += expansion.text.utf8.count
                expansion.text = ""
                isUnknown = true
                break
            }
        }
        if isASCII, !isUnknown, known.count < Self.mostKnown, expansion.text.utf8.count < Self.longestKnown {
            known[scalar.text] = expansion
        }
        var expanded = expansion.text(of: scalar, at: range)
        expanded.isUnknown = isUnknown
        return counted(expanded)
    }

    /// The text, or none if all together have become too long, which is said once.
    private mutating func counted(_ expanded: ExpandedText) -> ExpandedText {
        let isFirst = together <= Self.mostTogether
        together += expanded.text.utf8.count
        guard together > Self.mostTogether else { return expanded }
        if isFirst {
            diagnostics.append(
                Diagnostic(
                    .error, "yaml-limit", "the values with variables grow to more than 16 MiB together",
                    detail: "look for a long variable that many values name", at: expanded.range))
        }
        var unknown = ExpandedText("", at: expanded.range)
        unknown.isUnknown = true
        return unknown
    }

    /// The text that a scalar expands to, at any place.
    private struct Expansion {
        var text = ""
        var pieces: [ExpandedText.Piece] = []

        func text(of scalar: YAMLScalar, at range: SourceRange) -> ExpandedText {
            var expanded =
                scalar.isVerbatim
                ? ExpandedText(text, at: range, pieces: pieces, column: range.start.column + scalar.quoteWidth)
                : ExpandedText(text, at: range)
            expanded.written = scalar.text
            return expanded
        }
    }

    /// The value of a part; nil where a variable is not set.
    private mutating func value(of part: Template.Part, _ scalars: [Unicode.Scalar], at place: SourceRange) -> String? {
        switch part.content {
        case .literal: return String(String.UnicodeScalarView(scalars[part.offsets]))
        case .dollar: return "$"
        case .variable(let name):
            variables.recordUse(name, at: place)
            switch variables.look(up: name) {
            case .value(let value): return value
            case .unknown: return nil
            case .denied:
                variables.recordDenied(name, at: place)
                return nil
            case .unset:
                variables.recordUnset(name, at: place)
                return nil
            }
        case .required(let name, let message):
            variables.recordUse(name, at: place)
            switch variables.look(up: name) {
            case .value(let value) where !value.isEmpty: return value
            case .unknown: return nil
            case .denied:
                variables.recordDenied(name, at: place)
                return nil
            default:
                variables.recordUnset(name, message: message, at: place)
                return nil
            }
        case .withDefault(let name, let fallback):
            variables.recordUse(name, at: place)
            switch variables.look(up: name) {
            case .value(let value) where !value.isEmpty: return value
            case .unknown: return nil
            case .denied:
                variables.recordDenied(name, at: place)
                return nil
            default:
                var text = ""
                for part in fallback {
                    guard let value = value(of: part, scalars, at: place) else { return nil }
                    text += value
                }
                return text
            }
        }
    }

    /// Returns the place of offsets of a scalar's text; the whole scalar if the place is unknown.
    private func place(_ offsets: Range<Int>, _ scalar: YAMLScalar, _ range: SourceRange) -> SourceRange {
        guard scalar.isVerbatim else { return range }
        let column = range.start.column + scalar.quoteWidth
        var place = range
        place.start.column = column + offsets.lowerBound
        place.end.column = column + offsets.upperBound
        return place
    }
}
