import Planning
import ResourceModel

extension KindRules {
    /// Launch templates. A version never changes: any difference makes a new one.
    static var launchTemplate: KindRules {
        var lifecycle = Lifecycle()
        // The template proves that a log group or a restored role belongs to the environment, so it is deleted last.
        lifecycle.deletedAfter = [.logGroup, .restoredRole]
        var hooks = PlanHooks()
        hooks.fallback = rootDevice
        hooks.note = noteVersions
        hooks.attributesGiven = { $0.contains { $0.path.hasPrefix(data) } ? ["version"] : [] }
        return KindRules(
            .launchTemplate,
            fields: [
                templateData(
                    "blockDeviceMappings", .namedMembers(and: ["encrypted", "iops", "kmsKeyId", "throughput"])),
                templateData("metadataOptions", .namedMembers(and: ["httpEndpoint"])),
                templateData("tagSpecifications", .set),
                templateData("userData", isShownAsHash: true),
                // The file's AMI is set on the environment. One in the template would take precedence over it.
                templateData("imageId"),
            ], lifecycle: lifecycle, hooks: hooks)
    }

    private static let data = "launchTemplateData."

    private static func templateData(
        _ field: String, _ comparison: Comparison = .exact, isShownAsHash: Bool = false
    ) -> FieldRule {
        FieldRule(
            path: data + field, update: .inPlace, comparison: comparison, rule: "new version",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html",
            isShownAsHash: isShownAsHash)
    }

    /// The root device of an image that could not be looked up: the one in the current template, else that of the
    /// images for ECS.
    private static func rootDevice(_ reference: Value.Reference, _ observed: ObservedResource?) -> Value? {
        guard reference.address.kind == .image else { return nil }
        let disks = observed?.properties[path: "launchTemplateData.blockDeviceMappings"]?.list
        return disks?.first?["deviceName"] ?? .string("/dev/xvda")
    }

    /// The most versions of a launch template. Source: Amazon EC2 user guide, launch template restrictions.
    private static let mostVersions = 10_000

    /// Warns of a template whose next version EC2 may refuse. The number of the last version is known, but not the
    /// number of deleted ones.
    private static func noteVersions(
        _ planned: inout PlannedResource, _ observed: ObservedResource, _ policy: EnvironmentRequest.Policy
    ) -> [String] {
        guard planned.action == .update, planned.changes.contains(where: { $0.path.hasPrefix(data) }),
            let last = observed.attributes["version"]?.string.flatMap(Int.init), last >= mostVersions
        else { return [] }
        return [
            "launch template '\(planned.name)' has had \(last) versions, and EC2 keeps \(mostVersions) of a "
                + "template: unless some were deleted it refuses the next; delete old ones with 'aws ec2 "
                + "delete-launch-template-versions', or ask for a higher quota (Service Quotas)"
        ]
    }
}
