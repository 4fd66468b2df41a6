import Planning

/// The words in the heading of an environment, which each form puts together with its own marks.
struct EnvironmentHeading {
    /// `jobs: 1 running, 0 waiting`; empty for what does not exist yet, of which there is nothing to say.
    let jobs: String
    /// `replace`
    let action: String
    /// `, no given file defines it`; empty for what a file defines.
    let addition: String

    init(_ environment: PlannedEnvironment) {
        jobs = environment.action == .create ? "" : "jobs: \(JobCountsView(environment.jobs).text)"
        let unchanged = environment.isLeftAsIs ? "left as it is" : "unchanged"
        action = environment.action == .none ? unchanged : environment.action.rawValue
        addition = environment.isPruned ? ", no given file defines it" : ""
    }
}
