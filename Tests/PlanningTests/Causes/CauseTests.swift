import Planning
import Testing

/// Texts of the same kinds in other words, of other services and of newer AWS.
struct CauseTests {
    struct Told: Sendable, CustomTestStringConvertible {
        let text: String
        var code: String?
        let kind: Cause.Kind
        /// The parts that the remedy must have.
        let parts: [String]

        init(_ text: String, code: String? = nil, _ kind: Cause.Kind, _ parts: String...) {
            self.text = text
            self.code = code
            self.kind = kind
            self.parts = parts
        }

        var testDescription: String { "\(code ?? "") \(text.prefix(90))" }
    }

    static let role = "arn:aws:iam::123456789012:role/x"
    static let session = "arn:aws:sts::123456789012:assumed-role/ci/run"
    static func denied(_ action: String, on resource: String = "*", by who: String = session, _ rest: String = "")
        -> String
    {
        "User: \(who) is not authorized to perform: \(action) on resource: \(resource)\(rest)"
    }

    static let denials: [Told] = [
        Told(
            "You are not authorized to perform this operation. Encoded authorization failure message: 4f-Q7x",
            code: "UnauthorizedOperation", .permissionMissing, "decode-authorization-message"),
        Told(denied("iam:CreateRole", on: role), code: "AccessDenied", .permissionMissing, "iam:CreateRole", role),
        Told(
            denied("batch:UpdateComputeEnvironment", " with an explicit deny in an identity-based policy"),
            code: "AccessDeniedException", .permissionMissing, "an identity-based policy denies", "statement"),
        Told(
            denied("batch:TagResource", " with an explicit deny in a permissions boundary"), .permissionMissing,
            "permissions boundary denies"),
        Told(
            denied("s3:PutObject", on: "\"arn:aws:s3:::b/k\"", " with an explicit deny in a session policy"),
            .permissionMissing, "session policy denies"),
        Told(
            denied("s3:PutObject", on: "\"arn:aws:s3:::b/k\"", " with an explicit deny in a resource-based policy"),
            .permissionMissing, "resource-based policy denies"),
        Told(
            denied("ec2:RunInstances", " with an explicit deny in a VPC endpoint policy"), .permissionMissing,
            "VPC endpoint policy denies"),
        Told(
            denied(
                "batch:CreateJobQueue",
                " with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-1/p-2"
            ),
            .scpDenied, "organisation"),
        Told(
            denied("ec2:RunInstances", " because no service control policy allows the ec2:RunInstances action"),
            .scpDenied,
            "organisation"),
        Told(
            denied("s3:GetObject", " with an explicit deny in a resource control policy"), .scpDenied,
            "resource control"),
        Told(
            denied("iam:TagRole", " because no permissions boundary allows the iam:TagRole action"), .permissionMissing,
            "boundary"),
        Told(
            denied("iam:TagRole", " because no session policy allows the iam:TagRole action"), .permissionMissing,
            "session"),
        Told(
            denied(
                "ecs:DescribeClusters", by: "arn:aws:sts::123456789012:assumed-role/own/aws-batch",
                " with an explicit deny in an identity-based policy"), .permissionMissing, "denies"),
        Told(
            denied(
                "ecs:DescribeClusters", by: "arn:aws:sts::123456789012:assumed-role/own/aws-batch",
                " because no permissions boundary allows the ecs:DescribeClusters action"), .permissionMissing,
            "boundary"),
        Told(denied("ecs:DescribeClusters"), code: "AccessDeniedException", .permissionMissing, "ecs:DescribeClusters"),
        Told(
            "CLIENT_ERROR - "
                + denied(
                    "ec2:CreateLaunchTemplate", by: "arn:aws:sts::123456789012:assumed-role/own/aws-batch",
                    " because no identity-based policy allows the ec2:CreateLaunchTemplate action"), .permissionMissing,
            "ec2:CreateLaunchTemplate", "service role"),
        Told(
            denied("iam:GetRole", on: "role r-1", " because no identity-based policy allows the iam:GetRole action"),
            code: "AccessDenied", .permissionMissing, "allow iam:GetRole on role r-1 to \(session)"),
        Told(
            denied("iam:CreateInstanceProfile", on: "instance profile invalid"), code: "AccessDenied",
            .permissionMissing, "allow iam:CreateInstanceProfile on instance profile invalid to"),
        Told(
            denied("batch:CreateJobQueue", on: "arn:aws:batch:eu-west-1:1:job-queue/kms-tests"), .permissionMissing,
            "allow batch:CreateJobQueue on arn:aws:batch:eu-west-1:1:job-queue/kms-tests to"),
        Told(
            denied("batch:TagResource", by: "arn:aws:sts::123456789012:assumed-role/spot-iamfleetrole-invalid/run"),
            .permissionMissing, "allow batch:TagResource on * to"),
        Told(
            "User: \(session) is not authorized to perform: secretsmanager:DescribeSecret on this resource because the "
                + "resource does not exist in this Region, no resource-based policies allow access, or a resource-based "
                + "policy explicitly denies access", code: "AccessDeniedException", .permissionMissing,
            "secretsmanager:DescribeSecret", session),
        Told("Access Denied", code: "AccessDenied", .permissionMissing, "allow it"),
        Told(
            "User: \(session) is not authorized to perform: batch:TagResource", code: "AccessDeniedException",
            .permissionMissing, "allow batch:TagResource on what the call names to \(session)"),
        Told(
            denied(
                "kms:Decrypt", on: "arn:aws:kms:eu-west-1:1:key/k", " with an explicit deny in a resource-based policy"),
            .kmsDenied, "resource-based policy denies kms:Decrypt"),
        Told(
            "User: batch.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: \(role)", .roleMissing,
            "batch.amazonaws.com"),
        Told(
            "Not authorized to perform sts:AssumeRoleWithWebIdentity", code: "AccessDenied", .roleMissing,
            "trust policy"),
        Told(
            "ECS was unable to assume the role '\(role)' that was provided for this task. Please verify that the role being "
                + "passed has the proper trust relationship and permissions", .roleMissing, "trusts"),
        Told("The role with name gone cannot be found.", code: "NoSuchEntity", .roleMissing, "gone"),
        Told("Instance Profile gone cannot be found.", code: "NoSuchEntity", .roleMissing, "gone"),
        Told("CLIENT_ERROR - Parameter: SpotFleetRequestConfig.IamFleetRole is invalid", .roleMissing, "fleet"),
        Told(
            "You must use a valid fully-formed launch template. Value (arn:aws:iam::1:instance-profile/p) for parameter "
                + "iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN", code: "ValidationError",
            .iamNotPropagated, "instance-profile/p"),
        Told("INVALID IAMINSTANCEPROFILE: P", .iamNotPropagated),
    ]

