import Planning
import ResourceModel

extension KindRules {
    /// Instance profiles.
    static var instanceProfile: KindRules {
        KindRules(.instanceProfile, fields: [iam("roles", .set, unset: .list([]))])
    }
}
