extension AccountState {
    /// Lets everything happen that is due by `now`, in the order in which it is due.
    package mutating func settle(to now: Double) {
        while let due = nextDue, due <= now {
            for name in regions.keys.sorted() { settle(region: name, due: due) }
            placeJobs(at: due)
        }
    }

    /// When the next thing happens by itself.
    private var nextDue: Double? {
        var due: Double?
        func consider(_ time: Double?) {
            guard let time else { return }
            due = min(due ?? time, time)
        }
        for region in regions.values {
            for environment in region.computeEnvironments { consider(environment.transition?.ends) }
            for queue in region.jobQueues { consider(queue.transition?.ends) }
            for job in region.jobs where job.isActive {
                consider(job.ends)
                consider(job.wakes)
            }
            for system in region.elasticFileSystems { system.due.forEach(consider) }
            for system in region.madeLustre { consider(system.ends) }
        }
        return due
    }

    private mutating func settleFileSystems(region name: String, due: Double) {
        var elastic = self[region: name].elasticFileSystems
        elastic = elastic.compactMap { record in
            var record = record
            return record.settle(to: due) ? record : nil
        }
        self[region: name].elasticFileSystems = elastic
        self[region: name].madeLustre = self[region: name].madeLustre.compactMap { record in
            var record = record
            return record.settle(to: due) ? record : nil
        }
    }

    private mutating func settle(region name: String, due: Double) {
        guard let region = regions[name] else { return }
        for (index, job) in region.jobs.enumerated() where job.isActive {
            guard let ends = job.ends, ends <= due else { continue }
            let outcome = job.submission.map { $0.outcome ?? 0 }
            self[region: name].jobs[index].submission?.exitCode = outcome
            let isFailure = outcome.map { $0 != 0 } ?? false
            self[region: name].jobs[index].status = isFailure ? "FAILED" : "SUCCEEDED"
            if outcome != nil { self[region: name].jobs[index].statusReason = "Essential container in task exited" }
            scaleIn(after: job, region: name)
        }
        wakeJobs(region: name, due: due)
        settleFileSystems(region: name, due: due)
        settleQueues(region: name, due: due)
        settleEnvironments(region: name, due: due)
    }
}
