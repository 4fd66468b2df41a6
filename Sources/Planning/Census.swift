import ResourceModel

/// What a region's Batch holds altogether, whoever it belongs to.
public struct Census: Sendable, Hashable {
    /// How many compute environments there are.
    public var computeEnvironments: Int
    /// How many job queues there are.
    public var jobQueues: Int
    /// The names of the queues that name a compute environment, by its ARN or its name, as the queue does.
    public var queues: [String: [String]]

    /// Takes a census.
    public init(computeEnvironments: Int, jobQueues: Int, queues: [String: [String]]) {
        self.computeEnvironments = computeEnvironments
        self.jobQueues = jobQueues
        self.queues = queues
    }
}

/// Refuses to let compute environments go that queues of others name: Batch would never delete them.
func queueRefusals(
    _ going: [ObservedResource], _ request: EnvironmentRequest, _ observation: Observation
) -> [Refusal] {
    let own = (request.resources + request.retired).filter { $0.address.kind == .jobQueue }
        .flatMap { observation.resources[$0.address] ?? [] }.filter { $0.ownership == .ours }.map(\.name)
    return going.filter { $0.address.kind == .computeEnvironment && $0.status != "DELETING" }.flatMap { environment in
        let queues = observation.census[environment.address.region]?.queues ?? [:]
        let naming = Set(
            [environment.name, environment.attributes["arn"]?.string ?? ""].flatMap { queues[$0] ?? [] })
        return naming.subtracting(own).sorted().map { queue in
            Refusal(
                .foreignQueue, environment: request.key, address: environment.address,
                "'\(environment.name)' cannot be deleted: job queue '\(queue)', which reconcile does not own, still uses "
                    + "it",
                detail: "Batch deletes no compute environment that a queue names: take it out of that queue first, "
                    + "or delete that queue")
        }
    }
}

extension Plan {
    /// Refuses to let queues go that another environment of the files names as its own queues.
    mutating func refuseUsedQueues(_ intent: Intent) {
        let external = intent.environments.flatMap(\.resources).filter { $0.address.kind == .externalJobQueue }
        guard !external.isEmpty, intent.goal == .apply else { return }
        for index in environments.indices {
            let going = environments[index].resources.filter { $0.action == .delete && $0.address.kind == .jobQueue }
            for queue in going {
                let names = [queue.name, queue.observed?.attributes["arn"]?.string]
                let user = external.first { $0.address.region == queue.address.region && names.contains($0.name) }
                guard let user else { continue }
                environments[index].refusals.append(
                    Refusal(
                        .foreignQueue, environment: environments[index].key, address: queue.address,
                        "job queue '\(queue.name)' cannot be deleted: '\(user.address.environment?.owner ?? "")' of these "
                            + "files uses it",
                        detail: "name another queue there, or leave --prune out"))
            }
        }
    }

    /// Compute environments, and queues, that a region can hold; AWS raises neither. Source: AWS Batch user guide,
    /// service_limits.
    private static let quota = 50

    /// Refuses to make what does not fit into a region's quotas. A successor needs room beside what it replaces.
    mutating func refuseOverQuotas(_ observation: Observation) {
        for (region, census) in observation.census.sorted(by: { $0.key < $1.key }) {
            let here = environments.indices.filter { environments[$0].key.region == region }
            let counts = [
                (ResourceKind.computeEnvironment, "compute environments", census.computeEnvironments),
                (.jobQueue, "job queues", census.jobQueues),
            ]
            for (kind, name, standing) in counts {
                let resources = here.flatMap { environments[$0].resources }.filter { $0.address.kind == kind }
                let created = resources.count { $0.action == .create }
                let replaced = resources.count { $0.action == .replace }
                let deleted = resources.count { $0.action == .delete }
                let needed = standing + created + replaced - deleted
                let first = here.first { index in
                    environments[index].resources.contains {
                        $0.address.kind == kind && [.create, .replace].contains($0.action)
                    }
                }
                guard needed > Self.quota, let first else { continue }
                let spare = replaced == 0 ? "" : ", \(replaced) more beside what they replace"
                environments[first].refusals.append(
                    Refusal(
                        .quotaExceeded, environment: environments[first].key,
                        "\(region) would have \(needed) \(name) in account \(accountID), and AWS Batch allows \(Self.quota)",
                        detail:
                            "it has \(standing); this plan creates \(created)\(spare) and deletes \(deleted). AWS does not "
                            + "raise this quota: delete \(needed - Self.quota) first, with 'reconcile destroy' or "
                            + "'apply --prune', or use another region or account"))
            }
        }
    }
}
