import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads EC2 key pairs that files name.
struct KeyPairReader: ReferenceReader {
    let kind = ResourceKind.keyPair

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        var findings = ReferenceFindings()
        // In a filter '*' and '?' match other characters, so the results are compared once more.
        let chunks = Set(resources.map(\.name)).sorted().inChunks(of: 200)
        let names = try await findings.answer(on: kind, in: region) {
            try await concurrently(chunks) { names in
                let filter = EC2.Filter(name: "key-name", values: names)
                return try await caller.call(EC2.DescribeKeyPairs(filters: [filter])).keyPairs ?? []
            }.flatMap { $0.compactMap(\.keyName) }
        }
        findings.note(resources, existing: Dictionary((names ?? []).map { ($0, .map([:])) }) { first, _ in first })
        return findings
    }
}
