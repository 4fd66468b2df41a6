/// A log group.
struct LogGroupRecord: Codable, Sendable {
    var name: String
    var tags: [String: String]
    var retentionInDays: Int?
}
