/// The ways in which AWS carries a change out, from the one that disturbs least to the one that disturbs most.
public enum UpdateClass: Int, Sendable, Hashable, Codable, Comparable {
    /// Only tags change; nothing that runs is touched.
    case tags
    /// Settings take effect in place.
    case inPlace
    /// Batch scales the compute environment; no instance is replaced.
    case scaling
    /// Batch replaces the instances of the compute environment under the rules of its update policy.
    case infrastructure
    /// AWS cannot make the change: a new resource has to take the old one's place.
    case replacement

    /// The name that plans print.
    public var name: String {
        switch self {
        case .tags: "tags"
        case .inPlace: "in-place"
        case .scaling: "scaling"
        case .infrastructure: "infrastructure"
        case .replacement: "replacement"
        }
    }

    /// The effect in AWS of a change of the class, in words.
    public var rule: String {
        switch self {
        case .tags: "tags"
        case .inPlace: "update in place"
        case .scaling: "scaling update"
        case .infrastructure: "infrastructure update"
        case .replacement: "replacement"
        }
    }

    /// Orders the classes by how much they disturb.
    public static func < (left: UpdateClass, right: UpdateClass) -> Bool { left.rawValue < right.rawValue }
}
