/// Amounts of USD in words.
enum Dollars {
    /// `$1,234.50`
    static func text(_ amount: Double) -> String { text(cents: (amount * 100).rounded()) }

    /// An upper bound: a part of a cent is a whole one.
    static func atMost(_ amount: Double) -> String { text(cents: (amount * 100 - tolerance).rounded(.up)) }

    /// The amount with four decimals, without the traces of binary fractions.
    static func exact(_ amount: Double) -> Double { (amount * 10_000).rounded() / 10_000 }

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
