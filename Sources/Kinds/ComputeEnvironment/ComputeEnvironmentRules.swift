import Planning
import ResourceModel

extension KindRules {
    /// The decision table of UpdateComputeEnvironment. Batch manages `desiredvCpus` itself, so it is not in the table.
    static var computeEnvironment: KindRules {
        KindRules(
            .computeEnvironment,
            fields: [
                FieldRule(path: "type", update: .replacement, comparison: .caseInsensitive, source: blueGreenPage),
                FieldRule(
                    path: "serviceRole", update: .replacement, comparison: .form(serviceRoleForm), source: blueGreenPage
                ),
                FieldRule(path: "state", update: .scaling, comparison: .caseInsensitive, source: updatePage),
                scaling("maxvCpus"),
                scaling("minvCpus", unset: .integer(0)),
                scaling("scalingPolicy.minScaleDownDelayMinutes", unset: .integer(0)),
                infrastructure("type", .caseInsensitive),
                infrastructure("allocationStrategy", .form(strategyForm)),
                infrastructure("instanceTypes", .setUnless { strategy(of: $0).isOrdered }),
                infrastructure("subnets", .set),
                infrastructure("securityGroupIds", .set, access: .perElement),
                infrastructure("instanceRole", .nameOrARN),
                infrastructure(
                    "launchTemplate", .form(launchTemplateForm), unset: .map(["launchTemplateId": .string("")])),
                infrastructure("ec2Configuration", .form(imagesForm), unset: defaultImages),
                infrastructure("bidPercentage", .form(bidForm), unset: .integer(100)),
                infrastructure("ec2KeyPair", unset: .string("")),
                infrastructure("imageId", unset: .string("")),
                infrastructure("placementGroup", unset: .string("")),
                infrastructure("tags", unset: .map([:])),
                FieldRule(
                    path: "computeResources.spotIamFleetRole", update: .replacement, comparison: .nameOrARN,
                    source: updatePage),
                FieldRule(
                    path: "updatePolicy", update: .inPlace, comparison: .form(updatePolicyForm),
                    unset: defaultUpdatePolicy,
                    source: "https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdatePolicy.html"),
            ],
            refine: refined, lifecycle: computeEnvironmentLifecycle, hooks: computeEnvironmentHooks)
    }

    /// The update policy of a compute environment if none was set.
    static var defaultUpdatePolicy: Value {
        Value.map([
            "jobExecutionTimeoutMinutes": .integer(30), "terminateJobsOnUpdate": .boolean(false),
        ])
    }

    private static let updatePage =
        "https://docs.aws.amazon.com/batch/latest/userguide/updating-compute-environments.html"
    private static let scalingPage = "https://docs.aws.amazon.com/batch/latest/userguide/scaling-updates.html"
    private static let infrastructurePage =
        "https://docs.aws.amazon.com/batch/latest/userguide/infrastructure-updates.html"
    private static let blueGreenPage = "https://docs.aws.amazon.com/batch/latest/userguide/blue-green-updates.html"

    private static func scaling(_ field: String, unset: Value? = nil) -> FieldRule {
        FieldRule(path: "computeResources.\(field)", update: .scaling, unset: unset, source: scalingPage)
    }

    private static func infrastructure(
        _ field: String, _ comparison: Comparison = .exact, unset: Value? = nil, access: AccessEffect = .none
    ) -> FieldRule {
        FieldRule(
            path: "computeResources.\(field)", update: .infrastructure, comparison: comparison, unset: unset,
            source: infrastructurePage, access: access)
    }

    /// Refines the class of a change. An infrastructure update needs the service-linked role and an updatable strategy,
    /// before and after. Fargate has no such update, but accepts a network as a scaling update.
    private static func refined(_ change: Change, before: Value, after: Value) -> Change? {
        if type(of: before).isFargate, type(of: after).isFargate, notForFargate.contains(change.path) { return nil }
        switch change.path {
        case "serviceRole": return refinedRole(change, before: before, after: after)
        // No update removes a fleet role, and it does no harm if the file names none.
        case "computeResources.spotIamFleetRole": return change.after == nil ? nil : change
        case "computeResources.bidPercentage" where type(of: after) == .onDemand: return nil
        default: break
        }
        var change = change
        guard change.update == .infrastructure else { return change }
        if !type(of: before).isKnown || !type(of: after).isKnown {
            // "You cannot change the type to or from ECS_MANAGED_INSTANCES"; the rules of other types are not known.
            (change.update, change.source) = (.replacement, blueGreenPage)
        } else if type(of: before).isFargate || type(of: after).isFargate {
            let isNetwork = ["computeResources.subnets", "computeResources.securityGroupIds"].contains(change.path)
            (change.update, change.source) = isNetwork ? (.scaling, scalingPage) : (.replacement, blueGreenPage)
        } else if !isUpdatable(before) || !isUpdatable(after) {
            (change.update, change.source) = (.replacement, blueGreenPage)
        }
        if change.path == "computeResources.launchTemplate" { leaveOutOverrides(of: &change) }
        return change
    }

