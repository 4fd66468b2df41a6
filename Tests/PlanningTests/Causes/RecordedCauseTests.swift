import Planning
import TestSupport
import Testing

/// Texts that AWS has given.
struct RecordedCauseTests {
    static let texts = Recording.all.filter { $0.text != nil }

    @Test func `has every recording at hand`() {
        #expect(Recording.all.count >= 71)
        #expect(Self.texts.count >= 48)
    }

    @Test(arguments: texts) func `classifies a recorded text`(_ recording: Recording) {
        let cause = Cause(
            recording.text ?? "", code: recording.code, httpStatus: recording.status, operation: recording.operation)
        #expect(cause.kind.rawValue == recording.kindOfCause)
    }

    @Test(arguments: texts) func `classifies a recorded text without its code`(
        _ recording: Recording
    ) {
        #expect(Cause(recording.text ?? "").kind.rawValue == recording.kindOfCause)
    }

    /// Parts of the remedy that belongs to a text; each must be there.
    static let remedies: [(String, [String])] = [
        ("status-assumerole-plain", ["role", "batch.amazonaws.com", "waiting does not help"]),
        ("status-assumerole-user", ["role", "batch.amazonaws.com", "waiting does not help"]),
        ("status-ecs-describeclusters-denied", ["moments ago", "older", "policy"]),
        ("status-own-role-lacks-autoscaling", ["autoscaling:CreateAutoScalingGroup", "policy", "does not help"]),
        ("status-groups-launch-template", ["'security-groups'", "'subnets'", "one VPC"]),
        ("status-none-joined-ecs", ["NAT", "endpoints", "instance role", "boot script"]),
        ("status-profile-invalid-ecs", ["ecsInstanceRole", "instance profile"]),
        ("status-profile-missing-eks", ["instance-profile/ecsInstanceRole"]),
        ("autoscaling-profile-name", ["scaling-group-profile"]),
        ("status-userdata-not-mime", ["multipart", "version"]),
        ("status-cluster-blank", ["cluster", "instance role"]),
        ("status-healthy-environment", []),
        ("error-role-instead-of-profile", ["name or ARN of an instance profile"]),
        ("error-fleet-role-empty", ["'alloc-strategy'"]),
        ("error-passrole", ["iam:PassRole", "arn:aws:iam::123456789012:role/profiles/batch"]),
        ("error-caller-lacks-describe", ["batch:DescribeComputeEnvironments", "on *"]),
        ("error-limit-environments", ["18", "region or account"]),
        ("error-instance-type-list", ["'instance-types'"]),
        ("error-image-type-invalid", ["ECS_AL2023", "ECS_AL2023_NVIDIA"]),
        ("error-object-exists-400", ["tags", "another 'name'"]),
        ("error-queue-relationship", ["minutes", "queues"]),
        ("error-being-modified-environment", ["wait"]),
        ("error-needs-service-linked-role", ["replaced"]),
        ("error-throttled", ["wait"]),
        ("error-desired-on-fargate", ["report"]),
        ("ec2-scp-create-security-group", ["organisation", "ec2:CreateSecurityGroup"]),
        ("ec2-spot-role-not-permitted", ["create-service-linked-role", "spot.amazonaws.com"]),
        ("ec2-vcpu-limit", ["32", "'max-cpus'", "On-Demand"]),
        ("ec2-image-not-found", ["ami-73c9c94791b0fbd15", "'ami-id'"]),
        ("iam-role-exists", ["tags"]),
        ("kms-generate-data-key", ["kms:GenerateDataKey", "key/0123456789abcdef", "role-kinesis"]),
        ("autoscaling-key-pair", ["oregon.pem", "'key-pair'"]),
        ("scaling-activity-kms", ["enable", "service-linked role"]),
        ("scaling-activity-type-zone", ["t3.small", "'subnets'"]),
        ("job-capacity", ["more 'instance-types'", "wait"]),
        ("job-environments-invalid", ["INVALID"]),
        ("job-resource-requirement", ["larger 'instance-types'"]),
        ("job-cancelled-by-limit", ["submit it again", "larger 'instance-types'"]),
    ]

    @Test(arguments: remedies) func `gives the remedy that fits a recorded text`(_ name: String, _ parts: [String])
        throws
    {
        let recording = try #require(Recording.named(name))
        let cause = Cause(
            recording.text ?? "", code: recording.code, httpStatus: recording.status, operation: recording.operation)
        for part in parts { #expect(cause.remedy.contains(part), "\(cause.remedy)") }
        #expect(cause.remedy.isEmpty == parts.isEmpty)
        #expect(!cause.remedy.contains("{"))
    }
}
