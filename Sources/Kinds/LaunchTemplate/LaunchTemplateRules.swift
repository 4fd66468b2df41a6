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
                templateData(
                    "metadataOptions", .namedMembers(and: ["httpEndpoint"]), access: .form(opensMetadata)),
                templateData("tagSpecifications", .set),
                templateData("userData", isShownAsHash: true),
                // The file's AMI is set on the environment. One in the template would take precedence over it.
                templateData("imageId"),
            ], lifecycle: lifecycle, hooks: hooks)
    }

    private static let data = "launchTemplateData."

    private static func templateData(
        _ field: String, _ comparison: Comparison = .exact, isShownAsHash: Bool = false,
        access: AccessEffect = .none
    ) -> FieldRule {
        FieldRule(
            path: data + field, update: .inPlace, comparison: comparison, rule: "new version",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html",
            isShownAsHash: isShownAsHash, access: access)
    }

    /// True if the instance's credentials can be fetched without a session token, or from more hops away, than before.
    private static func opensMetadata(_ before: Value?, _ after: Value?) -> Bool {
        let needsToken = { (options: Value?) in options?["httpTokens"]?.string == "required" }
        let hops = { (options: Value?) in options?["httpPutResponseHopLimit"]?.integer ?? 1 }
        return needsToken(before) && !needsToken(after) || hops(after) > hops(before)
    }

    /// The root device of an image that could not be looked up: the one in the current template, else that of the
    /// images for ECS.
    private static func rootDevice(_ reference: Value.Reference, _ observed: ObservedResource?) -> Value? {
        guard [.image, .imageParameter].contains(reference.address.kind) else { return nil }
        let disks = observed?.properties[path: "launchTemplateData.blockDeviceMappings"]?.list
        return disks?.first?["deviceName"] ?? .string("/dev/xvda")
    }

    /// The most versions of a launch template. Source: Amazon EC2 user guide, launch template restrictions.
    private static let mostVersions = 10_000

    /// Warns of a template whose next version EC2 may refuse. The number of the last version is known, but not the
    /// number of deleted ones.
    private static func noteVersions(
        _ planned: inout PlannedResource, _ observed: ObservedResource, _ policy: EnvironmentRequest.Policy
    ) -> [Warning] {
        guard planned.action == .update, planned.changes.contains(where: { $0.path.hasPrefix(data) }),
            let last = observed.attributes["version"]?.string.flatMap(Int.init), last >= mostVersions
        else { return [] }
        return [.manyVersions(name: planned.name, versions: last, most: mostVersions)]
    }
}
