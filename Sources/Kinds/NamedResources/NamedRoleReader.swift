import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads IAM roles that files name by their ARNs.
struct NamedRoleReader: ReferenceReader {
    let kind = ResourceKind.namedRole

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let iam = try await context.iam()
        let walked = iam.walksAllRoles ? try await iam.contents() : nil
        let caller = context.access.global
        return try await ReferenceFindings.ofEach(resources, kind, region) { arn in
            let name = String(arn.split(separator: "/").last ?? "")
            // A role that a walk over all roles did not show does not exist.
            let found =
                if let walked, walked.isWhole { walked.roles[name]?.arn } else {
                    try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)) }?.role?.arn
                }
            return found == arn ? .map([:]) : nil
        }
    }
}
