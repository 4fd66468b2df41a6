public import ResourceModel

/// What an edit of a field of the file does to an environment that stands.
public enum FieldEffect: Sendable, Hashable {
    /// Resources in AWS change; which of them depends on the value and on the fields beside it.
    case resources([Reach])
    /// Nothing in AWS changes.
    case nothing(Reason)
    /// The field is a part of the environment's identity: with another value it is another environment.
    case identity
    /// The field says who keeps the resources: reconcile, or somebody else.
    case keeper
    /// The field stands for others, each with an effect of its own.
    case others

    /// Something in AWS that an edit of the field changes.
    public enum Reach: Sendable, Hashable {
        /// A field, under AWS's name, of resources of a kind.
        case field(String, of: ResourceKind, parts: [String], Condition? = nil)
        /// A field whose change turns a compute environment on instances into one on Fargate, or back, and with it
        /// whatever else the resource has.
        case form(String, of: ResourceKind, part: String)
        /// A resource that is there with one value and not with another.
        case presence(of: ResourceKind, part: String, Condition? = nil)
    }

    /// What the rest of the file has to say for an edit to reach something.
    public enum Condition: Sendable, Hashable {
        /// One of these fields is given, and not `False`.
        case with([String])
        /// The field is left out, or `False`.
        case without(String)
    }

    /// Why nothing changes.
    public enum Reason: Sendable, Hashable {
        /// Only the Seqera Platform acts on the field.
        case platform
        /// The field says how reconcile goes to work.
        case manner
        /// The field says with whose rights reconcile works, which may lead to another account.
        case access
        /// What the field could ask for is not made.
        case unbuilt
        /// What the field names stands already and is only looked at.
        case observed
    }
}