    static let limits: [Told] = [
        Told(
            "Could not launch Spot Instances. MaxSpotInstanceCountExceeded - Max spot instance count exceeded. Launching EC2 "
                + "instance failed.", .quotaReached, "Spot"),
        Told(
            "Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your "
                + "current vCPU limit of 5 allows for the instance bucket that the specified instance type belongs to.",
            .quotaReached, "5", "On-Demand"),
        Told(
            "You've reached your quota for maximum Fleet Requests for this account.", code: "MaxFleetCountExceeded",
            .quotaReached, "fleet"),
        Told("Client.VolumeLimitExceeded: Volume limit exceeded", .quotaReached, "EBS"),
        Told(
            "You have exceeded the network interface limit", code: "NetworkInterfaceLimitExceeded", .quotaReached,
            "network"),
        Told("Cannot exceed quota for RolesPerAccount: 1000", code: "LimitExceeded", .quotaReached, "1000"),
        Told("Cannot exceed quota for PoliciesPerRole: 10", code: "LimitExceeded", .quotaReached, "10", "'policies'"),
        Told(
            "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", code: "LimitExceeded", .quotaReached,
            "one role"),
        Told(
            "Maximum policy size of 10240 bytes exceeded for role r", code: "LimitExceeded", .quotaReached, "10,240",
            "'allow-buckets'"),
        Told(
            "Error executing request, Exception : Limits Error : Only 50 Job Queues allowed, RequestId: 1",
            .quotaReached,
            "50"),
        Told("Resource limit exceeded.", code: "LimitExceededException", .quotaReached),
        Told("Rate exceeded", code: "Throttling", .other, "wait"),
        Told("Rate exceeded", code: "ThrottlingException", .other, "wait"),
        Told("Request limit exceeded.", code: "RequestLimitExceeded", .other, "wait"),
        Told("Please reduce your request rate.", code: "SlowDown", .other, "wait"),
        Told(
            "We currently do not have sufficient c6i.large capacity in the Availability Zone you requested (eu-west-1a).",
            code: "InsufficientInstanceCapacity", .other, "capacity", "zones"),
        Told("There is no Spot capacity available that matches your request.", .other, "capacity"),
        Told(
            "Your Spot request price of 0.01 is lower than the minimum required Spot request fulfillment price of 0.05.",
            .other, "'bid-percentage'"),
        Told(
            "There are not enough free addresses in subnet 'subnet-0a1' to satisfy the requested number of instances.",
            code: "InsufficientFreeAddressesInSubnet", .other, "subnet-0a1", "'subnets'"),
    ]

