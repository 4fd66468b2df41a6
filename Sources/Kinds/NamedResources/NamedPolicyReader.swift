import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads managed policies of IAM that files name by their ARNs.
struct NamedPolicyReader: ReferenceReader {
    let kind = ResourceKind.namedPolicy

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.access.global
        return try await ReferenceFindings.ofEach(resources, kind, region) { arn in
            try await orNil(.managedPolicy(arn)) { try await caller.call(IAM.GetPolicy(policyArn: arn)) }?.policy
                .map { _ in .map([:]) }
        }
    }
}
