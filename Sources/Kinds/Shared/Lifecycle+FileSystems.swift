import Planning
import ResourceModel

extension Lifecycle {
    /// The lifecycle of file systems that every instance mounts.
    static var fileSystem: Lifecycle {
        var lifecycle = Lifecycle()
        lifecycle.holdsData = true
        // Jobs write to it until the last environment that mounts it is gone.
        lifecycle.deletedAfter = [.computeEnvironment, .launchTemplate]
        return lifecycle
    }
}

extension PlanHooks.Repair {
    /// Waiting again: a run may have died while AWS was making the file system. Another one never takes its place.
    static func fileSystem(source: String, effect: String) -> PlanHooks.Repair {
        PlanHooks.Repair(source: source, effect: effect, needsReplacement: { _ in false })
    }
}
