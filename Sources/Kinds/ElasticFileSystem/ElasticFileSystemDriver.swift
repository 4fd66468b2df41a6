import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// EFS file systems: a file system is found by its creation token, which is its environment's name, and has a mount target
/// in each zone.
struct ElasticFileSystemDriver: FileSystemDriver {
    let kind = ResourceKind.elasticFileSystem

    func hasListed(_ region: String, _ context: ReadContext) async throws -> Bool {
        try await context.listedElasticFileSystems(region) != nil
    }

    func observed(
        _ resources: [Resource], _ region: String, _ context: ReadContext
    ) async throws -> [ObservedResource] {
        let systems = try await context.elasticFileSystems(region)
        let pairs = resources.compactMap { resource in
            systems.first { $0.creationToken == resource.name }.map { (resource, $0) }
        }
        let caller = context.caller(region)
        return try await concurrently(pairs) { try await Self.observed($1, at: $0.address, caller) }
    }

    private static func observed(
        _ system: EFS.FileSystemDescription, at address: Address, _ caller: any Caller
    ) async throws -> ObservedResource {
        let id = system.fileSystemId ?? ""
        let targets = try await EFS.mountTargets(of: id, caller).filter(\.isLive)
        let groups = try await concurrently(targets.compactMap(\.mountTargetId)) {
            try await EFS.securityGroups(of: $0, caller)
        }
        // A mount target without one of the groups makes it missing.
        let shared = groups.compactMap { $0.map(Set.init) }.reduce(nil as Set<String>?) { $0?.intersection($1) ?? $1 }
        let status = ResourceStatus(elastic: system.lifeCycleState)
        let isUnsettled = targets.contains { $0.lifeCycleState == "creating" }
        let broken = targets.first { $0.lifeCycleState == "error" }?.mountTargetId
        var properties: [String: Value] = [
            "subnets": .strings(targets.compactMap(\.subnetId).sorted()),
            "securityGroupIds": .strings((shared ?? []).sorted()),
            "mountTargets": .list(
                targets.map { target in
                    .map([
                        "subnet": .string(target.subnetId ?? ""), "vpc": .string(target.vpcId ?? ""),
                        "zone": .string(target.availabilityZoneName ?? ""),
                    ])
                }),
        ]
        properties["encrypted"] = system.encrypted.map { .boolean($0) }
        return ObservedResource(
            address, name: system.creationToken ?? "", properties: .map(properties), tags: tagValues(system.tags),
            attributes: attributes(system.creationToken ?? "", id),
            status: broken != nil ? .invalid : status == .valid && isUnsettled ? .creating : status,
            statusReason: broken.map { "EFS reports an error of mount target \($0)" }
                ?? (status == .invalid ? "EFS reports an error" : nil))
    }

    private static func attributes(_ name: String, _ id: String) -> [String: Value] {
        ["name": .string(name), "id": .string(id)]
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        let id = try await context.createIdempotently {
            try await caller.call(
                EFS.CreateFileSystem(
                    creationToken: resource.name, encrypted: true, throughputMode: "elastic",
                    tags: efsTags(resource.tags))
            ).fileSystemId ?? ""
        } readBack: {
            let existing = try await EFS.fileSystem(token: resource.name, caller)
            guard let existing, !ResourceStatus(elastic: existing.lifeCycleState).isGoing else { return nil }
            try ReconciliationError.assure(tagValues(existing.tags), areOf: resource)
            return existing.fileSystemId
        }
        try await mount(id, resource, with: context)
        return Self.attributes(resource.name, id)
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        let caller = context.caller(resource.address)
        let id = planned.observed?.attributes["id"]?.string ?? ""
        if !TagChanges.isAll(of: planned) { try await mount(id, resource, with: context) }
        let tagChanges = TagChanges(planned)
        if !tagChanges.set.isEmpty {
            _ = try await caller.call(EFS.TagResource(resourceId: id, tags: efsTags(tagChanges.set)))
        }
        if !tagChanges.removed.isEmpty {
            _ = try await caller.call(EFS.UntagResource(resourceId: id, tagKeys: tagChanges.removed))
        }
        return planned.observed?.attributes ?? [:]
    }
}

/// Tags as EFS takes them, sorted by key.
func efsTags(_ tags: [String: String]) -> [EFS.Tag] {
    tags.sorted { $0.key < $1.key }.map { EFS.Tag(key: $0.key, value: $0.value) }
}

/// Tags as a dictionary.
func tagValues(_ tags: [EFS.Tag]?) -> [String: String] {
    Dictionary((tags ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
}
