import AWSOperations

extension AccountState {
    /// Lets the environments' states of one Region end that are due.
    mutating func settleEnvironments(region: String, due: Double) {
        var index = 0
        while index < self[region: region].computeEnvironments.count {
            let record = self[region: region].computeEnvironments[index]
            if let transition = record.transition, transition.ends <= due {
                guard transition.kind != .expire else {
                    self[region: region].computeEnvironments.remove(at: index)
                    continue
                }
                self[region: region].computeEnvironments[index] = settled(record, transition, region: region)
            }
            index += 1
        }
    }

    private mutating func settled(
        _ old: ComputeEnvironmentRecord, _ transition: Transition, region: String
    ) -> ComputeEnvironmentRecord {
        var record = old
        record.transition = nil
        switch transition.kind {
        case .create, .update, .healthCheck:
            let newest = self[region: region].newestRelease
            if transition.kind == .update {
                killOutlivedJobs(record, transition, region: region)
                if record.takesNewestImage == true, record.imageRelease != nil { record.imageRelease = newest }
                record.takesNewestImage = nil
            }
            record.beginScaling(withRelease: newest)
            let since = transition.kind == .healthCheck ? transition.ends : transition.began
            conclude(&record, invalidReason(record, region: region, since: since), at: transition.ends, region: region)
        case .delete:
            let hasJobs = self[region: region].jobs.contains { $0.isRunning && $0.computeEnvironment == record.arn }
            // The role has to have spread [aws-rules: An environment whose service role is gone].
            if let reason = record.imposedReason ?? roleReason(record, since: transition.began) {
                conclude(&record, reason, at: transition.ends, region: region)
            } else if record.isFargate, hasJobs {
                conclude(
                    &record, "CLIENT_ERROR - The compute environment still has active jobs", at: transition.ends,
                    region: region)
            } else {
                killJobs(region: region, at: transition.ends, because: "compute environment \(record.name) was deleted")
                {
                    $0.computeEnvironment == record.arn
                }
                record.detail.current.status = "DELETED"
                record.detail.current.statusReason = nil
                record.hasCluster = false
                record.transition = Transition(
                    kind: .expire, began: transition.ends, ends: transition.ends + timings.tombstone)
                self.record(.deleted, record.arn, "compute environment deleted", at: transition.ends)
            }
        case .expire: break
        }
        return record
    }

    /// VALID without a reason; INVALID with one, until Batch looks again.
    private mutating func conclude(
        _ record: inout ComputeEnvironmentRecord, _ reason: String?, at time: Double, region: String
    ) {
        record.detail.current.status = reason == nil ? "VALID" : "INVALID"
        record.detail.current.statusReason = reason ?? "ComputeEnvironment Healthy"
        guard let reason else {
            // Batch could not assume the service role before.
            if record.detail.current.uuid == nil { identify(&record, region: region) }
            return
        }
        record.transition = Transition(kind: .healthCheck, began: time, ends: time + max(1, timings.healthCheck))
        self.record(.invalidated, record.arn, reason, at: time)
    }

    /// Jobs that an infrastructure update no longer waits for.
    private mutating func killOutlivedJobs(
        _ record: ComputeEnvironmentRecord, _ transition: Transition, region: String
    ) {
        let policy = record.detail.current.updatePolicy ?? ComputeRules.defaultUpdatePolicy
        let timeout = Double(policy.jobExecutionTimeoutMinutes ?? 30) * 60
        guard transition.replacesInstances == true, transition.ends >= transition.began + timeout else { return }
        killJobs(region: region, at: transition.ends, because: "infrastructure update of \(record.name) timed out") {
            $0.computeEnvironment == record.arn && ($0.started ?? 0) <= transition.began
        }
    }
}
