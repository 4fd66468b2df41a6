public import ResourceModel

extension PlanRequest {
    /// The resources of other owners that a command has to read. It must not fail because of one that it does not need.
    public enum Lookup: Sendable, Hashable {
        /// None: resources to delete are found without them.
        case nothing
        /// References to resources that environments create, such as the queues that manual environments name.
        case queues
        /// These, and the network that environments are compared with.
        case networks
        /// All that something is built on.
        case everything
    }

    /// Everything that is to be found in AWS.
    public func resources(lookingUp lookup: Lookup, _ kinds: KindCatalog) -> [Resource] {
        resources.filter { resource in
            guard resource.management == .external else { return true }
            let lifecycle = kinds.lifecycle(resource.address)
            return switch lookup {
            case .nothing: false
            case .queues: lifecycle.alias != nil
            case .networks: lifecycle.alias != nil || lifecycle.isChosenFrom
            case .everything: true
            }
        }
    }
}
