import Reconciliation

/// The resources of each kind as AWS names them when it says that they are missing.
extension Subject {
    static func computeEnvironment(_ name: String) -> Subject {
        Subject(["compute environment", "compute-environment"], [name])
    }
    static func jobQueue(_ name: String) -> Subject { Subject(["job queue", "job-queue"], [name]) }
    static func role(_ name: String) -> Subject { Subject(["role"], [name]) }
    static func instanceProfile(_ name: String) -> Subject {
        Subject(["instance profile", "instance-profile"], [name])
    }
    /// A policy of a role, by name or ARN; it is missing as well if its role is.
    static func policy(_ policy: String, of role: String) -> Subject {
        Subject(["policy", "role"], [policy.split(separator: "/").last.map(String.init), role])
    }
    /// A managed policy by its ARN, or one of its versions.
    static func managedPolicy(_ arn: String, version: String? = nil) -> Subject {
        Subject(["policy"], [arn.split(separator: "/").last.map(String.init), version])
    }
    /// A key of KMS by its ARN.
    static func key(_ arn: String) -> Subject { Subject(["key"], [arn.split(separator: "/").last.map(String.init)]) }
    /// EC2 names several templates at once or none: "At least one of the launch templates …".
    static func launchTemplate(id: String?, name: String? = nil) -> Subject {
        Subject(["launch template", "the id"], [id, name], isUnnamed: true)
    }
    /// CloudWatch Logs says "The specified log group does not exist."
    static func logGroup(_ name: String) -> Subject {
        Subject(["log group", "specified resource"], [name], isUnnamed: true)
    }
}
