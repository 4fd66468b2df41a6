import BatchForge
package import Kinds
package import ManifestLoading
import ResourceModel
import SimulatedAWS

extension AccountFixture {
    /// The question which rights a run with definitions needs.
    package func policyRequest(
        _ purpose: PolicyRequest.Purpose, _ definitions: [EnvironmentDefinition], prunes: Bool = false
    ) -> PolicyRequest {
        var request = PolicyRequest(
            purpose, requests(definitions), namePrefix: forge.namePrefix, partition: { _ in "aws" },
            baseName: { [forge] in PhysicalNames($0, prefix: forge.namePrefix).base })
        request.account = account.accountID
        request.prunes = prunes
        return request
    }
}
