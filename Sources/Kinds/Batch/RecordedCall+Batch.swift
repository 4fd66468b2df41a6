import AWSOperations
import Reconciliation

extension RecordedCall {
    /// The calls that change a resource of Batch as a whole, and its tags.
    ///
    /// - Parameters:
    ///   - noun: the word for it in names of calls, such as `JobQueue`.
    ///   - created: the member of the creation that names it.
    ///   - subject: the member of the other calls that names it.
    static func batch(_ noun: String, created: String, _ subject: String, updating effect: Effect) -> [RecordedCall] {
        [
            RecordedCall(.batch, "Create\(noun)", on: [created], .creation),
            RecordedCall(.batch, "Update\(noun)", on: [subject], effect),
            RecordedCall(.batch, "Delete\(noun)", on: [subject], .deletion),
        ] + batchTags
    }

    /// The calls that change tags of Batch's resources.
    static var batchTags: [RecordedCall] {
        [
            RecordedCall(.batch, "TagResource", on: ["resourceArn"], .settingTags),
            RecordedCall(.batch, "UntagResource", on: ["resourceArn"], .removingTags),
        ]
    }
}
