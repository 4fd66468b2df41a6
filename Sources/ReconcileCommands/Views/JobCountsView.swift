import Planning

/// The jobs of an environment: a count that was not looked up is unknown, never 0.
struct JobCountsView {
    let jobs: PlannedEnvironment.JobCounts

    init(_ jobs: PlannedEnvironment.JobCounts) { self.jobs = jobs }

    /// True if nothing at all is known.
    var isUnknown: Bool { jobs.running == nil && jobs.waiting == nil }

    /// `3 running, 250 waiting`
    var text: String {
        switch (jobs.running, jobs.waiting) {
        case (nil, nil): "unknown"
        case (let running?, nil): "\(running) running, waiting unknown"
        case (nil, let waiting?): "running unknown, \(waiting) waiting"
        case (let running?, let waiting?): "\(running) running, \(waiting) waiting"
        }
    }

    var json: JSON { ["running": JSON(jobs.running), "waiting": JSON(jobs.waiting)] }
}
