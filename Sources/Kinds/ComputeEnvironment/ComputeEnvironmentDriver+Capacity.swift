import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// A maximum of vCPUs that is lower than the number in use.
///
/// Batch refuses it and accepts it later: desiredvCpus falls with the jobs, and only Batch may lower it
/// [ASFHyP3/hyp3#2965, opensupplyhub/open-apparel-registry#2043]. Without a new maximum, desiredvCpus may stay one
/// instance above it.
extension ComputeEnvironmentDriver {
    /// Sends an update as soon as the vCPUs in use fit its maximum, within the time of the wait.
    ///
    /// - Throws: a refusal with the figures if they do not fit in time; only a lower minimum was sent then.
    func send(
        _ operation: Batch.UpdateComputeEnvironment, for planned: PlannedResource, with context: StepContext
    ) async throws {
        let caller = context.caller(planned.address)
        guard let maximum = operation.computeResources?.maxvCpus else {
            try await assureIdle(planned, with: context)
            _ = try await caller.call(operation)
            return
        }
        let start = await context.now()
        var hasLoweredMinimum = false
        while true {
            let live = try await resources(of: planned, with: context)
            let inUse = live?.desiredvCpus
            var figure = inUse.map { "\($0) vCPUs are in use" } ?? "AWS does not say how many vCPUs are in use"
            if inUse ?? 0 <= maximum {
                try await assureIdle(planned, with: context)
                do {
                    _ = try await caller.call(operation)
                    return
                } catch let error as ServiceError where error.isScalingDown {
                    // More came into use meanwhile, or AWS counts vCPUs that it does not show.
                    if inUse != nil { figure = "AWS counts more vCPUs in use than the \(inUse ?? 0) that it shows" }
                }
            } else if !hasLoweredMinimum {
                // Instances of the minimum never end by themselves. AWS accepts a lower minimum at any time.
                hasLoweredMinimum = true
                try await lowerMinimum(operation, below: live?.minvCpus, planned, with: context)
                continue
            }
            let elapsed = await context.now() - start
            guard elapsed < Double(context.waitTimeout) else {
                throw StepFailure.refusal(
                    "\(planned.name): \(figure) after \(context.waitTimeout) s, and AWS takes a maximum of \(maximum) only "
                        + "once no more than that are",
                    detail: "no more than \(maximum) vCPUs may be in use: wait for jobs to end (longer with "
                        + "--wait-timeout), or disable the environment meanwhile, so that jobs that run go on and no others "
                        + "start; 'max-cpus' was left as it is")
            }
            await context.report("\(figure), waiting until it is \(maximum) or fewer")
            try await context.pause(seconds: Self.capacityInterval)
        }
    }

    /// Seconds between two reads of the vCPUs in use: jobs take minutes.
    private static let capacityInterval = 10.0

    private func resources(of planned: PlannedResource, with context: StepContext) async throws -> Batch
        .ComputeResource?
    {
        let answer = try await context.caller(planned.address).call(
            Batch.DescribeComputeEnvironments(computeEnvironments: [planned.name]))
        return answer.computeEnvironments?.first { $0.lifecycle != .deleted }?.computeResources
    }

    private func lowerMinimum(
        _ operation: Batch.UpdateComputeEnvironment, below live: Int?, _ planned: PlannedResource,
        with context: StepContext
    ) async throws {
        guard let minimum = operation.computeResources?.minvCpus, let live, minimum < live else { return }
        await context.report("lowering the minimum to \(minimum) vCPUs first")
        _ = try await context.caller(planned.address).call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: planned.name, computeResources: Batch.ComputeResourceUpdate(minvCpus: minimum)))
        try await context.wait(for: planned.address, named: planned.name) { result in
            let isLower = result.record?.environment?.computeResources?.minvCpus == minimum
            return isLower && result.record?.isSettled == true ? .done : .waiting
        }
    }
}
