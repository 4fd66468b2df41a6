import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads quotas of EC2 by their codes.
struct QuotaReader: ReferenceReader {
    let kind = ResourceKind.vCPUQuota

    /// More than any account has. The answer may have any number, and quotas are added up.
    private static let most = 1e9

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        return try await ReferenceFindings.ofEach(resources, kind, region) { code in
            do {
                let answer = try await caller.call(ServiceQuotas.GetServiceQuota(serviceCode: "ec2", quotaCode: code))
                return answer.quota?.value.map { .map(["value": .integer(Int(min(max($0, 0), Self.most)))]) }
            } catch let error as ServiceError where error.code == "NoSuchResourceException" {
                // A quota that the region does not have.
                return nil
            }
        }
    }
}
