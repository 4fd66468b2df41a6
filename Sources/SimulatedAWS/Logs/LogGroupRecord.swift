/// A log group.
package struct LogGroupRecord: Codable, Sendable {
    package var name: String
    package var tags: [String: String]
    var retentionInDays: Int?
}
