package import AWSOperations

/// The IAM actions that a kind takes; README's lists and IAM policies come from here.
package struct Permissions: Sendable {
    /// What plan and status need.
    package var reading: [String]
    /// What plan and status do without, with a note.
    package var optional: [String]
    /// What apply and destroy need besides.
    package var writing: [String]

    /// Makes permissions from the calls that need them.
    ///
    /// - Parameter implied: actions that AWS asks for beside a call, such as to pass a role.
    package init(
        reading: [any Operation.Type] = [], optional: [any Operation.Type] = [], writing: [any Operation.Type] = [],
        implied: [String] = []
    ) {
        self.reading = reading.map { Self.action($0) }
        self.optional = optional.map { Self.action($0) }
        self.writing = writing.map { Self.action($0) } + implied
    }

    /// The action that a call needs; S3 names some of them otherwise than the calls.
    private static func action(_ call: any Operation.Type) -> String {
        ["s3:HeadBucket": "s3:ListBucket", "s3:ListBuckets": "s3:ListAllMyBuckets"][call.qualifiedName]
            ?? call.qualifiedName
    }
}
