import ManifestLoading
import Planning

/// The parts of the files and of AWS that a command needs before its own work begins.
struct SessionRequest {
    /// The result that its plan is to reach.
    var goal: PlanRequest.Goal
    /// True if nothing may be changed, also after an error.
    var isReadOnly: Bool
    /// The things of others that are looked up; if all are, they must also be right.
    var lookup: PlanRequest.Lookup
    /// False if no plan is made: then no jobs are counted, and what only another form of an environment has is not read.
    var isPlanning = true
    /// True if the files may ask only for what this version can build.
    var isBuilding = false
    /// The environments that are deleted if no file defines them; nil if none are.
    var prunes: PruneScope?
    /// The choices that are made again, of those that files leave open.
    var refreshes: Set<PlanRequest.Refresh> = []
    /// The action on what exists, if the command line gives one.
    var onExists: EnvironmentDefinition.OnExists?
    /// Seconds to wait for an environment, unless its file gives a time.
    var waitTimeout = 1800
    /// The lock that is taken as soon as the account is known to be the right one.
    var lock: Lock?

    /// The same without the lock.
    var unlocked: SessionRequest {
        var request = self
        request.lock = nil
        return request
    }
}
