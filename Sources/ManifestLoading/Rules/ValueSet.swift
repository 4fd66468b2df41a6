import Diagnostics

/// Some of the values that a field can have.
package enum ValueSet: Sendable {
    /// Words.
    case words([String])
    /// Whole numbers.
    case numbers([Int])
    /// Whole numbers of a range.
    case range(ClosedRange<Int>)
    /// Multiples of a number, and another number.
    case multiples(of: Int, or: Int)
    /// Absolute paths.
    case paths
    /// Lists of no more than so many items.
    case items(atMost: Int)

    /// True if a value is one of them; nil if it is unknown.
    func contains(_ content: FieldValue.Content) -> Bool? {
        switch (self, content) {
        case (.words(let words), .text(let text)): words.contains(text.text)
        case (.numbers(let numbers), .integer(let number)): numbers.contains(number)
        case (.range(let range), .integer(let number)): range.contains(number)
        case (.multiples(let step, let other), .integer(let number)): number == other || number % step == 0
        case (.paths, .text(let text)): text.text.hasPrefix("/")
        case (.items(let most), .list(let items)): items.count <= most
        default: nil
        }
    }

    /// The place of what is wrong with a value: of a list that is too long, the first item too many.
    func place(in value: FieldValue) -> SourceRange {
        guard case .items(let most) = self, case .list(let items) = value.content, items.count > most else {
            return value.range
        }
        return items[most].range
    }

    /// The values in words.
    var words: String {
        switch self {
        case .words(let words): words.joined(separator: " or ")
        case .numbers(let numbers): numbers.map(String.init).joined(separator: " or ")
        case .range(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .multiples(let step, let other): "\(other) or a multiple of \(step)"
        case .paths: "a path"
        case .items(let most): "at most \(most) items"
        }
    }
}
