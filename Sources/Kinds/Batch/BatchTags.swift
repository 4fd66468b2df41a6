import AWSOperations
import Reconciliation

/// Tags of Batch's resources, which change through separate calls.
enum BatchTags {
    static func apply(_ changes: TagChanges, to arn: String, with caller: any Caller) async throws {
        if !changes.set.isEmpty {
            _ = try await caller.call(Batch.TagResource(resourceArn: arn, tags: changes.set))
        }
        if !changes.removed.isEmpty {
            _ = try await caller.call(Batch.UntagResource(resourceArn: arn, tagKeys: changes.removed))
        }
    }
}
