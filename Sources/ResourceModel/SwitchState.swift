/// The state of a resource's switch in AWS.
public enum SwitchState: Sendable, Hashable {
    /// It takes work.
    case enabled
    /// It takes no new work.
    case disabled
    /// The resource has no switch, or AWS does not say.
    case unstated
    /// A state that this version does not know: it comes from a newer AWS.
    case unknown(String)

    /// Reads AWS's word; an unknown word is a state too [botocore 1.44.5, CEState and JQState of Batch].
    public init(_ word: String?) {
        self =
            switch word ?? "" {
            case "ENABLED": .enabled
            case "DISABLED": .disabled
            case "": .unstated
            case let other: .unknown(other)
            }
    }

    /// AWS's word; empty if there is none.
    public var word: String {
        switch self {
        case .enabled: "ENABLED"
        case .disabled: "DISABLED"
        case .unstated: ""
        case .unknown(let word): word
        }
    }
}
