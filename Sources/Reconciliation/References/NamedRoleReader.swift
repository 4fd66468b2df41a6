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
        let arns = Set(resources.map(\.name)).sorted()
        let caller = reading.access.global
        let looks = try await concurrently(arns) { arn in
            let name = String(arn.split(separator: "/").last ?? "")
            // What a walk over all roles did not show does not exist.
            if let walked, walked.isWhole { return (arn, walked.roles[name]?.arn, nil as UnreadReference?) }
            var findings = ReferenceFindings()
            let found = try await findings.answer(on: kind, in: region) {
                try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)) }?.role?.arn
            }
            return (arn, found ?? nil, findings.unread.first)
        }
        var findings = ReferenceFindings()
        findings.note(looks.compactMap { arn, _, unread in unread.map { (arn, $0) } })
        let existing = Set(looks.compactMap(\.1))
        for resource in resources where existing.contains(resource.name) {
            findings.resources[resource.address] = [
                ObservedResource(resource.address, name: resource.name, properties: .map([:]))
            ]
        }
        return findings
    }
}
