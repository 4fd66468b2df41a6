import AWSOperations

extension Registry {
    mutating func registerJobs() {
        on(Batch.ListJobs.self) { try $1.listJobs($0, $2) }
    }
}

extension AccountState {
    private static let jobStatuses: Set<String> = [
        "SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED",
    ]

    func listJobs(_ input: Batch.ListJobs, _ call: Call) throws -> Batch.ListJobs.Output {
        let queue = try listedQueue(input, call)
        let status = input.jobStatus ?? "RUNNING"
        guard Self.jobStatuses.contains(status) else {
            throw call.clientException("jobStatus '\(status)' is not valid")
        }
        let region = self[region: call.region]
        // The children of an array are listed by its id only.
        let jobs = region.jobs.filter { job in
            job.status == status && job.array == input.arrayJobId && (queue == nil || job.queue == queue)
        }
        let page = try call.page(
            jobs, size: min(max(input.maxResults ?? 1000, 1), 1000), token: input.nextToken,
            invalid: call.clientException("Invalid nextToken"))
        let summaries = page.items.map { job in
            Batch.JobSummary(
                jobArn: "arn:\(region.partition):batch:\(call.region):\(accountID):job/\(job.id)", jobId: job.id,
                jobName: job.name, createdAt: Timestamp.milliseconds(job.created), status: job.status,
                statusReason: job.statusReason, startedAt: job.started.map(Timestamp.milliseconds),
                arrayProperties: arrayProperties(of: job, region), jobDefinition: job.submission?.definition)
        }
        return Batch.ListJobs.Output(jobSummaryList: summaries, nextToken: page.next)
    }

    /// The ARN of the queue to list; nil if the children of an array are asked for.
    private func listedQueue(_ input: Batch.ListJobs, _ call: Call) throws -> String? {
        guard input.jobQueue == nil || input.arrayJobId == nil else {
            throw call.clientException("jobQueue and arrayJobId cannot both be set")
        }
        if input.arrayJobId != nil { return nil }
        guard let named = input.jobQueue, let index = queueIndex(named, call.region) else {
            throw call.clientException("\(queueARN(input.jobQueue ?? "", call.region)) does not exist")
        }
        return self[region: call.region].jobQueues[index].arn
    }

    /// Of the parent of an array how its children are, of a child that it is one.
    private func arrayProperties(of job: JobRecord, _ region: Region) -> Batch.ArrayPropertiesSummary? {
        if job.array != nil { return Batch.ArrayPropertiesSummary(index: 0) }
        let children = region.jobs.filter { $0.array == job.id }
        guard !children.isEmpty else { return nil }
        return Batch.ArrayPropertiesSummary(
            size: children.count, statusSummary: children.reduce(into: [:]) { $0[$1.status, default: 0] += 1 })
    }

    /// Places waiting jobs, oldest first, on the first environment of their queue that is VALID, ENABLED and has room.
    /// A disabled queue takes no jobs but goes on with those that it holds.
    mutating func placeJobs(at time: Double) {
        for name in regions.keys.sorted() {
            guard let region = regions[name] else { continue }
            // What has a reason to wait is stuck.
            for index in region.jobs.indices
            where ["SUBMITTED", "RUNNABLE"].contains(region.jobs[index].status)
                && region.jobs[index].statusReason == nil && region.jobs[index].wakes == nil
            {
                place(index, region: name, at: time)
            }
        }
    }

    private mutating func place(_ index: Int, region name: String, at time: Double) {
        self[region: name].jobs[index].status = "RUNNABLE"
        let region = self[region: name]
        let job = region.jobs[index]
        let queue = region.jobQueues.first { !$0.isGone && $0.arn == job.queue && $0.status != "DELETING" }
        let order = queue?.detail.current.computeEnvironmentOrder?.sorted { $0.order < $1.order } ?? []
        let host = order.lazy.compactMap { entry in
            region.computeEnvironments.firstIndex { !$0.isGone && $0.arn == entry.computeEnvironment }
        }.first { hasRoom(region.computeEnvironments[$0], for: job, region) }
        guard let host else { return }
        self[region: name].computeEnvironments[host].scaleOut(by: job.vcpus ?? JobRecord.usualVCPUs)
        self[region: name].computeEnvironments[host].beginScaling(withRelease: region.newestRelease)
        self[region: name].jobs[index].computeEnvironment = region.computeEnvironments[host].arn
        if job.submission != nil {
            self[region: name].jobs[index].status = "STARTING"
            self[region: name].jobs[index].wakes = time + Self.containerStart
            return
        }
        self[region: name].jobs[index].status = "RUNNING"
        self[region: name].jobs[index].started = time
        self[region: name].jobs[index].ends = job.duration.map { time + $0 }
    }

    /// Seconds in which an instance fetches an image and starts its container.
    private static let containerStart = 10.0

    private func hasRoom(_ environment: ComputeEnvironmentRecord, for job: JobRecord, _ region: Region) -> Bool {
        let detail = environment.detail.current
        guard environment.status == "VALID", detail.state == "ENABLED" else { return false }
        let taken = takenVCPUs(environment.arn, region) + (job.vcpus ?? JobRecord.usualVCPUs)
        return taken <= detail.computeResources?.maxvCpus ?? 0
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
            scaleIn(after: job, region: name)
        }
    }

    /// Lets the environment that a job has left scale in.
    mutating func scaleIn(after job: JobRecord, region name: String) {
        let index = self[region: name].computeEnvironments.firstIndex { !$0.isGone && $0.arn == job.computeEnvironment }
        guard let index else { return }
        let arn = self[region: name].computeEnvironments[index].arn
        let taken = takenVCPUs(arn, self[region: name])
        self[region: name].computeEnvironments[index].scaleIn(to: taken)
    }

    /// The vCPUs that jobs take of an environment.
    func takenVCPUs(_ environment: String, _ region: Region) -> Int {
        region.jobs.filter { $0.isRunning && $0.computeEnvironment == environment }
            .reduce(0) { $0 + ($1.vcpus ?? JobRecord.usualVCPUs) }
    }
}
