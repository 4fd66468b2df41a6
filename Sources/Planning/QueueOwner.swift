public import ResourceModel

/// The environment of the same run that makes a queue which a manual environment names.
public struct QueueOwner: Sendable, Hashable {
    /// The environment's place among those of the run.
    public var index: Int
    /// The queue as the environment wants it.
    public var queue: Resource
}

extension Intent {
    /// The owner of a queue that is named by its name or its ARN; nil if no environment of the run makes it.
    public func owner(of external: Resource, accountID: String) -> QueueOwner? {
        guard external.address.kind == .externalJobQueue else { return nil }
        for (index, request) in environments.enumerated() where request.key.region == external.address.region {
            let queues = request.resources.filter { $0.address.kind == .jobQueue && $0.keeping == .managed }
            if let queue = queues.first(where: { names($0, external.name, accountID) }) {
                return QueueOwner(index: index, queue: queue)
            }
        }
        return nil
    }

    /// True if a name, or an ARN of the account, is that of the queue.
    private func names(_ queue: Resource, _ text: String, _ accountID: String) -> Bool {
        text == queue.name
            || text.hasPrefix("arn:")
                && text.hasSuffix(":batch:\(queue.address.region):\(accountID):job-queue/\(queue.name)")
    }
}

extension Plan {
    /// Has the owners of queues that manual environments want to be available wait for them.
    mutating func awaitNamedQueues(_ intent: Intent) {
        for (index, request) in intent.environments.enumerated() where environments[index].waitsForAvailable {
            for queue in request.resources {
                guard let owner = intent.owner(of: queue, accountID: accountID) else { continue }
                environments[owner.index].waitsForAvailable = true
            }
        }
    }
}
