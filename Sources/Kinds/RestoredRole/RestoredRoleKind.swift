import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Service roles that are restored until their compute environment is gone.
    static var restoredRole: KindDefinition {
        KindDefinition(
            .restoredRole, driver: RestoredRoleDriver(),
            permissions: [
                // A role of any name, which no file gives: no policy for files has these.
                .writing(
                    IAM.GetRole.self, IAM.ListAttachedRolePolicies.self, IAM.CreateRole.self, IAM.AttachRolePolicy.self,
                    IAM.DetachRolePolicy.self, IAM.DeleteRole.self, on: .identity("role/{name}")),
                .writing(EC2.CreateTags.self, EC2.DeleteTags.self, on: .regional("ec2", "launch-template/*")),
            ])
    }
}
