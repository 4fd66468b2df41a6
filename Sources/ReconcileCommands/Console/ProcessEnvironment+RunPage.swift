import Transport

extension ProcessEnvironment {
    /// The page of this run in the CI system that runs us, for others to read: GitHub's and GitLab's say where it is.
    var runPage: String? { page.map(URLText.masked) }

    private var page: String? {
        if let server = variables["GITHUB_SERVER_URL"], let repository = variables["GITHUB_REPOSITORY"],
            let run = variables["GITHUB_RUN_ID"]
        {
            return "\(server)/\(repository)/actions/runs/\(run)"
        }
        return variables["CI_JOB_URL"]
    }
}
