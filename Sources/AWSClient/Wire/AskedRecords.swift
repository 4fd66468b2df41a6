/// The facts about an answer that are known before it comes: the records that were asked for, and the region and the
/// account that they are in.
struct AskedRecords: Sendable {
    /// The request.
    let request: WireRequest
    /// The region that was asked.
    let region: String
    /// The account that the answers of the session are about.
    let account: KnownAccount
}
