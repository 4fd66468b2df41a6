import AWSOperations
import Planning
package import ResourceModel
package import SimulatedAWS
package import SimulatedAWSHooks
import TestScenarios

/// The resources of others in the account; some of them look like ours.
package struct Bystanders: Sendable {
    private let details: [String: String]

    /// Everything in the account that is not ours, as it is now.
    package init(in view: AccountView, besides ownership: Ownership) throws {
        details = try view.details().filter { key, _ in !Self.isOurs(key, view, ownership) }
    }

    private static func isOurs(_ key: String, _ view: AccountView, _ ownership: Ownership) -> Bool {
        let parts = key.split(separator: "/").map(String.init)
        if parts[0] == "role" { return isOurs(.role, parts[1], view.tags(ofRole: parts[1]), ownership) }
        if parts[0] == "instance-profile" {
            return isOurs(.instanceProfile, parts[1], view.tags(ofInstanceProfile: parts[1]), ownership)
        }
        // A log group's name contains slashes.
        let (region, kind) = (parts[0], ResourceKind(rawValue: parts[1]))
        let name = String(key.dropFirst(region.count + kind.rawValue.count + 2))
        let tags: [String: String]? =
            switch kind {
            case .computeEnvironment:
                view.computeEnvironments(region: region).first { $0.computeEnvironmentName == name }?.tags
            case .jobQueue: view.jobQueues(region: region).first { $0.jobQueueName == name }?.tags
            case .schedulingPolicy: view.schedulingPolicies(region: region).first { $0.name == name }?.tags
            case .jobDefinition: view.jobDefinitions(region: region).last { $0.jobDefinitionName == name }?.tags
            case .launchTemplate: view.launchTemplate(id: nil, name: name, region: region)?.tags
            case .elasticFileSystem:
                view.elasticFileSystems(region: region).first { $0.creationToken == name }.map { system in
                    Dictionary((system.tags ?? []).map { ($0.key, $0.value) }) { _, last in last }
                }
            case .lustreFileSystem:
                view.lustreFileSystems(region: region).first { $0.token == name }.map { system in
                    Dictionary((system.detail.tags ?? []).map { ($0.key, $0.value) }) { _, last in last }
                }
            default: view.tags(ofLogGroup: name, region: region)
            }
        return isOurs(kind, name, tags, ownership)
    }

    private static func isOurs(
        _ kind: ResourceKind, _ name: String, _ tags: [String: String]?, _ ownership: Ownership
    ) -> Bool { ownership.isOurs(kind, name, tags: tags ?? [:]) }

    /// The resources that have changed, by `kind/name`.
    package func changed(in view: AccountView) throws -> [String] {
        let now = try view.details()
        return details.filter { now[$0.key] != $0.value }.keys.sorted()
    }

    /// All of them, by `kind/name`.
    package var names: Set<String> { Set(details.keys) }
}

extension Bystanders {
    /// Settles others in the account: a neighbour with jobs, copies of our tags, and names that are nearly ours.
    ///
    /// - Parameter resources: the resources of the scenario's files.
    package static func settle(in account: SimulatedAccount, beside resources: [Resource]) async throws {
        let neighbour = OtherOwner(account)
        func first(_ kind: ResourceKind) -> Resource? {
            resources.first { $0.address.kind == kind && $0.management == .managed }
        }
        try await neighbour.environment("neighbour", tags: ["team": "others"])
        try await neighbour.queue("neighbour", on: "neighbour", tags: ["team": "others"])
        try await account.addJobs(2, queue: "neighbour", environment: "neighbour", region: AccountFixture.region)
        try await account.addJobs(1, queue: "neighbour", status: "RUNNABLE", region: AccountFixture.region)
        if let ours = first(.computeEnvironment) {
            // Tags as a person copies them in the console, and names that only look like a generation of ours.
            try await neighbour.environment("copy-of-ours", tags: copied(ours, "\(ours.name)-g1"))
            try await neighbour.environment("\(ours.name)-gx", tags: copied(ours, "\(ours.name)-g1"))
            try await neighbour.environment("\(ours.name)-g1-old", tags: [:])
        }
        if let ours = first(.jobQueue) {
            try await neighbour.queue("copy-of-ours", on: "copy-of-ours", tags: copied(ours, ours.name))
            try await neighbour.queue("\(ours.name)-2", on: "copy-of-ours", tags: copied(ours, ours.name))
        }
        if let ours = first(.schedulingPolicy) {
            try await neighbour.policy("\(ours.name)-2", tags: copied(ours, ours.name))
        }
        if let ours = first(.jobDefinition) {
            try await neighbour.definition("\(ours.name)-2", tags: copied(ours, ours.name))
        }
        if let ours = first(.elasticFileSystem) {
            try await neighbour.elasticFileSystem("\(ours.name)-2", tags: copied(ours, ours.name))
        }
        if let ours = first(.lustreFileSystem) {
            // All tags of ours, the id among them.
            var tags = copied(ours, ours.name)
            tags[OwnershipTags.id] = "fs-0123456789abcdef0"
            try await neighbour.lustreFileSystem("\(ours.name)-2", tags: tags)
        }
        if let ours = first(.role) { try await neighbour.role("\(ours.name)-2", tags: copied(ours, ours.name)) }
        if let ours = first(.launchTemplate) {
            try await neighbour.template("\(ours.name)-2", tags: copied(ours, ours.name))
        }
        _ = try await neighbour.caller.call(
            Logs.CreateLogGroup(logGroupName: "/nextflow/bench-2", tags: ["team": "others"]))
    }

    private static func copied(_ resource: Resource, _ name: String) -> [String: String] {
        var tags = resource.tags
        tags[OwnershipTags.resource] = OwnershipTags.resourceValue(resource.address.kind, name)
        return tags
    }
}
