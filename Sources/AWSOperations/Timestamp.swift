import FoundationEssentials

/// The times in AWS's answers.
package enum Timestamp {
    /// `2026-03-01T09:08:07Z`, with or without a fraction, in seconds since 1970; nil for anything else.
    package static func seconds(_ text: String) -> Double? {
        var whole = text
        if let dot = whole.firstIndex(of: ".") {
            let end = whole[dot...].dropFirst().firstIndex { !$0.isNumber } ?? whole.endIndex
            whole.removeSubrange(dot..<end)
        }
        // The calendar does not count with years of more digits, and no answer has them.
        guard whole.utf8.count <= 40, whole.utf8.prefix(4).allSatisfy({ (48...57).contains($0) }),
            whole.utf8.dropFirst(4).first == UInt8(ascii: "-")
        else { return nil }
        return (try? Date.ISO8601FormatStyle().parse(whole))?.timeIntervalSince1970
    }

    /// The text of a time, as AWS writes it. A time that no calendar has is the next one that it has.
    package static func text(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: bounded(seconds)).ISO8601Format()
    }

    /// A time in whole milliseconds since 1970, as Batch and CloudWatch Logs write it.
    package static func milliseconds(_ seconds: Double) -> Int { Int(bounded(seconds) * 1000) }

    private static func bounded(_ seconds: Double) -> Double {
        seconds.isNaN ? 0 : min(max(seconds, years.lowerBound), years.upperBound)
    }

    /// The years from 1 to 9999. Any number can be in an answer or in a file.
    package static let years = -62_135_596_800.0...253_402_300_799
}
