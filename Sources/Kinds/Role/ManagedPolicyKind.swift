import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Managed policies that reconcile keeps for its roles; part of a role, without an address.
    static var managedPolicy: KindDefinition {
        KindDefinition(
            KindRules(.managedPolicy), mention: Mention(["policy"]),
            permissions: [
                .writing(
                    IAM.GetPolicy.self, IAM.GetPolicyVersion.self, IAM.ListPolicyVersions.self, IAM.CreatePolicy.self,
                    IAM.CreatePolicyVersion.self, IAM.DeletePolicy.self, IAM.DeletePolicyVersion.self,
                    IAM.TagPolicy.self, IAM.UntagPolicy.self, on: .identity("policy/{name}"))
            ])
    }
}
