public import ResourceModel

/// The prices of what an environment may start, in USD an hour.
public struct Prices: Sendable, Hashable {
    /// The prices of instance types, by the names under which environments name them and then by type.
    public var instances: [String: [String: Instance]] = [:]
    /// The prices of Fargate; nil if they are not known.
    public var fargate: Fargate?
    /// False if the price list is not there for the environment's partition, and was not asked.
    public var isAsked = true

    /// An instance type.
    public struct Instance: Sendable, Hashable {
        /// Its vCPUs.
        public var vCPUs: Int
        /// The On-Demand price; nil if it is not known.
        public var onDemand: Double?
        /// The Spot price now, the highest of the region's zones; nil if it is not known.
        public var spot: Double?

        /// Makes an instance type with its prices.
        public init(vCPUs: Int, onDemand: Double?, spot: Double?) {
            self.vCPUs = vCPUs
            self.onDemand = onDemand
            self.spot = spot
        }
    }

    /// Fargate bills vCPUs and memory.
    public struct Fargate: Sendable, Hashable {
        /// A vCPU.
        public var vCPU: Double
        /// A GB of memory.
        public var gigabyte: Double

        /// Makes the two prices.
        public init(vCPU: Double, gigabyte: Double) {
            self.vCPU = vCPU
            self.gigabyte = gigabyte
        }

        /// The most memory of a task for each vCPU [botocore 1.44.5, ResourceRequirement of Batch: 2 GB with 0.25 vCPU, 16
        /// with 2; less with more].
        private static let mostGigabytes = 8.0

        /// A vCPU with the most memory that a task can have.
        fileprivate var dearestVCPU: Double { vCPU + Self.mostGigabytes * gigabyte }
    }

    /// Makes prices of which none is known.
    public init() {}

    /// A price that AWS writes as a text; nil if it is none that an instance can have.
    public static func price(_ text: String?) -> Double? {
        text.flatMap(Double.init).flatMap { $0 > 0 && $0 < 1_000_000 ? $0 : nil }
    }

    // MARK: As properties of what is observed

    /// Reads the prices that were observed.
    public init(_ properties: Value) {
        isAsked = properties["isAsked"] != .boolean(false)
        for (name, types) in properties["instances"]?.map ?? [:] {
            instances[name] = (types.map ?? [:]).compactMapValues { type in
                type["vCPUs"]?.integer.map { vCPUs in
                    Instance(
                        vCPUs: max(vCPUs, 1), onDemand: Self.price(type["onDemand"]?.string),
                        spot: Self.price(type["spot"]?.string))
                }
            }
        }
        if let vCPU = Self.price(properties["fargate"]?["vCPU"]?.string),
            let gigabyte = Self.price(properties["fargate"]?["gigabyte"]?.string)
        {
            fargate = Fargate(vCPU: vCPU, gigabyte: gigabyte)
        }
    }

    /// The prices as they are observed.
    public var properties: Value {
        var members: [String: Value] = [:]
        members["instances"] = .map(
            instances.mapValues { types in
                .map(
                    types.mapValues { type in
                        var prices: [String: Value] = ["vCPUs": .integer(type.vCPUs)]
                        prices["onDemand"] = type.onDemand.map { .string("\($0)") }
                        prices["spot"] = type.spot.map { .string("\($0)") }
                        return .map(prices)
                    })
            })
        members["fargate"] = fargate.map {
            .map(["vCPU": .string("\($0.vCPU)"), "gigabyte": .string("\($0.gigabyte)")])
        }
        if !isAsked { members["isAsked"] = .boolean(false) }
        return .map(members)
    }

    // MARK: Costs

    /// The cost of the capacity that is bought at most; nil if a price is missing.
    func cost(of demand: CapacityDemand) -> HourlyCost? {
        let count = Double(demand.maxVCPUs)
        if demand.purchase == .fargate {
            return fargate.map { fargate in
                let cost = count * fargate.dearestVCPU
                return HourlyCost(maxVCPUs: demand.maxVCPUs, atMaxCPUs: cost, onDemand: cost, atMost: cost)
            }
        }
        guard missing(in: demand).isEmpty else { return nil }
        let types = demand.instanceTypes.flatMap { instances[$0]?.values.map { $0 } ?? [] }
        let billed = types.compactMap { type in
            type.highest(demand.purchase).map { highest in
                (now: type.now(highest, demand.purchase), highest: highest, vCPUs: Double(type.vCPUs))
            }
        }
        guard let now = billed.map({ $0.now / $0.vCPUs }).max(), let bound = billed.map({ $0.highest / $0.vCPUs }).max()
        else { return nil }
        let onDemand = types.compactMap { type in type.onDemand.map { $0 / Double(type.vCPUs) } }.max()
        let more = demand.mayExceed ? billed.map(\.highest).max() ?? 0 : 0
        return HourlyCost(
            maxVCPUs: demand.maxVCPUs, atMaxCPUs: count * now, onDemand: onDemand.map { count * $0 },
            atMost: count * bound + more)
    }

    /// The names in a demand without which its cost is unknown: those of which no type has an On-Demand price, and types
    /// that are sold, because they have a Spot price, but have no On-Demand price.
    func missing(in demand: CapacityDemand) -> [String] {
        if demand.purchase == .fargate { return fargate == nil ? ["Fargate"] : [] }
        return demand.instanceTypes.flatMap { name -> [String] in
            let types = instances[name] ?? [:]
            guard types.values.contains(where: { $0.onDemand != nil }) else { return [name] }
            return types.filter { $0.value.onDemand == nil && $0.value.spot != nil }.map(\.key)
        }.sorted()
    }

    /// The types of families that the figures leave out, since they have no price at all: AWS does not sell every type in
    /// every region.
    func unlisted(in demand: CapacityDemand) -> [String] {
        demand.instanceTypes.flatMap { name -> [String] in
            let types = instances[name] ?? [:]
            guard types.values.contains(where: { $0.onDemand != nil }) else { return [] }
            return types.filter { $0.value.onDemand == nil && $0.value.spot == nil }.map(\.key)
        }.sorted()
    }
}

extension Prices.Instance {
    /// The most that the instance can ever cost in an hour: a Spot Instance never costs more than the percentage of the
    /// On-Demand price that was given.
    fileprivate func highest(_ purchase: CapacityDemand.Purchase) -> Double? {
        guard case .spot(let percentage) = purchase else { return onDemand }
        return onDemand.map { $0 * Double(percentage) / 100 }
    }

    /// The price of this hour.
    fileprivate func now(_ highest: Double, _ purchase: CapacityDemand.Purchase) -> Double {
        guard case .spot = purchase, let spot else { return highest }
        return min(spot, highest)
    }
}
