/// The capacity that a compute environment may buy: all that decides the most that it can cost.
public struct CapacityDemand: Sendable, Hashable {
    /// The way in which it buys.
    public var purchase: Purchase
    /// Its instance types as they are named: types, families and words of AWS; empty for Fargate.
    public var instanceTypes: Set<String>
    /// The most vCPUs at a time.
    public var maxVCPUs: Int
    /// True if one instance more may run.
    public var mayExceed: Bool

    /// The ways in which capacity is bought.
    public enum Purchase: Sendable, Hashable {
        /// On-Demand Instances.
        case onDemand
        /// Spot Instances, up to a percentage of the On-Demand price.
        case spot(percentage: Int)
        /// Tasks of Fargate.
        case fargate
    }

    /// Makes a demand.
    public init(_ purchase: Purchase, instanceTypes: Set<String> = [], maxVCPUs: Int, mayExceed: Bool = false) {
        self.purchase = purchase
        self.instanceTypes = instanceTypes
        self.maxVCPUs = maxVCPUs
        self.mayExceed = mayExceed
    }
}
