import AWSOperations

extension Registry {
    mutating func registerJobQueues() {
        on(Batch.CreateJobQueue.self) { try $1.createJobQueue($0, $2) }
        on(Batch.UpdateJobQueue.self) { try $1.updateJobQueue($0, $2) }
        on(Batch.DescribeJobQueues.self) { try $1.describeJobQueues($0, $2) }
        on(Batch.DeleteJobQueue.self) { try $1.deleteJobQueue($0, $2) }
    }
}

extension AccountState {
    /// The index of the queue with this name or ARN in the Region; nil if it was deleted.
    package func queueIndex(_ nameOrARN: String, _ region: String) -> Int? {
        self[region: region].jobQueues.lastIndex { !$0.isGone && ($0.name == nameOrARN || $0.arn == nameOrARN) }
    }

    func queueARN(_ nameOrARN: String, _ region: String) -> String {
        let name = nameOrARN.split(separator: "/").last.map(String.init) ?? nameOrARN
        return "arn:\(Region.partition(of: region)):batch:\(region):\(accountID):job-queue/\(name)"
    }

    mutating func createJobQueue(_ input: Batch.CreateJobQueue, _ call: Call) throws -> Batch.CreateJobQueue.Output {
        let name = input.jobQueueName
        guard ComputeRules.isName(name) else {
            throw call.invalidRequest("jobQueueName '\(name)' must match the pattern [A-Za-z0-9_-]{1,128}")
        }
        try checkQueueState(input.state, input.priority, input.jobStateTimeLimitActions, call)
        try checkTags(input.tags ?? [:], call)
        try checkPolicy(input.schedulingPolicyArn, call)
        guard queueIndex(name, call.region) == nil else { throw call.invalidRequest("Object already exists") }
        let order = try checkedOrder(input.computeEnvironmentOrder ?? [], call)
        guard self[region: call.region].jobQueues.count(where: { !$0.isGone }) < settings.queueQuota else {
            // Modelled on the text for compute environments; the text for queues is not recorded.
            throw call.invalidRequest("Limits Error : Only \(settings.queueQuota) Job Queues allowed")
        }
        let arn = queueARN(name, call.region)
        let detail = Batch.JobQueueDetail(
            jobQueueName: name, jobQueueArn: arn, state: input.state ?? "ENABLED",
            schedulingPolicyArn: input.schedulingPolicyArn, status: "CREATING",
            priority: input.priority, computeEnvironmentOrder: order,
            tags: input.tags ?? [:], jobStateTimeLimitActions: input.jobStateTimeLimitActions ?? [])
        self[region: call.region].jobQueues.append(
            JobQueueRecord(
                detail: Replicated(detail, at: call.now, lag: timings.batchStaleness),
                transition: Transition(kind: .create, began: call.now, ends: call.now + timings.queueCreate)))
        return Batch.CreateJobQueue.Output(jobQueueName: name, jobQueueArn: arn)
    }

    mutating func updateJobQueue(_ input: Batch.UpdateJobQueue, _ call: Call) throws -> Batch.UpdateJobQueue.Output {
        guard let index = queueIndex(input.jobQueue, call.region) else {
            throw call.clientException("\(queueARN(input.jobQueue, call.region)) does not exist")
        }
        let record = self[region: call.region].jobQueues[index]
        guard ["VALID", "INVALID"].contains(record.status) else {
            throw call.clientException("Cannot update, resource is being modified")
        }
        // A policy takes another's place, and no other queue gets one [aws-rules: Scheduling policies].
        guard input.schedulingPolicyArn == nil || record.detail.current.schedulingPolicyArn != nil else {
            throw call.clientException("Only fairshare queue can have scheduling policy")
        }
        try checkPolicy(input.schedulingPolicyArn, call)
        try checkQueueState(input.state, input.priority, input.jobStateTimeLimitActions, call)
        var detail = record.detail.current
        if let order = input.computeEnvironmentOrder {
            detail.computeEnvironmentOrder = try checkedOrder(order, attached: record, call)
            let kept = Set(detail.computeEnvironmentOrder?.map(\.computeEnvironment) ?? [])
            endRelationships(of: record, except: kept, region: call.region, at: call.now)
        }
        detail.state = input.state ?? detail.state
        detail.schedulingPolicyArn = input.schedulingPolicyArn ?? detail.schedulingPolicyArn
        detail.priority = input.priority ?? detail.priority
        detail.jobStateTimeLimitActions = input.jobStateTimeLimitActions ?? detail.jobStateTimeLimitActions
        detail.status = "UPDATING"
        let lag = timings.batchStaleness
        self[region: call.region].jobQueues[index].detail.write(at: call.now, lag: lag) { $0 = detail }
        self[region: call.region].jobQueues[index].transition = Transition(
            kind: .update, began: call.now, ends: call.now + timings.queueUpdate)
        return Batch.UpdateJobQueue.Output(jobQueueName: record.name, jobQueueArn: record.arn)
    }

