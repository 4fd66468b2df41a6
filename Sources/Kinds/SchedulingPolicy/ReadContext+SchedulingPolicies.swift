import AWSOperations
import Reconciliation
import ResourceModel

/// All scheduling policies of a region, or why they could not be listed.
struct SchedulingPolicySearch: Sendable {
    /// The policies; nil if AWS denies it.
    var policies: [Batch.SchedulingPolicyDetail]?
    /// A note on what is not found without them.
    var note: String?

    /// The policies whose tags name them and an owner.
    func claims(in region: String) -> [OwnershipClaim] {
        (policies ?? []).compactMap { OwnershipClaim(.schedulingPolicy, $0.name ?? "", in: region, tags: $0.tags) }
    }
}

extension ReadContext {
    /// Lists the policies of a region. A denial is only noted: most accounts have no policies.
    func searchForSchedulingPolicies(_ region: String) async throws -> SchedulingPolicySearch {
        let caller = caller(region)
        return try await once(Self.searchKey(region)) {
            do {
                return SchedulingPolicySearch(policies: try await Batch.allSchedulingPolicies(caller))
            } catch let error as ServiceError where error.isRefusal {
                let note =
                    "scheduling policies in \(region) that no file names are not found, because they could not be "
                return SchedulingPolicySearch(note: note + "listed: \(error)")
            }
        }
    }

    /// The policies of a region, if an earlier search has listed them.
    func listedSchedulingPolicies(_ region: String) async throws -> [Batch.SchedulingPolicyDetail]? {
        try await already(Self.searchKey(region), SchedulingPolicySearch.self)?.policies
    }

    private static func searchKey(_ region: String) -> String { "scheduling policies in \(region)" }
}

extension Batch {
    /// Reads all scheduling policies of a caller's region.
    static func allSchedulingPolicies(_ caller: any Caller) async throws -> [SchedulingPolicyDetail] {
        let arns = try await everyPage(of: ListSchedulingPolicies.self) { token in
            let answer = try await caller.call(ListSchedulingPolicies(maxResults: 100, nextToken: token))
            return ((answer.schedulingPolicies ?? []).compactMap(\.arn), answer.nextToken)
        }
        return try await schedulingPolicies(arns, caller)
    }

    /// Reads the scheduling policies that exist of some, by their ARNs.
    static func schedulingPolicies(
        _ arns: [String], _ caller: any Caller
    ) async throws -> [SchedulingPolicyDetail] {
        // Batch takes up to 100 ARNs in a call.
        try await concurrently(arns.inChunks(of: 100)) { arns in
            try await caller.call(DescribeSchedulingPolicies(arns: arns)).schedulingPolicies ?? []
        }.flatMap(\.self)
    }
}
