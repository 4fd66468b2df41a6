import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension ComputeEnvironmentDriver {
    /// Counts once more, right before an update that ends jobs and was planned in place only because there were none.
    ///
    /// - Throws: a refusal where there are some now, or where AWS does not say, which is no proof that there are none.
    func assureIdle(_ planned: PlannedResource, with context: StepContext) async throws {
        guard let condition = planned.idleCondition else { return }
        let jobs: Int?
        do {
            jobs = try await jobsAtRisk(planned, condition, with: context)
        } catch let error as ServiceError {
            let remedy = Cause(error).remedy
            throw StepFailure.refusal(
                "\(planned.name): it is not known if jobs run there now: \(error.explained)",
                detail: "nothing of it was changed; \(remedy.isEmpty ? "" : "\(remedy), then ")run again")
        }
        guard let jobs else {
            throw StepFailure.refusal(
                "\(planned.name): AWS does not say whether jobs run there now",
                detail: "nothing of it was changed; run again")
        }
        guard jobs > 0 else { return }
        throw StepFailure.refusal(
            "\(planned.name): \(jobs == 1 ? "1 job" : "\(jobs) jobs") began since the plan was made",
            detail: "nothing of it was changed; \(condition.isReplacedNext ? Self.replaced : Self.refused)")
    }

    private static let replaced = "the next run replaces it behind the queue"
    private static let refused =
        "the next run refuses while they run; set 'overwrite: True' to have it replaced behind its queue, set "
        + "'update-strategy: in-place' under 'reconcile:' to let Batch end what runs longer than 'job-timeout-minutes', or "
        + "wait until the jobs are done"

    /// The jobs on its cluster; where ECS does not say, those in its queues.
    private func jobsAtRisk(
        _ planned: PlannedResource, _ condition: PlannedResource.IdleCondition, with context: StepContext
    ) async throws -> Int? {
        let caller = context.caller(planned.address)
        do {
            if let cluster = planned.observed?.attributes["ecsClusterArn"]?.string {
                return try await JobCounter.jobs(on: cluster, with: caller).atRisk
            }
        } catch let error as ServiceError where !FailureClass.passes(error) && !condition.queues.isEmpty {
            // The queues know, too.
        }
        return try await concurrently(condition.queues) { try await JobCounter.jobs(in: $0, with: caller).counts }
            .reduce(condition.queues.isEmpty ? .unknown : .none, +).atRisk
    }
}
