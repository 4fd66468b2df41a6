import Planning
import ResourceModel

extension CapacityDemand {
    /// The capacity that a compute environment in a state may buy; nil if AWS Batch does not manage it, or if this version
    /// does not know its type.
    init?(computeEnvironment state: Value) {
        guard let resources = state["computeResources"], let maximum = resources["maxvCpus"]?.integer else {
            return nil
        }
        let types = Set(resources["instanceTypes"]?.strings ?? [])
        switch ComputeType(resources["type"]?.string) {
        case .onDemand:
            // AWS Batch exceeds the maximum with every other strategy [aws-rules: Prices].
            let mayExceed = AllocationStrategy(resources["allocationStrategy"]?.string) != .bestFit
            self.init(.onDemand, instanceTypes: types, maxVCPUs: maximum, mayExceed: mayExceed)
        case .spot:
            let percentage = resources["bidPercentage"]?.integer ?? 0
            self.init(
                .spot(percentage: percentage == 0 ? 100 : percentage), instanceTypes: types, maxVCPUs: maximum,
                mayExceed: true)
        // Fargate Spot has a discount, which is not in the price list.
        case .fargate, .fargateSpot: self.init(.fargate, maxVCPUs: maximum)
        case .unstated, .unknown: return nil
        }
    }
}
