/// The roles that a file names, from the rights to pass them and from the roles that reconcile did not make.
struct DecodedRoles {
    var head: String?
    var compute: String?
    var execution: String?
    /// True if AWS has the same state with the roles in other places.
    var isAmbiguous = false

    /// - Parameters:
    ///   - passed: the roles that the head job may pass on.
    ///   - needsHead: true if the file has to name the head job's role; nil if AWS does not tell.
    ///   - needsExecution: true if the file has to name the execution role, false if it names none.
    init(passed: [String], needsHead: Bool?, needsExecution: Bool) {
        var open = passed
        func take() -> String? { open.isEmpty ? nil : open.removeFirst() }
        if needsExecution { execution = take() }
        if needsHead == true { head = take() ?? execution }
        compute = take()
        if needsHead == nil { head = take() }
        let places = [needsExecution, needsHead != false, true].count { $0 }
        isAmbiguous = !passed.isEmpty && places > 1
    }
}
