/// Amounts of USD in words.
enum Dollars {
    /// `$1,234.50`
    static func text(_ amount: Double) -> String { text(cents: (amount * 100).rounded()) }

    /// An upper bound: a part of a cent is a whole one.
    static func atMost(_ amount: Double) -> String { text(cents: (amount * 100 - tolerance).rounded(.up)) }

    /// An amount that a file gives, with all of its decimals, of which there are four at most.
    static func given(_ amount: Double) -> String {
        let parts = (amount * 10_000).rounded()
        let cents = (parts / 100).rounded(.down)
        let rest = Int(parts - cents * 100)
        let digits = rest < 10 ? "0\(rest)" : "\(rest)"
        return text(cents: cents) + (rest == 0 ? "" : digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
    }

    /// The amount with four decimals, without the traces of binary fractions.
    static func exact(_ amount: Double) -> Double { (amount * 10_000).rounded() / 10_000 }

    /// An upper bound with four decimals.
    static func exactAtMost(_ amount: Double) -> Double {
        (amount * 10_000 - tolerance).rounded(.up) / 10_000
    }

    /// The error of a sum of prices.
    private static let tolerance = 1e-6

    private static func text(cents: Double) -> String {
        let cents = Int(min(max(cents, 0), 1e17))
        let (whole, rest) = cents.quotientAndRemainder(dividingBy: 100)
        var groups: [String] = []
        var digits = Substring(String(whole))
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = digits.dropLast(3)
        }
        return "$" + ([String(digits)] + groups).joined(separator: ",") + "." + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
