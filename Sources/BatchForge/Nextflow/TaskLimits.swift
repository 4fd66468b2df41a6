public import InstanceTypes
public import ManifestLoading

/// The most that a task may ask for. One instance type has all of it: the maxima of several types would let a task
/// through that fits none of them.
public struct TaskLimits: Sendable, Hashable {
    /// The instance type, such as `r6id.32xlarge`.
    public let type: String
    /// The number of vCPUs.
    public let vCPUs: Int
    /// The memory in MiB.
    public let memoryMiB: Int
    /// The reason why a task gets no more memory.
    public let bound: Bound
    /// Names of instance types that the catalogue does not have; they may be larger.
    public let unknownTypes: [String]

    /// The reasons for a limit of memory.
    public enum Bound: Sendable, Hashable {
        /// The instance needs the rest for itself.
        case instance
        /// A Spot Instance has no time to save more in a snapshot.
        case snapshot
    }

    /// The share of an instance's memory that is left to its system [aws-rules: Memory of instances].
    public static let reservedPercent = 5

    /// Finds the type with the most memory, and of those the one with the most vCPUs: a task with less memory than it
    /// needs fails, a task with fewer vCPUs takes longer. Nil if the catalogue has none of the types.
    public init?(_ configuration: ForgeConfiguration, _ catalogue: InstanceCatalogue = .builtIn) {
        let isSpot = configuration.provisioningModel == .spot
        var unknown: [String] = []
        var best: (type: InstanceType, memory: Int)?
        for name in configuration.workInstanceTypes {
            guard let types = catalogue.expansion(of: name) else {
                unknown.append(name)
                continue
            }
            for type in types where type.isSoldAsSpot || !isSpot {
                let memory = Self.memory(of: type, withSnapshots: configuration.snapshots)
                let isLarger = best.map { ($0.memory, $0.type.vCPUs) < (memory, type.vCPUs) } ?? true
                if isLarger { best = (type, memory) }
            }
        }
        guard let best else { return nil }
        type = best.type.name
        // A job with more vCPUs than the environment's maximum never starts [aws-rules: Reasons of job time limits].
        vCPUs = min(best.type.vCPUs, configuration.maxCPUs)
        memoryMiB = best.memory
        bound = best.memory < Self.usable(best.type) ? .snapshot : .instance
        unknownTypes = unknown
    }

    private static func usable(_ type: InstanceType) -> Int { type.memoryMiB * (100 - reservedPercent) / 100 }

    /// Returns the most MiB that a task can have on an instance of a type.
    public static func memory(of type: InstanceType, withSnapshots: Bool) -> Int {
        withSnapshots ? min(usable(type), SnapshotFitness(type).largestJobMiB) : usable(type)
    }
}
