import Planning
import ResourceModel

extension KindRules {
    /// Service roles that were deleted before their compute environment and are restored until it is gone.
    static var restoredRole: KindRules {
        var rules = KindRules(.restoredRole)
        rules.lifecycle.deletedAfter = [.computeEnvironment]
        rules.hooks.cleanup = RestoredServiceRole.deletion
        return rules
    }
}
