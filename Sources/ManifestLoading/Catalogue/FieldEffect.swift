public import ResourceModel

/// The effect of an edit of a field of the file on an existing environment. Each field declares its effect in the catalogue;
/// tests compare every one with plans.
public enum FieldEffect: Sendable, Hashable {
    /// Resources in AWS change. The value and the fields beside it decide which.
    case resources([Impact])
    /// Nothing in AWS changes.
    case nothing(Reason)
    /// The field is a part of the environment's identity: another value means another environment.
    case identity
    /// The field decides who keeps the resources: reconcile or another owner.
    case ownershipMode
    /// The field stands for other fields, each with a separate effect.
    case composite

    /// Something in AWS that an edit of the field changes.
    public enum Impact: Sendable, Hashable {
        /// A field, under AWS's name, of resources of a kind.
        case field(String, of: ResourceKind, parts: Parts, Condition? = nil)
        /// A field whose change turns a compute environment on instances into one on Fargate, or back, with all other
        /// fields of the resource.
        case form(String, of: ResourceKind, part: String)
        /// A resource that exists with one value and not with another.
        case existence(of: ResourceKind, part: String, Condition? = nil)
        /// The tags of everything that reconcile makes and owns.
        case tags
    }

    /// The resources of a kind in one environment.
    public enum Parts: Sendable, Hashable, ExpressibleByArrayLiteral {
        /// All that an environment can have.
        case every
        /// Those of these parts.
        case some([String])

        /// Makes a list of parts.
        public init(arrayLiteral parts: String...) { self = .some(parts) }
    }

    /// The condition in the rest of the file under which an edit has an effect.
    public enum Condition: Sendable, Hashable {
        /// One of these fields is given, and not `False`.
        case with([String])
        /// The field is left out, or `False`.
        case without(String)
    }

    /// The reasons why nothing changes.
    public enum Reason: Sendable, Hashable {
        /// Only the Seqera Platform acts on the field.
        case platform
        /// The field has an effect on Nextflow only.
        case nextflow
        /// The field controls how reconcile works.
        case manner
        /// The field sets the permissions with which reconcile works, which may lead to another account.
        case access
        /// The field asks for something that reconcile does not create.
        case unbuilt
        /// The field names something that exists already and is only read.
        case observed
    }
}
