import Kinds

extension JobFollower.Outcome {
    /// The exit status of the program: that of the container, or 1 if the job failed without one.
    var exitStatus: Int32 {
        if hasSucceeded { return 0 }
        guard let exitCode, exitCode != 0, let code = Int32(exactly: exitCode) else { return 1 }
        return code
    }

    /// The end in words.
    var sentence: String {
        let code = exitCode.map { " with exit status \($0)" } ?? ""
        let why = hasSucceeded ? "" : reason.map { ": \($0)" } ?? ""
        return "The job has \(status)\(code)\(why)"
    }
}
