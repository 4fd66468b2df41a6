import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads scheduling policies of Batch that files name by their ARNs.
struct SchedulingPolicyReader: ReferenceReader {
    let kind = ResourceKind.namedSchedulingPolicy

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        var findings = ReferenceFindings()
        // Batch takes up to 100 ARNs in a call.
        let chunks = Set(resources.map(\.name)).sorted().inChunks(of: 100)
        let existing = try await findings.answer(on: kind, in: region) {
            try await concurrently(chunks) { arns in
                try await caller.call(Batch.DescribeSchedulingPolicies(arns: arns)).schedulingPolicies ?? []
            }.flatMap { $0.compactMap(\.arn) }
        }
        findings.note(resources, existing: Dictionary((existing ?? []).map { ($0, .map([:])) }) { first, _ in first })
        return findings
    }
}
