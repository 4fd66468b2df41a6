import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Roles that AWS services link to the account.
    static var serviceLinkedRole: KindDefinition {
        KindDefinition(
            KindRules(.serviceLinkedRole), driver: ServiceLinkedRoleDriver(), mention: Mention(["role"]),
            permissions: [
                .reading(IAM.ListRoles.self),
                .writing(IAM.CreateServiceLinkedRole.self, on: .identity("role/aws-service-role/{name}/*")),
            ])
    }
}
