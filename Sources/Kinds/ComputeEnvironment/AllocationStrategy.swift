/// The way in which Batch chooses among instance types.
enum AllocationStrategy: Sendable, Hashable {
    case bestFit, bestFitProgressive, bestFitProgressiveOrdered
    case spotCapacityOptimized, spotCapacityOptimizedPrioritized, spotPriceCapacityOptimized
    /// A strategy that this version does not know: it comes from a newer AWS.
    case unknown(String)

    /// Reads AWS's word in any case; an unknown word is a strategy too [botocore 1.44.5, CRAllocationStrategy of Batch].
    /// Describe leaves it out if none was given, and Batch then uses BEST_FIT.
    init(_ word: String?) {
        self =
            switch word?.uppercased() ?? "BEST_FIT" {
            case "BEST_FIT": .bestFit
            case "BEST_FIT_PROGRESSIVE": .bestFitProgressive
            case "BEST_FIT_PROGRESSIVE_ORDERED": .bestFitProgressiveOrdered
            case "SPOT_CAPACITY_OPTIMIZED": .spotCapacityOptimized
            case "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED": .spotCapacityOptimizedPrioritized
            case "SPOT_PRICE_CAPACITY_OPTIMIZED": .spotPriceCapacityOptimized
            case let other: .unknown(other)
            }
    }

    /// True if Batch tries the instance types in the given order.
    var isOrdered: Bool {
        switch self {
        case .bestFitProgressiveOrdered, .spotCapacityOptimizedPrioritized: true
        case .unknown(let word): word.hasSuffix("_ORDERED") || word.hasSuffix("_PRIORITIZED")
        default: false
        }
    }

    /// True if Batch can update the instances of an environment that has it.
    var allowsUpdates: Bool {
        switch self {
        case .bestFit, .unknown: false
        default: true
        }
    }
}
