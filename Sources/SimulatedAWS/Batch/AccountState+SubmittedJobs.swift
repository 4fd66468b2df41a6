import AWSOperations
import FoundationEssentials

extension Registry {
    mutating func registerSubmittedJobs() {
        on(Batch.SubmitJob.self) { try $1.submitJob($0, $2) }
        on(Batch.DescribeJobs.self) { try $1.describeJobs($0, $2) }
        on(Batch.TerminateJob.self) { try $1.terminateJob($0, $2) }
    }
}

/// Jobs that a call submits. No container runs: a job takes its time, writes two lines to its log, and succeeds.
extension AccountState {
    /// Batch's limit [AWS Batch user guide, service_limits].
    private static let jobLimit = 30 << 10
    /// ECS's limit [Amazon ECS API reference, TaskOverride].
    private static let overrideLimit = 8192

    mutating func submitJob(_ input: Batch.SubmitJob, _ call: Call) throws -> Batch.SubmitJob.Output {
        guard ComputeRules.isName(input.jobName),
            input.jobName.first?.isLetter ?? false || input.jobName.first?.isNumber ?? false
        else { throw call.invalidRequest("jobName '\(input.jobName)' is not valid") }
        guard let index = queueIndex(input.jobQueue, call.region) else {
            throw call.clientException("\(queueARN(input.jobQueue, call.region)) does not exist")
        }
        let queue = self[region: call.region].jobQueues[index]
        guard queue.detail.current.state == "ENABLED", queue.status == "VALID" else {
            throw call.invalidRequest("\(queue.arn) is not in ENABLED and VALID state")
        }
        guard let definition = activeDefinition(input.jobDefinition, call.region) else {
            throw call.invalidRequest("JobDefinition \(input.jobDefinition) is not valid or is INACTIVE")
        }
        try checkPlatform(definition, queue, call)
        guard input.timeout?.attemptDurationSeconds ?? 60 >= 60 else {
            throw call.invalidRequest("attemptDurationSeconds must be at least 60")
        }
        let hasPolicy = queue.detail.current.schedulingPolicyArn != nil
        guard hasPolicy == (input.shareIdentifier != nil) else {
            throw call.invalidRequest(
                hasPolicy
                    ? "Share identifier should be specified" : "Share identifier should not be specified")
        }
        let size = (try? JSONEncoder().encode(input).count) ?? 0
        guard size < Self.jobLimit else {
            throw call.invalidRequest("Job size must be less than 30 KiB, got \(size >> 10) KiB")
        }
        if let command = input.containerOverrides?.command, command.contains("") {
            throw call.invalidRequest("command cannot contain an empty string")
        }
        let id = generator.uuid()
        let requirements = definition.containerProperties?.resourceRequirements ?? []
        var job = JobRecord(
            id: id, name: input.jobName, queue: queue.arn, status: "SUBMITTED", created: call.now, duration: 60,
            vcpus: requirements.first { $0.type == "VCPU" }.flatMap { Int($0.value) })
        job.submission = JobRecord.Submission(
            definition: definition.jobDefinitionArn, overrides: input.containerOverrides,
            logConfiguration: definition.containerProperties?.logConfiguration)
        job.wakes = call.now + 1
        self[region: call.region].jobs.append(job)
        return Batch.SubmitJob.Output(jobArn: jobARN(id, call.region), jobName: input.jobName, jobId: id)
    }

    /// Refuses a job for Fargate on a queue of instances, and the other way round
    /// [aws-rules: Platforms of jobs and queues].
    private func checkPlatform(_ definition: Batch.JobDefinition, _ queue: JobQueueRecord, _ call: Call) throws {
        let names = Set((queue.detail.current.computeEnvironmentOrder ?? []).map(\.computeEnvironment))
        let environments = self[region: call.region].computeEnvironments.filter { !$0.isGone && names.contains($0.arn) }
        let capability = definition.platformCapabilities?.first ?? "EC2"
        guard environments.allSatisfy({ $0.isFargate == (capability == "FARGATE") }) else {
            throw call.clientException(
                "Job Queue is attached to Compute Environment that can not run Jobs with capability \(capability)")
        }
    }

    func jobARN(_ id: String, _ region: String) -> String {
        "arn:\(Region.partition(of: region)):batch:\(region):\(accountID):job/\(id)"
    }

    func describeJobs(_ input: Batch.DescribeJobs, _ call: Call) throws -> Batch.DescribeJobs.Output {
        guard input.jobs.count <= 100 else { throw call.clientException("jobs can have at most 100 entries") }
        let wanted = Set(input.jobs)
        let jobs = self[region: call.region].jobs.filter {
            wanted.contains($0.id) || wanted.contains(jobARN($0.id, call.region))
        }
        return Batch.DescribeJobs.Output(
            jobs: jobs.map { job in
                Batch.JobDetail(
                    jobName: job.name, jobId: job.id, jobQueue: job.queue, status: job.status,
                    jobDefinition: job.submission?.definition ?? "", jobArn: jobARN(job.id, call.region),
                    statusReason: job.statusReason, createdAt: Timestamp.milliseconds(job.created),
                    startedAt: job.started.map(Timestamp.milliseconds) ?? 0,
                    stoppedAt: job.isActive ? nil : job.ends.map(Timestamp.milliseconds),
                    container: Batch.ContainerDetail(
                        exitCode: job.submission?.exitCode, reason: job.submission?.containerReason,
                        logStreamName: job.logStream, logConfiguration: job.submission?.logConfiguration))
            })
    }

    /// A job that is over, or that does not exist, is left as it is, and the call succeeds.
    mutating func terminateJob(_ input: Batch.TerminateJob, _ call: Call) throws -> Empty {
        guard let index = self[region: call.region].jobs.firstIndex(where: { $0.id == input.jobId && $0.isActive })
        else { return Empty() }
        let job = self[region: call.region].jobs[index]
        self[region: call.region].jobs[index].status = "FAILED"
        self[region: call.region].jobs[index].statusReason = input.reason
        self[region: call.region].jobs[index].ends = call.now
        // 128 and the number of SIGTERM.
        if job.status == "RUNNING" { self[region: call.region].jobs[index].submission?.exitCode = 143 }
        scaleIn(after: job, region: call.region)
        return Empty()
    }

    /// Moves submitted jobs on whose time has come.
    mutating func wakeJobs(region name: String, due: Double) {
        for index in self[region: name].jobs.indices {
            let job = self[region: name].jobs[index]
            guard job.isActive, let wakes = job.wakes, wakes <= due else { continue }
            self[region: name].jobs[index].wakes = nil
            guard job.status == "STARTING" else { continue }
            if let overrides = job.submission?.overrides, overrideSize(overrides) > Self.overrideLimit {
                self[region: name].jobs[index].status = "FAILED"
                self[region: name].jobs[index].statusReason = "Container Overrides length must be at most 8192"
                self[region: name].jobs[index].ends = wakes
                scaleIn(after: job, region: name)
                continue
            }
            self[region: name].jobs[index].status = "RUNNING"
            self[region: name].jobs[index].started = wakes
            self[region: name].jobs[index].ends = job.duration.map { wakes + $0 }
        }
    }

    private func overrideSize(_ overrides: Batch.ContainerOverrides) -> Int {
        (try? JSONEncoder().encode(overrides).count) ?? 0
    }
}
