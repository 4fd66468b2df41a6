public import ResourceModel

extension Intent {
    /// Which things of others a command needs: none may fail for the sake of what it does not need.
    public enum Lookup: Sendable, Hashable {
        /// None: what is deleted is found by itself.
        case nothing
        /// The queues that manual environments name.
        case queues
        /// These, and the network that environments are compared with.
        case networks
        /// All that something is built on.
        case everything
    }

    /// Everything that is to be found in AWS.
    public func resources(lookingUp lookup: Lookup) -> [Resource] {
        resources.filter { resource in
            guard resource.keeping == .external else { return true }
            return switch lookup {
            case .nothing: false
            case .queues: resource.address.kind == .externalJobQueue
            case .networks: [.externalJobQueue, .network].contains(resource.address.kind)
            case .everything: true
            }
        }
    }
}
