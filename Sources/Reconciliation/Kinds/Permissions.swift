package import AWSOperations

/// The IAM actions that a kind needs; README's lists and IAM policies come from here.
package struct Permissions: Sendable {
    /// The actions that plan and status need.
    package var reading: [String]
    /// The actions that plan and status can do without, with a note.
    package var optional: [String]
    /// The additional actions that apply and destroy need.
    package var writing: [String]

    /// Makes permissions from the calls that need them.
    ///
    /// - Parameter implied: actions that AWS asks for beside a call, such as to pass a role.
    package init(
        reading: [any Operation.Type] = [], optional: [any Operation.Type] = [], writing: [any Operation.Type] = [],
        implied: [String] = []
    ) {
        self.reading = reading.map { Self.action(of: $0.qualifiedName) }
        self.optional = optional.map { Self.action(of: $0.qualifiedName) }
        self.writing = writing.map { Self.action(of: $0.qualifiedName) } + implied
    }

    /// Returns the action that a call needs; S3 names some actions otherwise than the calls.
    package static func action(of call: String) -> String {
        ["s3:HeadBucket": "s3:ListBucket", "s3:ListBuckets": "s3:ListAllMyBuckets"][call] ?? call
    }
}
