/// The roles that a file names: those of the head job's definition, and the role of the tasks from its Nextflow configuration
/// or else from the rights to pass it.
struct DecodedRoles {
    private(set) var head: String?
    private(set) var compute: String?
    private(set) var execution: String?
    /// The fact that AWS does not tell; nil if it tells which role has which purpose.
    private(set) var remark: String?

    /// - Parameters:
    ///   - job: the definition of the head job.
    ///   - passed: the roles that the head job may pass on, which are all that the file names.
    ///   - made: the roles that reconcile made, which a file does not name.
    init(_ job: DecodedHeadJob?, passed: [String], made: Set<String>) {
        guard let job else {
            if !passed.isEmpty {
                remark =
                    "The job definition of the head job does not exist, so that AWS does not tell which job has which of "
                    + "the roles \(passed.joined(separator: ", ")): name them in \(Self.fields)"
            }
            return
        }
        func named(_ role: String?) -> String? { role.flatMap { made.contains($0) ? nil : $0 } }
        head = named(job.role)
        execution = named(job.executionRole)
        if let configuration = job.configuration {
            compute = configuration.jobRole
            return
        }
        let others = passed.filter { $0 != head && $0 != execution }
        if others.count == 1 { compute = others[0] }
        if !passed.isEmpty, compute == nil {
            remark =
                others.isEmpty
                ? "AWS does not tell if the tasks have one of these roles too: if so, add 'compute-job-role'"
                : "AWS does not tell which of the roles \(others.joined(separator: ", ")) the tasks have: name it in "
                    + "'compute-job-role'"
        }
    }

    private static let fields = "'head-job-role', 'compute-job-role' and 'batch-execution-role'"
}
