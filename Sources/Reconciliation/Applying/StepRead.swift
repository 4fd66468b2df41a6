package import AWSOperations

/// A read that a step will make, and that planning may not have made.
package struct StepRead: Sendable, Hashable {
    /// The call, such as `cluster`: reads of one call and region are made together.
    package var call: String
    /// The region; empty for services without regions.
    package var region: String
    /// The name or ARN that is read.
    package var subject: String
    /// The most subjects of one call.
    package var subjectsPerCall: Int
    /// Makes the read for some subjects.
    package var read: @Sendable (_ subjects: [String], _ caller: any Caller) async throws -> Void

    /// Makes a read.
    package init(
        _ call: String, of subject: String, in region: String = "", subjectsPerCall: Int = 1,
        read: @escaping @Sendable (_ subjects: [String], _ caller: any Caller) async throws -> Void
    ) {
        self.call = call
        self.region = region
        self.subject = subject
        self.subjectsPerCall = subjectsPerCall
        self.read = read
    }

    /// True if both read the same.
    package static func == (left: StepRead, right: StepRead) -> Bool {
        (left.call, left.region, left.subject) == (right.call, right.region, right.subject)
    }

    /// The call and what it reads.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(call)
        hasher.combine(region)
        hasher.combine(subject)
    }
}