    static let things: [Told] = [
        Told("The image id '[ami-1]' does not exist", code: "InvalidAMIID.NotFound", .imageInvalid, "ami-1"),
        Told("The AMI ID 'ami-2' does not exist. Launching EC2 instance failed.", .imageInvalid, "ami-2"),
        Told("Invalid id: \"ami-zz\"", code: "InvalidAMIID.Malformed", .imageInvalid, "ami-"),
        Told("Not authorized for images: [ami-3]", code: "AuthFailure", .imageInvalid, "ami-3", "shared"),
        Told(
            "In order to use this AWS Marketplace product you need to accept terms and subscribe.",
            code: "OptInRequired",
            .imageInvalid, "terms"),
        Told("The key pair 'k' does not exist", code: "InvalidKeyPair.NotFound", .keyPairMissing, "k"),
        Told(
            "Error executing request, Exception : The key pair 'k' does not exist, RequestId: 1", .keyPairMissing,
            "'key-pair'"),
        Told(
            "Security group sg-1 and subnet subnet-2 belong to different networks.", code: "InvalidParameter",
            .securityGroupMismatch, "one VPC"),
        Told(
            "CLIENT_ERROR - One or more security groups in the launch configuration are not linked to the VPCs configured in "
                + "the Auto Scaling group", .securityGroupMismatch, "one VPC"),
        Told("The security group 'sg-9' does not exist", code: "InvalidGroup.NotFound", .securityGroupMismatch, "sg-9"),
        Told("The subnet ID 'subnet-9' does not exist", code: "InvalidSubnetID.NotFound", .other, "subnet-9"),
        Told(
            "The specified launch template, with template ID lt-9, does not exist.",
            code: "InvalidLaunchTemplateId.NotFound",
            .launchTemplateInvalid, "lt-9"),
        Told(
            "Could not find the specified version 7 for the launch template with ID lt-9.",
            code: "InvalidLaunchTemplateId.VersionNotFound", .launchTemplateInvalid, "version"),
        Told(
            "Launch template name already in use.", code: "InvalidLaunchTemplateName.AlreadyExistsException", .nameTaken
        ),
        Told("User data is limited to 16384 bytes", code: "InvalidParameterValue", .launchTemplateInvalid, "16 KB"),
        Told(
            "The requested configuration is currently not supported. Please check the documentation for supported "
                + "configurations.", code: "Unsupported", .instanceTypeUnsupported),
        Told(
            "The following supplied instance types do not exist: [c9x]", code: "InvalidInstanceType",
            .instanceTypeUnsupported),
        Told(
            "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the "
                + "specified AMI.", code: "InvalidParameterValue", .instanceTypeUnsupported, "'ami-id'"),
        Told(
            "Your compute environment has been INVALIDATED and scaled down because none of the nodes joined the underlying EKS "
                + "Cluster. Common issues: incorrect Instance Profile policy", .networkUnreachable, "route"),
        Told(
            "Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: "
                + "Client.InternalError: Client error on launch", .kmsDenied, "key"),
        Told("Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state", .kmsDenied, "key"),
        Told("arn:aws:kms:eu-west-1:1:key/k1 is disabled.", code: "DisabledException", .kmsDenied, "enable", "key/k1"),
        Told(
            "arn:aws:kms:eu-west-1:1:key/k2 is pending deletion.", code: "KMSInvalidStateException", .kmsDenied,
            "key/k2"),
        Told("Object already exists", code: "ConflictException", .nameTaken),
        Told("The specified log group already exists", code: "ResourceAlreadyExistsException", .nameTaken),
        Told(
            "Service role name AWSServiceRoleForBatch has been taken in this account, please try a different suffix.",
            code: "InvalidInput", .nameTaken),
        Told(
            "Cannot delete entity, must remove roles from instance profile first.", code: "DeleteConflict", .other,
            "hangs"),
        Told(
            "Policy arn:aws:iam::aws:policy/Nope does not exist or is not attachable.", code: "NoSuchEntity", .other,
            "Nope"),
        Told("Syntax errors in policy.", code: "MalformedPolicyDocument", .other, "policy"),
        Told("The security token included in the request is expired", code: "ExpiredToken", .other, "log in"),
        Told(
            "The security token included in the request is invalid.", code: "InvalidClientTokenId", .other,
            "credentials"),
        Told(
            "A conflicting operation is currently in progress against this resource.",
            code: "OperationAbortedException",
            .beingModified),
        Told(
            "Error executing request, Exception : Compute environment is being modified, RequestId: 1", .beingModified,
            "wait"),
        Told("The service cannot be reached", code: "ServiceUnavailable", .other, "run again"),
    ]

