import AWSOperations
import ResourceModel

extension Work {
    /// Waits until ECS clusters run nothing any more, for at most the wait's time.
    ///
    /// - Parameter resource: what takes no new jobs already and is to go.
    func drain(_ clusters: [String], of resource: ObservedResource) async throws {
        guard !clusters.isEmpty else { return }
        let caller = caller(resource.address)
        let start = await access.timekeeper.now()
        while true {
            let answer = try await caller.call(ECS.DescribeClusters(clusters: clusters))
            let running = (answer.clusters ?? []).reduce(0) { $0 + ($1.runningTasksCount ?? 0) }
            guard running > 0 else { return }
            guard await access.timekeeper.now() - start < Double(waitTimeout) else {
                throw WaitFailed(name: resource.name, reason: "\(running) jobs still run after \(waitTimeout) s")
            }
            await report("draining, \(running) jobs run")
            try await pause(seconds: 5)
        }
    }
}
