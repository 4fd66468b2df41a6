import AWSOperations
import Planning

/// The author of a change in words.
enum AuthorText {
    /// One line: the caller, the time, the way and the call; or that CloudTrail does not show it.
    static func line(_ authorship: Authorship) -> String {
        guard let author = authorship.author else { return "author not found in CloudTrail" }
        let more = author.candidates > 1 ? "; the newest of \(author.candidates) calls that fit" : ""
        return "by \(author.principal) at \(Timestamp.text(author.time)) via \(author.via) (\(author.call)\(more))"
            .onOneLine
    }

    /// The reason why an author can be missing.
    static let missing =
        "No author: CloudTrail shows a call after some minutes, and for 90 days."

    /// The author for programs; null if there is none.
    static func json(_ authorship: Authorship?) -> JSON {
        guard let author = authorship?.author else { return .null }
        return [
            "principal": JSON(author.principal), "time": JSON(Timestamp.text(author.time)), "via": JSON(author.via),
            "user_agent": JSON(author.userAgent), "call": JSON(author.call), "candidates": JSON(author.candidates),
        ]
    }
}
