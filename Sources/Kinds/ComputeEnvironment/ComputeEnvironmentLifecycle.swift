import Planning
import ResourceModel

/// The lifecycle rules of compute environments, and the decisions of plans about their state.
extension KindRules {
    static var computeEnvironmentLifecycle: Lifecycle {
        var lifecycle = Lifecycle()
        lifecycle.hasGenerations = true
        lifecycle.jobs = .run
        lifecycle.quota = .init(limit: batchQuota, service: "AWS Batch", noun: "compute environments")
        lifecycle.activation = .init(path: "state")
        lifecycle.choices = ["subnets", "securityGroupIds"].map { .init(path: "computeResources.\($0)", attribute: $0) }
        lifecycle.images = .init(
            path: "computeResources.ec2Configuration", held: ComputeEnvironmentImage.override,
            hasNewer: ComputeEnvironmentImage.hasNewer)
        // Also of a queue that the file no longer has it in [aws-rules: The order of deletion].
        lifecycle.deletedAfter = [.jobQueue]
        lifecycle.useRule =
            "Batch deletes no compute environment that a queue names: take it out of that queue first, or delete that queue"
        // The cluster appears some time after the environment whose uuid names it; Batch publishes images at any time.
        lifecycle.transientAttributes = ["ecsClusterArn", "desiredvCpus", ComputeEnvironmentImage.status]
        return lifecycle
    }

    static var computeEnvironmentHooks: PlanHooks {
        var hooks = PlanHooks()
        hooks.repair = .init(
            source: "https://docs.aws.amazon.com/batch/latest/userguide/invalid_compute_environment.html",
            // Not proven, but nothing else is there to try [aws-rules: Batch looks again after an update].
            effect: "it is INVALID: an update may make Batch check it again",
            needsReplacement: { Cause($0).needsReplacement })
        hooks.adoptionObstacle = unknownType
        hooks.note = noteCapacity
        hooks.refresh = ComputeEnvironmentImage.refresh
        hooks.demand = CapacityDemand.init(computeEnvironment:)
        return hooks
    }

    private static func unknownType(_ observed: ObservedResource) -> PlanHooks.Obstacle? {
        let type = observed.properties[path: "computeResources.type"]?.string
        guard let type, !ComputeType(type).isKnown else { return nil }
        return .init(
            reason: "has the type \(type)",
            remedy: "this version of reconcile does not know it and could not update it; use the tool that made it")
    }

    /// Notes a maximum that AWS accepts only later, because more is in use now.
    private static func noteCapacity(
        _ planned: inout PlannedResource, _ observed: ObservedResource, _ policy: EnvironmentRequest.Policy
    ) -> [Warning] {
        let path = "computeResources.maxvCpus"
        guard planned.action == .update, let limit = planned.changes.first(where: { $0.path == path })?.after?.integer,
            let inUse = observed.attributes["desiredvCpus"]?.integer, inUse > limit
        else { return [] }
        planned.capacity = PlannedResource.Capacity(inUse: inUse, limit: limit)
        let minimum = observed.properties[path: "computeResources.minvCpus"]?.integer ?? 0
        return [
            .overCapacity(name: observed.name, inUse: inUse, limit: limit, minimum: minimum > limit ? minimum : nil)
        ]
    }
}
