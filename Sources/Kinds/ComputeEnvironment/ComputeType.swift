/// The type of a compute environment's capacity.
enum ComputeType: Sendable, Hashable {
    case onDemand, spot, fargate, fargateSpot
    /// AWS does not say: environments that Batch does not manage have none.
    case unstated
    /// A type that this version does not know: it comes from a newer AWS.
    case unknown(String)

    /// Reads AWS's word in any case; an unknown word is a type too [botocore 1.44.5, CRType of Batch].
    init(_ word: String?) {
        self =
            switch word?.uppercased() ?? "" {
            case "EC2": .onDemand
            case "SPOT": .spot
            case "FARGATE": .fargate
            case "FARGATE_SPOT": .fargateSpot
            case "": .unstated
            case let other: .unknown(other)
            }
    }

    /// True if AWS runs the containers without instances of the account, or the type is a newer one of that family.
    var isFargate: Bool {
        switch self {
        case .fargate, .fargateSpot: true
        case .unknown(let word): word.hasPrefix("FARGATE")
        case .onDemand, .spot, .unstated: false
        }
    }

    /// True if this version knows it. True also of no type at all.
    var isKnown: Bool {
        if case .unknown = self { return false }
        return true
    }
}
