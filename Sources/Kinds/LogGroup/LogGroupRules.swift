import Planning
import ResourceModel

extension KindRules {
    /// Log groups, which have only tags.
    static var logGroup: KindRules {
        var lifecycle = Lifecycle()
        lifecycle.provenBy = .launchTemplate
        // Instances write to it until their compute environment is gone.
        lifecycle.deletedAfter = [.computeEnvironment]
        return KindRules(.logGroup, fields: [], lifecycle: lifecycle)
    }
}