    func describeJobQueues(_ input: Batch.DescribeJobQueues, _ call: Call) throws -> Batch.DescribeJobQueues.Output {
        let names = input.jobQueues ?? []
        guard names.isEmpty || input.maxResults == nil else {
            throw call.invalidRequest("JobQueues and MaxResults cannot both be set")
        }
        guard names.count <= 100 else { throw call.clientException("jobQueues can have at most 100 entries") }
        guard (1...100).contains(input.maxResults ?? 100) else {
            throw call.clientException("MaxResults must be between 1 and 100")
        }
        let wanted = Set(names)
        let seen = self[region: call.region].jobQueues.compactMap {
            $0.detail.read(at: call.now, lagging: call.isLagging)
        }.filter {
            wanted.isEmpty || wanted.contains($0.jobQueueName ?? "") || wanted.contains($0.jobQueueArn ?? "")
        }
        let page = try call.page(
            seen, size: input.maxResults ?? 100, token: input.nextToken,
            invalid: call.clientException("Invalid nextToken"))
        return Batch.DescribeJobQueues.Output(jobQueues: page.items, nextToken: page.next)
    }

    mutating func deleteJobQueue(_ input: Batch.DeleteJobQueue, _ call: Call) throws -> Empty {
        // Deleting a queue that does not exist succeeds.
        guard let index = queueIndex(input.jobQueue, call.region) else { return Empty() }
        let record = self[region: call.region].jobQueues[index]
        guard ["VALID", "INVALID"].contains(record.status) else {
            throw call.clientException("Cannot delete, resource is being modified")
        }
        guard record.detail.current.state == "DISABLED" else {
            throw call.clientException("Cannot delete an enabled job queue, set the state to DISABLED first.")
        }
        let lag = timings.batchStaleness
        self[region: call.region].jobQueues[index].detail.write(at: call.now, lag: lag) { $0.status = "DELETING" }
        self[region: call.region].jobQueues[index].transition = Transition(
            kind: .delete, began: call.now, ends: call.now + timings.queueDelete)
        return Empty()
    }

    /// Lets the queues' states of one Region end that are due.
    mutating func settleQueues(region: String, due: Double) {
        var index = 0
        while index < self[region: region].jobQueues.count {
            var record = self[region: region].jobQueues[index]
            if let transition = record.transition, transition.ends <= due {
                guard transition.kind != .expire else {
                    self[region: region].jobQueues.remove(at: index)
                    continue
                }
                record.transition = nil
                if transition.kind == .delete {
                    record.detail.current.status = "DELETED"
                    record.transition = Transition(kind: .expire, began: due, ends: due + timings.tombstone)
                    endRelationships(of: record, except: [], region: region, at: due)
                    killJobs(region: region, at: due, because: "job queue \(record.name) was deleted") {
                        $0.queue == record.arn
                    }
                    self.record(.deleted, record.arn, "job queue deleted", at: due)
                } else {
                    record.detail.current.status = "VALID"
                    record.detail.current.statusReason = "JobQueue Healthy"
                }
                self[region: region].jobQueues[index] = record
            }
            index += 1
        }
    }

    /// Batch goes on seeing an ended relationship for a while.
    private mutating func endRelationships(
        of queue: JobQueueRecord, except kept: Set<String>, region: String, at time: Double
    ) {
        for index in self[region: region].computeEnvironments.indices {
            let arn = self[region: region].computeEnvironments[index].arn
            if queue.names(arn), !kept.contains(arn) {
                self[region: region].computeEnvironments[index].formerQueues[queue.arn] =
                    time + timings.relationshipLag
            }
        }
    }
}
