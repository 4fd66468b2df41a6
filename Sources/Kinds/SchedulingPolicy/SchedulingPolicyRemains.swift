import Planning
import Reconciliation
import ResourceModel

/// Scheduling policies of environments whose files give no shares any more.
///
/// A plan does not look for them, because that takes one more call. A queue keeps its policy, so few are left.
struct SchedulingPolicyRemains: RemainsFinder {
    func remains(
        of requests: [EnvironmentRequest], baseName: (EnvironmentKey) -> String, with context: ReadContext
    ) async throws -> Remains {
        let open = requests.filter { request in
            !request.resources.contains { $0.address.kind == .schedulingPolicy } && request.hasQueues
        }
        let searches = try await together(open.map(\.key).regions) { region in
            (region, try await context.searchForSchedulingPolicies(region))
        }
        var remains = Remains(notes: searches.compactMap(\.1.note))
        for request in open {
            let claims = searches.filter { $0.0 == request.key.region }.flatMap { $1.claims(in: $0) }
            let left = request.retired.filter { part in
                part.address.kind == .schedulingPolicy
                    && claims.contains { $0.owner == request.key.owner && $0.name == part.name }
            }
            if !left.isEmpty { remains.found[request.key] = left }
        }
        return remains
    }
}

extension EnvironmentRequest {
    /// True if the environment has queues that reconcile makes.
    fileprivate var hasQueues: Bool { resources.contains { $0.address.kind == .jobQueue } }
}
