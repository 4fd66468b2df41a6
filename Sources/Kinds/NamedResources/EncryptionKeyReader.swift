import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads keys of KMS that files name by their ARNs, each in the Region of its ARN.
struct EncryptionKeyReader: ReferenceReader {
    let kind = ResourceKind.encryptionKey

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        try await ReferenceFindings.ofEach(resources, kind, region) { arn in
            let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
            let caller = context.caller(parts.count > 3 && !parts[3].isEmpty ? String(parts[3]) : region)
            let key = try await orNil(.key(arn)) { try await caller.call(KMS.DescribeKey(keyId: arn)) }?.keyMetadata
            return key.map {
                .map([
                    "state": .string($0.keyState ?? ""), "manager": .string($0.keyManager ?? ""),
                    "spec": .string($0.keySpec ?? ""),
                ])
            }
        }
    }
}
