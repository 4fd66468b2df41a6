import AWSOperations
import BatchForge
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// The third step of a session: the state of AWS, and the request that plans are made from.
struct AccountReading {
    let planRequest: PlanRequest
    let observation: Observation
    /// The plan that brings about what is intended.
    let plan: Plan
    let notes: [Diagnostic]

    /// Reads what the files' environments have, and what belongs to environments that no file defines.
    static func read(
        _ account: ResolvedAccount, _ files: LoadedFiles, _ request: SessionRequest
    ) async throws -> AccountReading {
        async let reading = readAll(account, files, request)
        // What AWS refuses for the credentials is told of the call that asks for no right. Without a caller nothing else is
        // worth asking: the reads that are under way are given up then.
        _ = try await account.identity.value
        return try await reading
    }

    private static func readAll(
        _ account: ResolvedAccount, _ files: LoadedFiles, _ request: SessionRequest
    ) async throws -> AccountReading {
        var planRequest = PlanRequest(request.goal, files.requests)
        planRequest.refreshes = request.refreshes
        if !request.isPlanning {
            for index in planRequest.environments.indices { planRequest.environments[index].retired = [] }
        }
        let reader = StateReader(account.account.access)
        var unread: [String] = []
        var notes: [Diagnostic] = []
        var reads: EarlierReads?
        if let scope = request.prunes {
            let regions = Set(files.requests.map(\.key.region))
            let found = try await reader.discover(in: regions, namePrefix: files.builder.namePrefix)
            let excluded = planRequest.prune(
                found.claims, scope: scope, namePrefix: files.builder.namePrefix, kinds: Kinds.catalog
            ) { files.builder.remains(of: $0) }
            notes += excluded.diagnostics
            unread += found.notes
            reads = found.reads
        }
        if request.goal == .destroy {
            let remains = try await reader.remains(of: files.requests) {
                PhysicalNames($0, prefix: files.builder.namePrefix).base
            }
            planRequest.retire(remains.found)
            planRequest.retireTemporary()
            unread += remains.notes
            reads = remains.reads
        }
        let found = try await reader.observe(
            planRequest.resources(lookingUp: request.lookup, Kinds.catalog), as: account.identity, after: reads,
            countingJobs: request.isPlanning)
        let (observation, plan) =
            request.isPlanning
            ? try await reader.lookingIntoQueues(found, for: planRequest)
            : (found, Planner(found, Kinds.catalog).plan(planRequest))
        unread += observation.notes
        notes += unread.map { Diagnostic(.note, "not-read", $0) }
        notes += try await InstanceTypeCheck(access: account.account.access).diagnostics(files.manifest.environments)
        let now = await account.account.access.clock.now()
        if request.lookup == .everything {
            notes += ReferenceCheck(intent: planRequest, observation: observation, plan: plan, now: now).diagnostics(
                files.manifest.environments)
        }
        notes += policyNotes(planRequest, observation, request.goal)
        return AccountReading(planRequest: planRequest, observation: observation, plan: plan, notes: notes)
    }

    /// Reports policies that others put on our roles.
    private static func policyNotes(
        _ planRequest: PlanRequest, _ observation: Observation, _ goal: PlanRequest.Goal
    ) -> [Diagnostic] {
        UnmanagedPolicyNotes(observation: observation, isDestruction: goal == .destroy)
            .diagnostics(planRequest.environments)
            // What is pruned goes, whatever the goal.
            + UnmanagedPolicyNotes(observation: observation, isDestruction: true).diagnostics(planRequest.pruned)
    }
}
