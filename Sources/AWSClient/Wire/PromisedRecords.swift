/// Lists what the records in an answer always have.
///
/// A record that lacks its name is not found under it, and one that lacks a reference looks changed: both would lead to
/// a write. Many members are required in the services' models, and test_promises.py finds those that are missing
/// at a place that is here. The others are in every sample answer of the API references, and of Batch in every recorded
/// answer that is whole. What AWS leaves out if it is not set, such as an allocation strategy, tags or the version of a
/// template, is not here.
enum PromisedRecords {
    /// The records by call.
    static let byCall = [batch, ec2, iam, named].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}
