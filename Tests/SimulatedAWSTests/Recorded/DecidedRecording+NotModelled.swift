extension DecidedRecording {
    private static func none(_ name: String, _ reason: String) -> DecidedRecording {
        DecidedRecording(name, .notModelled(because: reason))
    }

    private static let rights = "the simulated caller may do everything; tests impose denials with a fault hook"
    private static let jobDefinitions = "there are no job definitions, and no call that makes one"
    private static let instances = "no instance is started: EC2 and Auto Scaling refuse nothing"
    private static let waiting = "a job waits for the reason that a test gives it, in AWS's words"

    /// The recordings of situations that do not occur.
    static let notModelled: [DecidedRecording] = [
        none("error-caller-lacks-describe", rights), none("error-passrole", rights),
        none("ec2-scp-create-security-group", rights), none("ec2-spot-role-not-permitted", rights),
        none("error-network-configuration-ec2", jobDefinitions), none("error-user-pattern", jobDefinitions),
        none("error-too-many-jobs", "DescribeJobs is not called: ListJobs says what is needed"),
        none("answer-tags-environment", "ListTagsForResource of Batch is not called: Describe has the tags"),
        none("answer-image-status", "of two image types it is not simulated which one has started instances"),
        none("ec2-image-not-found", "images are looked up with filters, of which none refuses"),
        none("ec2-vcpu-limit", instances), none("autoscaling-profile-name", instances),
        none("scaling-activity-kms", instances), none("scaling-activity-type-zone", instances),
        none("kms-generate-data-key", "no volume and no object is encrypted with a key of the account"),
        none("status-own-role-lacks-autoscaling", "the actions of a service role's policies are not looked at"),
        none("status-profile-missing-eks", "there are no environments on EKS"),
        none("job-cancelled-by-limit", "time limits are kept and end no job"),
        none("job-capacity", waiting), none("job-environments-invalid", waiting),
        none("job-resource-requirement", waiting),
    ]
}
