/// The status of a resource in AWS.
public enum ResourceStatus: Sendable, Hashable {
    /// AWS is making it.
    case creating
    /// AWS is changing it.
    case updating
    /// AWS is deleting it.
    case deleting
    /// AWS has deleted it and still lists it.
    case deleted
    /// It can be used.
    case valid
    /// It cannot be used; AWS gives a reason.
    case invalid
    /// Another word of AWS: one of a kind that has other words, such as a file system, or one of a newer AWS.
    case unknown(String)
}

extension ResourceStatus: RawRepresentable, Codable {
    /// Reads AWS's word; an unknown word is a status too [botocore 1.44.5, CEStatus and JQStatus of Batch].
    public init(rawValue: String) {
        self =
            switch rawValue {
            case "CREATING": .creating
            case "UPDATING": .updating
            case "DELETING": .deleting
            case "DELETED": .deleted
            case "VALID": .valid
            case "INVALID": .invalid
            default: .unknown(rawValue)
            }
    }

    /// AWS's word.
    public var rawValue: String {
        switch self {
        case .creating: "CREATING"
        case .updating: "UPDATING"
        case .deleting: "DELETING"
        case .deleted: "DELETED"
        case .valid: "VALID"
        case .invalid: "INVALID"
        case .unknown(let name): name
        }
    }

    /// True if AWS is making or changing the resource.
    public var isInTransition: Bool { self == .creating || self == .updating }

    /// True if a change is complete.
    public var isSettled: Bool { self == .valid || self == .invalid }

    /// True if it is deleted, or is being deleted.
    public var isGoing: Bool { self == .deleting || self == .deleted }
}

extension ResourceStatus: CustomStringConvertible {
    /// AWS's word.
    public var description: String { rawValue }
}
