/// A right that IAM's simulation denies to the caller.
package struct DeniedRight: Sendable, Hashable {
    /// The reason of a denial, as far as IAM names it.
    package enum Cause: Sendable, Hashable {
        /// No policy allows it.
        case notAllowed
        /// A policy of the caller denies it.
        case denied
        /// The caller's permissions boundary does not allow it.
        case boundary
        /// A policy of the organization does not allow it.
        case organization
    }

    /// The action, such as `batch:CreateJobQueue`.
    package let action: String
    /// The resource as the policy of `iam-policy` has it, such as an ARN with `*` in it; `*` for every resource.
    package let resource: String
    /// The facts with which it was simulated, without the region.
    package let facts: [String: String]
    /// The reason.
    package let cause: Cause
}