    /// Removes the overrides of a launch template, which files do not define. An update that keeps the template keeps
    /// them as well. An empty list of them, which Describe always shows, means none.
    private static func leaveOutOverrides(of change: inout Change) {
        guard var template = change.before?.map, let overrides = template["overrides"]?.list else { return }
        let isKept = change.update == .infrastructure && change.after?["launchTemplateId"] != .string("")
        guard isKept || overrides.isEmpty else { return }
        template["overrides"] = nil
        change.before = .map(template)
    }

    /// Refines a change of the service role. One regular role may replace another, but not the service-linked one.
    private static func refinedRole(_ change: Change, before: Value, after: Value) -> Change {
        var change = change
        let forms = [before, after].map { serviceRoleForm($0["serviceRole"]) }
        if !forms.contains(.string("service-linked")) {
            change.update = .scaling
            change.source = scalingPage
        }
        return change
    }

    /// Fields without a meaning for Fargate: Batch refuses an update that contains one.
    private static let notForFargate: Set<String> = [
        "computeResources.minvCpus", "computeResources.scalingPolicy.minScaleDownDelayMinutes",
        "computeResources.allocationStrategy", "computeResources.instanceTypes", "computeResources.instanceRole",
        "computeResources.launchTemplate", "computeResources.ec2Configuration", "computeResources.bidPercentage",
        "computeResources.ec2KeyPair", "computeResources.imageId", "computeResources.placementGroup",
        "computeResources.tags", "computeResources.spotIamFleetRole", "updatePolicy",
    ]

    private static func type(of state: Value) -> ComputeType {
        ComputeType(state[path: "computeResources.type"]?.string)
    }

    private static func strategy(of state: Value) -> AllocationStrategy {
        AllocationStrategy(state[path: "computeResources.allocationStrategy"]?.string)
    }

    private static func isUpdatable(_ state: Value) -> Bool {
        strategy(of: state).allowsUpdates && serviceRoleForm(state["serviceRole"]) == .string("service-linked")
    }

    /// The form of a service role. To Batch, any ARN of the role that it links
    /// to the account means the same, as does none.
    private static func serviceRoleForm(_ value: Value?) -> Value? {
        guard let arn = value?.string else { return .string("service-linked") }
        return arn.contains(":role/aws-service-role/batch.amazonaws.com/") ? .string("service-linked") : value
    }

    /// The form of a strategy. Describe leaves it out if none was given, and Batch then uses BEST_FIT.
    private static func strategyForm(_ value: Value?) -> Value? {
        AllocationStrategy(value?.string) == .bestFit ? nil : value?.string.map { .string($0.uppercased()) }
    }

    /// The form of a launch template: its id and version. The name is not compared.
    private static func launchTemplateForm(_ value: Value?) -> Value? {
        guard let map = value?.map else { return value }
        var form = map.filter { ["launchTemplateId", "version"].contains($0.key) }
        // Describe leaves out a version that was not given.
        if form["launchTemplateId"] != .string("") { form["version"] = form["version"] ?? .string("$Default") }
        return .map(form)
    }

    /// The image with which Batch starts instances if none was given.
    private static var defaultImages: Value { .list([.map(["imageType": .string("ECS_AL2023")])]) }

    /// The image's type and the AMI that is used instead of it. Batch fills in the other members itself.
    private static func imagesForm(_ value: Value?) -> Value? {
        value?.list.map { images in
            .list(
                images.map { image in
                    .map((image.map ?? [:]).filter { ["imageType", "imageIdOverride"].contains($0.key) })
                })
        }
    }

    /// The form of an update policy: members that AWS leaves out have their defaults.
    private static func updatePolicyForm(_ value: Value?) -> Value? {
        .map((defaultUpdatePolicy.map ?? [:]).merging(value?.map ?? [:]) { _, set in set })
    }

    private static func bidForm(_ value: Value?) -> Value? { value == .integer(0) ? .integer(100) : value }
}
