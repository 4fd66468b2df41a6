/// The cost in USD of an hour in which every vCPU that is allowed runs.
public struct HourlyCost: Sendable, Hashable, Codable {
    /// The vCPUs that are allowed.
    public var maxVCPUs: Int
    /// The cost of that many vCPUs, each at the highest price of the allowed types, bought as they are bought.
    public var atMaxCPUs: Double
    /// The same at On-Demand prices; nil if these are not known.
    public var onDemand: Double?
    /// The most that an hour can cost, whatever Spot prices do: Spot Instances at the highest price that is paid for them,
    /// and the one instance more by which AWS Batch may exceed the maximum.
    public var atMost: Double

    /// No capacity.
    public static let nothing = HourlyCost(maxVCPUs: 0, atMaxCPUs: 0, onDemand: 0, atMost: 0)

    /// Makes a cost.
    public init(maxVCPUs: Int, atMaxCPUs: Double, onDemand: Double?, atMost: Double) {
        self.maxVCPUs = maxVCPUs
        self.atMaxCPUs = atMaxCPUs
        self.onDemand = onDemand
        self.atMost = atMost
    }

    /// True if an hour may cost more than a limit; the error of a sum of prices does not count.
    func exceeds(_ limit: Double) -> Bool { atMost - limit > 1e-8 }

    /// The cost of two together.
    static func + (one: HourlyCost, other: HourlyCost) -> HourlyCost {
        var onDemand: Double?
        if let left = one.onDemand, let right = other.onDemand { onDemand = left + right }
        return HourlyCost(
            maxVCPUs: one.maxVCPUs + other.maxVCPUs, atMaxCPUs: one.atMaxCPUs + other.atMaxCPUs, onDemand: onDemand,
            atMost: one.atMost + other.atMost)
    }
}

/// The cost of an hour of an environment, before and after the plan is carried out.
public struct EnvironmentCost: Sendable, Hashable, Codable {
    /// The cost of what exists; nil if a price is missing.
    public var before: HourlyCost?
    /// The cost of what the plan leads to; nil if a price is missing.
    public var after: HourlyCost?
    /// The most that the file allows; nil if it sets no limit.
    public var limit: Double?
    /// The instance types and families of what the plan leads to of which no price is known. If the cost is known all the
    /// same, they are types of families, and AWS sells them perhaps in other regions only.
    public var unpriced: [String]

    /// Makes the cost of an environment.
    public init(before: HourlyCost?, after: HourlyCost?, limit: Double? = nil, unpriced: [String] = []) {
        self.before = before
        self.after = after
        self.limit = limit
        self.unpriced = unpriced
    }
}

/// A limit that could not be compared with a cost.
public struct UnknownCost: Sendable, Hashable, Codable {
    /// The most USD that an hour may cost.
    public var limit: Double
    /// The region.
    public var region: String
    /// Why there is no cost.
    public var cause: Cause

    /// The causes of an unknown cost.
    public enum Cause: Sendable, Hashable, Codable {
        /// The partition has no price list that was asked.
        case notAsked
        /// AWS lists no price of these instance types.
        case notListed([String])
        /// AWS did not let the prices be read.
        case denied(reason: String)
        /// There was no answer of AWS.
        case notAnswered(reason: String)
    }

    /// Makes one.
    public init(limit: Double, region: String, cause: Cause) {
        self.limit = limit
        self.region = region
        self.cause = cause
    }
}
