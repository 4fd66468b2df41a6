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
        return (try? Date.ISO8601FormatStyle().parse(whole))?.timeIntervalSince1970
    }

    /// The text of a time, as AWS writes it.
    package static func text(_ seconds: Double) -> String { Date(timeIntervalSince1970: seconds).ISO8601Format() }
}
