/// What AWS makes of a change, from the one that disturbs least to the one that disturbs most.
public enum UpdateClass: Int, Sendable, Hashable, Codable, Comparable {
    /// Nothing that runs is touched: tags.
    case tags
    /// Settings take effect where they stand.
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

    /// What AWS makes of a change of the class, in its own words.
    public var rule: String {
        switch self {
        case .tags: "tags"
        case .inPlace: "update in place"
        case .scaling: "scaling update"
        case .infrastructure: "infrastructure update"
        case .replacement: "replacement"
        }
    }

    /// By how much it disturbs.
    public static func < (left: UpdateClass, right: UpdateClass) -> Bool { left.rawValue < right.rawValue }
}
