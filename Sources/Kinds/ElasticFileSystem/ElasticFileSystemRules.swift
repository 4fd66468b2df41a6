import Planning
import ResourceModel

extension KindRules {
    /// EFS file systems with their mount targets. How one performs, what it moves to cheaper storage and its backups can
    /// be set manually: none of that is compared.
    static var elasticFileSystem: KindRules {
        var lifecycle = Lifecycle.fileSystem
        lifecycle.choices = ["subnets", "securityGroupIds"].map { .init(path: $0, attribute: $0, follows: true) }
        var hooks = PlanHooks()
        hooks.repair = .fileSystem(
            source: "https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html",
            effect: "AWS reports an error: apply looks again if it is available")
        hooks.fit = MountTargetFit.fit
        return KindRules(
            .elasticFileSystem,
            fields: [
                FieldRule(
                    path: "encrypted", update: .replacement,
                    source: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html", isAlwaysShown: true),
                FieldRule(path: "subnets", update: .inPlace, comparison: .set, source: mountTargets),
                FieldRule(
                    path: "securityGroupIds", update: .inPlace, comparison: .set,
                    source: "https://docs.aws.amazon.com/efs/latest/ug/API_ModifyMountTargetSecurityGroups.html"),
            ], refine: refine, lifecycle: lifecycle, hooks: hooks)
    }

    private static let mountTargets = "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html"

    /// Mount targets are only added, and so are their groups: instances that still run jobs use the others. A file system
    /// has mount targets in one VPC.
    private static func refine(_ change: Change, _ before: Value, _ after: Value) -> Change? {
        guard change.path != "encrypted" else { return change }
        // What could not be read is no reason to change anything.
        guard let wanted = after[change.path]?.strings.map({ Set($0) }) else {
            return before[change.path] == nil ? change : nil
        }
        let held = Set(before[change.path]?.strings ?? [])
        if wanted.isSubset(of: held) { return nil }
        guard change.path == "subnets", !held.isEmpty, !held.isSubset(of: wanted) else { return change }
        return Change(
            path: change.path, before: change.before, after: change.after, update: .replacement, source: mountTargets)
    }
}