    static let more: [Told] = [
        Told("You have reached the limit on the number of launch templates", .quotaReached, "higher"),
        Told("The maximum number of launch template versions has been reached", .quotaReached),
        Told("Too many tags: 51", code: "TooManyTagsException", .quotaReached, "50", "'labels'"),
        Told(
            "The tag policy does not allow the specified value for the following tag key: 'Owner'.",
            code: "TagPolicyViolation", .scpDenied, "'labels'", "organisation"),
        Told(
            "Access denied when attempting to assume role arn:aws:iam::1:role/aws-service-role/autoscaling."
                + "amazonaws.com/AWSServiceRoleForAutoScaling. Validating load balancer configuration failed.",
            .roleMissing, "trusts"),
        Told("The service-linked role AWSServiceRoleForBatch was deleted", .roleMissing, "service-linked role"),
        Told("The instance profile does not contain a role", .roleMissing, "holds no role"),
        Told("The instance profile of the environment does not exist.", .iamNotPropagated, "that AWS names"),
        Told("Role \(role) is not authorized or does not exist", .roleMissing, "role that AWS names"),
        Told("Instance type 'm7i.large' isn't supported in the Availability Zone", .instanceTypeUnsupported, "m7i"),
        Told("Image type ECS_AL3 is not valid", .imageInvalid, "'ami-id'"),
        Told("The EC2 key pair k is invalid", .keyPairMissing, "'key-pair'"),
        Told("At least one of the security groups is invalid", .securityGroupMismatch, "'security-groups'"),
        Told(
            "Network interfaces and an instance-level security groups may not be specified on the same request",
            code: "InvalidParameterCombination", .launchTemplateInvalid, "both"),
        Told("CLIENT_ERROR - Cluster TowerForge_Batch_6d67 not found", .other, "cluster"),
        Told(
            "arn:aws:batch:eu-west-1:1:scheduling-policy/fair does not exist", .other, "scheduling-policy/fair",
            "'scheduling-policy'"),
        Told(
            "Your request for accessing resources in this region is being validated", code: "PendingVerification",
            .other, "wait"),
    ]

    static let jobs: [Told] = [
        Told(
            "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE – CE(s) associated with the job queue cannot meet the job "
                + "resource requirement.", .jobStuck, "'max-cpus'"),
        Told(
            "MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS – Batch service role has a permission issue.", .jobStuck, "role"),
        Told("UNDETERMINED - Batch job is blocked, root cause is undetermined.", .jobStuck, "not why"),
        Told("MISCONFIGURATION:SOMETHING_NEW - in words of tomorrow", .jobStuck),
        Told(
            "Terminated by JobStateTimeLimit action due to reason: CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", .jobStuck,
            "submit it again", "capacity"),
        Told("OutOfMemoryError: Container killed due to memory usage", .other, "'memory'"),
        Told("Host EC2 (instance i-0123) terminated.", .other, "Spot"),
        Told("Essential container in task exited", .other),
        Told(
            "CannotPullContainerError: Error response from daemon: Get https://x/v2/: net/http: request canceled while "
                + "waiting for connection (Client.Timeout exceeded)", .networkUnreachable, "NAT"),
    ]

    @Test(arguments: denials + limits + things + more + jobs) func `classifies texts in other words`(_ told: Told) {
        for text in [told.text, "Error executing request, Exception : \(told.text), RequestId: 0-1"] {
            let cause = Cause(text, code: told.code)
            #expect(cause.kind == told.kind)
            for part in told.parts { #expect(cause.remedy.contains(part), "\(cause.remedy)") }
            #expect(!cause.remedy.contains("{"))
        }
    }

    @Test func `names what a text names`() {
        let denied = Cause(Self.denied("iam:PassRole", on: Self.role, by: "x")).names
        #expect(denied.action == "iam:PassRole")
        #expect(denied.principal == "x")
        #expect(denied.resource == Self.role)
        let limit = Cause(
            "Error executing request, Exception : Limits Error : Only 18 Compute Environments allowed, RequestId: 7-a"
        ).names
        #expect(limit.limit == 18)
        #expect(limit.requestID == "7-a")
        #expect(Cause("CLIENT_ERROR - Invalid IamInstanceProfile: mine").names.profile == "mine")
        #expect(
            Cause("Canceled by JobStateTimeLimit action due to reason: MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT").names
                .jobReason == "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT")
        #expect(Cause("ComputeEnvironment Healthy").names.jobReason == nil)
    }

    @Test func `knows which failures pass by themselves`() {
        #expect(Cause("Cannot delete, resource is being modified").passes)
        #expect(Cause("Rate exceeded", code: "Throttling").passes)
        #expect(Cause("any", httpStatus: 503).passes)
        #expect(!Cause(Self.denied("iam:PassRole")).passes)
        #expect(!Cause("The key pair 'k' does not exist").passes)
        #expect(!Cause("words without a rule", httpStatus: 400).passes)
    }

    @Test func `is of no kind and gives no advice for unknown words`() {
        for text in ["", " ", "x", "Zufall", "Error executing request, Exception : , RequestId: "] {
            #expect(Cause(text).kind == .other)
            #expect(Cause(text).remedy.isEmpty)
        }
    }
}
