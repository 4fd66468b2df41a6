import AWSOperations

extension Registry {
    mutating func registerJobs() {
        on(Batch.ListJobs.self) { try $1.listJobs($0, $2) }
    }
}

extension World {
    private static let jobStatuses: Set<String> = [
        "SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED",
    ]

    func listJobs(_ input: Batch.ListJobs, _ call: Call) throws -> Batch.ListJobs.Output {
        guard let named = input.jobQueue, let index = queueIndex(named, call.region) else {
            throw call.clientException("\(queueARN(input.jobQueue ?? "", call.region)) does not exist")
        }
        let status = input.jobStatus ?? "RUNNING"
        guard Self.jobStatuses.contains(status) else {
            throw call.clientException("jobStatus '\(status)' is not valid")
        }
        let region = self[region: call.region]
        let jobs = region.jobs.filter { $0.queue == region.jobQueues[index].arn && $0.status == status }
        let page = try call.page(
            jobs, size: min(max(input.maxResults ?? 1000, 1), 1000), token: input.nextToken,
            invalid: call.clientException("Invalid nextToken"))
        let summaries = page.items.map { job in
            Batch.JobSummary(
                jobArn: "arn:\(region.partition):batch:\(call.region):\(accountID):job/\(job.id)", jobId: job.id,
                jobName: job.name, createdAt: Int(job.created * 1000), status: job.status,
                statusReason: job.statusReason, startedAt: job.started.map { Int($0 * 1000) })
        }
        return Batch.ListJobs.Output(jobSummaryList: summaries, nextToken: page.next)
    }

    /// Ends jobs against their will; each is an event that invariants can look at.
    mutating func killJobs(
        region name: String, at time: Double, because reason: String, where isHit: (JobRecord) -> Bool
    ) {
        for index in self[region: name].jobs.indices {
            let job = self[region: name].jobs[index]
            guard job.isActive, isHit(job) else { continue }
            self[region: name].jobs[index].status = "FAILED"
            self[region: name].jobs[index].statusReason = reason
            record(.jobKilled, job.id, reason, at: time)
        }
    }
}
