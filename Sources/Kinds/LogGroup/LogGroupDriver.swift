import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// CloudWatch log groups.
struct LogGroupDriver: ResourceDriver {
    let kind = ResourceKind.logGroup

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        let groups = resources.grouped { GroupKey(region: $0.address.region, name: $0.name) }
            .sorted { ($0.key.region, $0.key.name) < ($1.key.region, $1.key.name) }
        let found = try await concurrently(groups) { key, resources in
            guard let group = try await find(key.name, with: context.caller(key.region)) else {
                return [Address: [ObservedResource]]()
            }
            let pairs = resources.map { resource in
                (
                    resource.address,
                    [
                        ObservedResource(
                            resource.address, name: key.name, properties: .map([:]), tags: group.tags,
                            attributes: ["arn": .string(group.arn)])
                    ]
                )
            }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
        return found.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }

    private struct GroupKey: Hashable {
        var region: String
        var name: String
    }

    func find(_ name: String, with caller: any Caller) async throws -> (arn: String, tags: [String: String])? {
        let groups = try await everyPage(of: Logs.DescribeLogGroups.self) { token in
            let answer = try await caller.call(Logs.DescribeLogGroups(logGroupNamePrefix: name, nextToken: token))
            return (answer.logGroups ?? [], answer.nextToken)
        }
        guard let group = groups.first(where: { $0.logGroupName == name }) else { return nil }
        // `arn` ends in `:*`, which the tagging calls refuse.
        let arn = group.logGroupArn ?? String((group.arn ?? "").dropLast((group.arn ?? "").hasSuffix(":*") ? 2 : 0))
        let answer = try await orNil(.logGroup(name)) {
            try await caller.call(Logs.ListTagsForResource(resourceArn: arn))
        }
        return (arn, answer?.tags ?? [:])
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        try await context.createIdempotently {
            _ = try await caller.call(Logs.CreateLogGroup(logGroupName: resource.name, tags: resource.tags))
        } readBack: {
            // Instances write to it by name, so its creator does not matter.
            try await find(resource.name, with: caller).map { _ in }
        }
        return ["name": .string(resource.name)]
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        let caller = context.caller(resource.address)
        let arn = planned.observed?.attributes["arn"]?.string ?? ""
        let tagChanges = TagChanges(planned)
        if !tagChanges.set.isEmpty {
            _ = try await caller.call(Logs.TagResource(resourceArn: arn, tags: tagChanges.set))
        }
        if !tagChanges.removed.isEmpty {
            _ = try await caller.call(Logs.UntagResource(resourceArn: arn, tagKeys: tagChanges.removed))
        }
        return planned.observed?.attributes ?? [:]
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        try await ignoringAbsence(of: .logGroup(observed.name)) {
            try await context.caller(observed.address).call(Logs.DeleteLogGroup(logGroupName: observed.name))
        }
    }
}
