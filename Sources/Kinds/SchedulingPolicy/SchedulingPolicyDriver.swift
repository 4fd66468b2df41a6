import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Batch scheduling policies.
struct SchedulingPolicyDriver: ResourceDriver {
    let kind = ResourceKind.schedulingPolicy

    /// Reads the policies that the files want by their ARNs, which follow from their names. Others are known only if a
    /// search has listed all: a plan of files without policies makes no call.
    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        let regions = resources.grouped { $0.address.region }.sorted { $0.key < $1.key }
        let found = try await together(regions) { region, resources in
            let policies = try await Self.policies(of: resources, region, context)
            return resources.compactMap { resource in
                policies.first { $0.name == resource.name }.map { Self.observed($0, at: resource.address) }
            }
        }
        return Dictionary(found.joined().map { ($0.address, [$0]) }, uniquingKeysWith: { first, _ in first })
    }

    private static func policies(
        of resources: [Resource], _ region: String, _ context: ReadContext
    ) async throws -> [Batch.SchedulingPolicyDetail] {
        if let listed = try await context.listedSchedulingPolicies(region) { return listed }
        var arns: [String] = []
        for name in Set(resources.filter(\.hasShares).map(\.name)).sorted() {
            if let arn = try await context.arn("batch", region, "scheduling-policy/\(name)") { arns.append(arn) }
        }
        return arns.isEmpty ? [] : try await Batch.schedulingPolicies(arns, context.caller(region))
    }

    private static func observed(_ detail: Batch.SchedulingPolicyDetail, at address: Address) -> ObservedResource {
        let name = detail.name ?? ""
        return ObservedResource(
            address, name: name, properties: SchedulingPolicyShares.value(of: detail.fairsharePolicy),
            tags: detail.tags ?? [:], attributes: ["name": .string(name), "arn": .string(detail.arn ?? "")])
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        let arn = try await context.createIdempotently {
            try await caller.call(
                Batch.CreateSchedulingPolicy(
                    name: resource.name, fairsharePolicy: SchedulingPolicyShares.policy(of: resource.properties),
                    tags: resource.tags)
            ).arn ?? ""
        } readBack: {
            let live = try await Batch.allSchedulingPolicies(caller).first { $0.name == resource.name }
            guard let live else { return nil }
            try ReconciliationError.assure(live.tags, areOf: resource)
            let properties = SchedulingPolicyShares.value(of: live.fairsharePolicy)
            guard resource.isShown(in: properties, except: []) else { throw ReconciliationError.other(resource) }
            return live.arn
        }
        // The queue is made next.
        try await Self.waitUntilShown(arn, caller, context) { $0 != nil }
        return ["name": .string(resource.name), "arn": .string(arn)]
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        let caller = context.caller(resource.address)
        let arn = planned.observed?.attributes["arn"]?.string ?? ""
        if !TagChanges.isAll(of: planned) {
            _ = try await caller.call(
                Batch.UpdateSchedulingPolicy(
                    arn: arn, fairsharePolicy: SchedulingPolicyShares.policy(of: resource.properties)))
        }
        let tagChanges = TagChanges(planned)
        try await BatchTags.apply(tagChanges, to: arn, with: caller)
        let changed = Set(planned.changes.map(\.path))
        try await Self.waitUntilShown(arn, caller, context) { detail in
            let properties = SchedulingPolicyShares.value(of: detail?.fairsharePolicy)
            return resource.isShown(in: properties, at: changed) && tagChanges.show(in: detail?.tags)
        }
        return planned.observed?.attributes ?? [:]
    }

    /// Waits until AWS shows what was written: a reading before that would plan it again.
    private static func waitUntilShown(
        _ arn: String, _ caller: any Caller, _ context: StepContext,
        _ isShown: (Batch.SchedulingPolicyDetail?) -> Bool
    ) async throws {
        try await context.wait(atMost: lagLimit) {
            isShown(try await Batch.schedulingPolicies([arn], caller).first)
        }
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        let caller = context.caller(observed.address)
        let arn = observed.attributes["arn"]?.string ?? ""
        try await context.waitUntilNoQueueUses(observed, arn)
        try await ignoringAbsence(of: .schedulingPolicy(observed.name)) {
            try await caller.call(Batch.DeleteSchedulingPolicy(arn: arn))
        }
        try await Self.waitUntilShown(arn, caller, context) { $0 == nil }
    }

    /// Seconds for which AWS may show a policy as it was before.
    private static let lagLimit = 60.0
}

extension Resource {
    /// True if the file gives the shares. A policy that only an earlier form of the file gave has none.
    fileprivate var hasShares: Bool { properties[path: "fairsharePolicy.shareDistribution"]?.map?.isEmpty == false }
}

extension Subject {
    fileprivate static func schedulingPolicy(_ name: String) -> Subject {
        Subject(["scheduling policy", "scheduling-policy"], [name])
    }
}
