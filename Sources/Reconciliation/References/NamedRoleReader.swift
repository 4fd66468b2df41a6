import AWSOperations
import Planning
import ResourceModel

/// Reads IAM roles that files name by their ARNs.
struct NamedRoleReader: ReferenceReader {
    let kind = ResourceKind.namedRole

    func findings(
        on resources: [Resource], in region: String, with reading: Reading
    ) async throws -> ReferenceFindings {
        let walked = reading.iam.walksAllRoles ? try await reading.iam.contents() : nil
        let caller = reading.access.global
        return try await ReferenceFindings.ofEach(resources, kind, region) { arn in
            let name = String(arn.split(separator: "/").last ?? "")
            // What a walk over all roles did not show does not exist.
            let found =
                if let walked, walked.isWhole { walked.roles[name]?.arn } else {
                    try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)) }?.role?.arn
                }
            return found == arn ? .map([:]) : nil
        }
    }
}
