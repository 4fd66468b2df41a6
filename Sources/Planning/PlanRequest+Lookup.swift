public import ResourceModel

extension PlanRequest {
    /// Which things of others a command needs: none may fail for the sake of what it does not need.
    public enum Lookup: Sendable, Hashable {
        /// None: what is deleted is found by itself.
        case nothing
        /// What stands for resources that environments create, such as the queues that manual environments name.
        case queues
        /// These, and the network that environments are compared with.
        case networks
        /// All that something is built on.
        case everything
    }

    /// Everything that is to be found in AWS.
    public func resources(lookingUp lookup: Lookup, _ kinds: KindCatalog) -> [Resource] {
        resources.filter { resource in
            guard resource.keeping == .external else { return true }
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
