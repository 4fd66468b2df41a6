public import ResourceModel

/// The environment of the same run that makes a queue which a manual environment names.
public struct QueueOwner: Sendable, Hashable {
    /// The environment's place among those of the run.
    public var index: Int
    /// The queue as the environment wants it.
    public var queue: Resource
}

/// The environments of a run that make queues, by those queues.
public struct QueueOwners: Sendable {
    private let accountID: String
    private var owners: [Key: QueueOwner] = [:]

    private struct Key: Hashable {
        var region: String
        var name: String
    }

    /// Finds the queues of an intent in an account.
    public init(_ intent: Intent, accountID: String) {
        self.accountID = accountID
        for (index, request) in intent.environments.enumerated() {
            for queue in request.resources where queue.address.kind == .jobQueue && queue.keeping == .managed {
                let key = Key(region: request.key.region, name: queue.name)
                // The first environment that makes a queue has it.
                if owners[key] == nil { owners[key] = QueueOwner(index: index, queue: queue) }
            }
        }
    }

    /// The owner of a queue that is named by its name or its ARN; nil if no environment of the run makes it.
    public subscript(external: Resource) -> QueueOwner? {
        guard external.address.kind == .externalJobQueue else { return nil }
        let region = external.address.region
        let mark = ":batch:\(region):\(accountID):job-queue/"
        let name =
            external.name.hasPrefix("arn:")
            ? external.name.ranges(of: mark).last.map { external.name[$0.upperBound...] } : nil
        return owners[Key(region: region, name: name.map(String.init) ?? external.name)]
    }
}

extension Plan {
    /// Has the owners of queues that manual environments want to be available wait for them.
    mutating func awaitNamedQueues(_ intent: Intent) {
        let owners = QueueOwners(intent, accountID: accountID)
        for (index, request) in intent.environments.enumerated() where environments[index].waitsForAvailable {
            for queue in request.resources {
                guard let owner = owners[queue] else { continue }
                environments[owner.index].waitsForAvailable = true
            }
        }
    }
}
