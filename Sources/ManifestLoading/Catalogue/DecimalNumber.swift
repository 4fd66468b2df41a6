/// A decimal number of at least zero, with at most four decimals and kept exactly.
public struct DecimalNumber: Sendable, Hashable, Comparable {
    /// The number, counted in ten-thousandths.
    package let tenThousandths: Int

    /// The decimals that a number can have.
    package static let mostDecimals = 4
    /// The digits that a number can have before its point.
    private static let mostDigits = 9

    fileprivate init(tenThousandths: Int) { self.tenThousandths = tenThousandths }

    /// Reads digits, such as `12` or `0.5`: no sign, no exponent, no needless zeros before the number. Nil for any other
    /// text, and for more digits than a number can have.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...Self.mostDigits).contains(whole.utf8.count), Self.areDigits(whole),
            whole.utf8.count == 1 || whole.first != "0"
        else { return nil }
        var decimals = parts.count > 1 ? parts[1] : "0"
        guard !decimals.isEmpty, Self.areDigits(decimals) else { return nil }
        while decimals.last == "0" { decimals = decimals.dropLast() }
        guard decimals.utf8.count <= Self.mostDecimals else { return nil }
        let filled = decimals + String(repeating: "0", count: Self.mostDecimals - decimals.utf8.count)
        guard let number = Int(whole + filled) else { return nil }
        self.init(tenThousandths: number)
    }

    private static func areDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }

    /// The number without needless zeros: two texts of the same number are equal.
    public var text: String {
        let digits = String(tenThousandths % 10_000 + 10_000).dropFirst()
        let decimals = digits.reversed().drop { $0 == "0" }.reversed()
        return "\(tenThousandths / 10_000)" + (decimals.isEmpty ? "" : "." + String(decimals))
    }

    /// The nearest number of the machine.
    package var double: Double { Double(tenThousandths) / 10_000 }

    /// Orders numbers by size.
    public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
        left.tenThousandths < right.tenThousandths
    }
}

extension ClosedRange<DecimalNumber> {
    /// The range in words.
    package var bounds: String { "from \(lowerBound.text) to \(upperBound.text)" }

    /// The numbers that are greater than zero and have at most so many digits before the point.
    static func positive(withDigits count: Int) -> ClosedRange<DecimalNumber> {
        let end = (0..<count).reduce(10_000) { product, _ in product * 10 }
        return DecimalNumber(tenThousandths: 1)...DecimalNumber(tenThousandths: end - 1)
    }
}
