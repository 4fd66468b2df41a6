import BatchForge
import InstanceTypes

/// The instance types for the tasks of a trace.
struct InstanceSizing {
    /// The types and families of the file.
    let names: [String]
    /// The names that were added because those of the example are too small.
    let added: [String]
    /// The largest of the types that are the smallest ones for their tasks.
    let largest: InstanceType

    /// Chooses types; nil if no type is large enough for one of the tasks.
    ///
    /// - Parameters:
    ///   - shapes: the CPUs and the memory that one instance must have, one after the other.
    ///   - proposed: the types and families of the example, to which others are added.
    ///   - isOnSpot: true if EC2 has to sell the types as Spot Instances.
    ///   - withSnapshots: true if an interrupted instance has to save its tasks in time.
    init?(
        _ shapes: [TraceDemand.Shape], proposed: [String], onSpot isOnSpot: Bool, withSnapshots: Bool,
        _ catalogue: InstanceCatalogue
    ) {
        func smallest(of types: [InstanceType], for shape: TraceDemand.Shape) -> InstanceType? {
            types.filter { type in
                type.vCPUs >= shape.cpus && TaskLimits.memory(of: type, withSnapshots: withSnapshots) >= shape.memoryMiB
            }.min(by: Self.isSmaller)
        }
        let own = proposed.flatMap { catalogue.expansion(of: $0) ?? [] }
        guard let model = own.first else { return nil }
        let others = catalogue.types.filter { Self.isAlike($0, model) && ($0.isSoldAsSpot || !isOnSpot) }
        var needed: [InstanceType] = []
        for shape in shapes {
            guard let type = smallest(of: own, for: shape) ?? smallest(of: others, for: shape) else {
                return nil
            }
            needed.append(type)
        }
        largest = needed.max(by: Self.isSmaller) ?? model
        added = Set(needed.map(\.name)).subtracting(own.map(\.name)).sorted()
        names = proposed + added
    }

    private static func isSmaller(_ left: InstanceType, _ right: InstanceType) -> Bool {
        (left.vCPUs, left.memoryMiB, left.name) < (right.vCPUs, right.memoryMiB, right.name)
    }

    /// True if a type has the features of another: its architecture, disks and GPUs.
    private static func isAlike(_ type: InstanceType, _ model: InstanceType) -> Bool {
        type.architecture == model.architecture && !type.isBareMetal && type.hasNVMe == model.hasNVMe
            && (type.gpus == nil) == (model.gpus == nil) && BatchSupport.refusal(ofFamily: type.family) == nil
    }
}
