extension CauseRules {
    /// Denials that concern KMS keys.
    static let deniedKeys: [CauseRule] = [
        CauseRule(
            .kmsDenied, .all(.denies("kms:"), .says("explicit deny")),
            remedy: "{policy} denies {action} on the key {resource} to {principal}: have that policy changed, or use "
                + "another key", source: policyPage),
        CauseRule(
            .kmsDenied, .denies("kms:"),
            remedy: "allow {action} on the key {resource} to {principal}, in the key's policy and in the role's ("
                + "'kms-keys' under 'reconcile:' for roles that reconcile makes)",
            source: "https://github.com/cloudposse/terraform-aws-cloudwatch-flow-logs/issues/5"),
    ]

    /// Refusals that concern KMS keys: the key or a policy for it must be changed.
    static let keys: [CauseRule] = [
        CauseRule(
            .kmsDenied, .all(.says("pending deletion"), .says("key")), .says("is pending deletion"),
            .code("KMSInvalidStateException"),
            remedy:
                "the key {resource} is not usable in its state: if it waits for its deletion, cancel that and enable it, "
                + "or use another key", source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html"),
        CauseRule(
            .kmsDenied, .all(.says("is disabled"), .says(":kms:")), .all(.says("key"), .says("is disabled")),
            .code("DisabledException"), .code("KMS.DisabledException"),
            remedy: "the key {resource} is disabled: enable it, or use another key",
            source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html"),
        CauseRule(
            .kmsDenied, .says("inaccessible aws kms key"), .says("inaccessible kms key"),
            .says("kms key", "inaccessible"),
            .says("kms key", "cannot be accessed"), .says("kms key", "not accessible"), .code("InvalidKMSKey*"),
            .code("KmsKeyNotAccessible*"), .code("KMSKeyNotAccessible*"), .code("KMSAccessDenied*"), .code("KMS.*"),
            remedy:
                "the key that encrypts the volumes cannot be used: enable it, and let Auto Scaling's service-linked "
                + "role AWSServiceRoleForAutoScaling use it (key policy and grant)",
            source: "https://github.com/aws/aws-cdk/issues/34491"),
        CauseRule(
            .kmsDenied, .says("client error on launch"),
            remedy:
                "EC2 took an instance back right after its start; most often the key of an encrypted volume or image "
                + "cannot be used: let Auto Scaling's service-linked role use the key",
            source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html"),
        CauseRule(
            .kmsDenied, .all(.says(":kms:"), .says("does not exist")), .all(.says(":kms:"), .says("not found")),
            .all(.says("kms"), .says("accessdenied")), .all(.says("kms"), .says("access denied")),
            .all(.says("kms"), .says("not authorized")),
            remedy:
                "the key {resource} cannot be used: check that it exists in this region and that its policy allows the "
                + "role", source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html"),
    ]

    /// Denials by an explicit statement of a policy. Neither waiting nor allowing the action elsewhere changes them.
    static let refusals: [CauseRule] = [
        CauseRule(
            .scpDenied, .says("deny", "service control polic"), .says("no service control polic"),
            remedy:
                "a service control policy of the organisation does not let {principal} do {action} on {target}, and nothing in the "
                + "account can allow it: ask the organisation's administrator, or use another region or account",
            source: "https://github.com/openshift/ci-chat-bot/issues/494"),
        CauseRule(
            .scpDenied, .says("deny", "resource control polic"), .says("no resource control polic"),
            remedy:
                "a resource control policy of the organisation does not let {principal} do {action} on {target}: ask "
                + "the organisation's administrator", source: policyPage),
        CauseRule(
            .scpDenied, .code("TagPolicyViolation*"), .says("tag policy", "not allow"),
            .says("tag policies", "not allow"),
            remedy: "a tag policy of the organisation does not take the value of a tag: correct 'labels' by what AWS's "
                + "sentence names, or ask the organisation's administrator",
            source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html"),
        CauseRule(
            .permissionMissing, .says("explicit deny"), .says("explicitly denied"),
            remedy:
                "{policy} denies {action} on {target} to {principal}: take that statement out or narrow it; allowing the action "
                + "elsewhere does not outweigh a denial", source: policyPage),
    ]

    /// Denials to take a role, and those of a role that may only be too young.
    static let deniedRoles: [CauseRule] = [
        CauseRule(
            .roleMissing,
            .all(.called("sts:assume"), .says("sts:assume")), .all(.denies("sts:assumerole"), .says(":user/")),
            .denies("sts:assumerolewithwebidentity"), .denies("sts:assumerolewithsaml"),
            remedy:
                "{principal} cannot assume the role {resource}: make the role, or correct its trust policy and "
                + "its conditions; where a user or role assumes it, that one also needs {action}",
            source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html"),
        CauseRule(
            .roleMissing, .denies("sts:assumerole"), .denies("sts:tagsession"), .says("sts:assumerole"),
            remedy: "Batch cannot take its service role: make the role again under the same name with trust for "
                + "batch.amazonaws.com, or give another regular role; waiting does not help",
            source: "https://docs.aws.amazon.com/batch/latest/userguide/invalid_compute_environment.html"),
        CauseRule(
            .iamNotPropagated,
            .all(
                .denies("ecs:describeclusters"), .says("/aws-batch is not authorized"),
                .none(.says("permissions boundar"), .says("session polic"))),
            passes: true,
            remedy:
                "the service role lacks {action}: if the role was made moments ago, make the environment again in some "
                + "minutes; if it is an older one, add the action to its policy",
            source: "https://github.com/hashicorp/terraform-provider-aws/pull/38050"),
    ]

    /// Roles and instance profiles.
    static let identities: [CauseRule] = [
        CauseRule(
            .roleMissing, .says("iamfleetrole is invalid"), .says("iamfleetrole", "invalid"),
            .says("spot fleet role", "invalid"), needsReplacement: true,
            remedy:
                "the Spot fleet role is wrong, and no update can change it; set 'overwrite: True' and run again to have "
                + "the environment replaced, or destroy it and apply again",
            source: "https://docs.aws.amazon.com/batch/latest/userguide/invalid_compute_environment.html"),
        CauseRule(
            .roleMissing, .says("spotiamfleetrole", "null or empty"), .says("spotiamfleetrole", "required"),
            remedy: "SPOT with the strategy BEST_FIT needs a Spot fleet role: set another 'alloc-strategy', such as "
                + "SPOT_PRICE_CAPACITY_OPTIMIZED",
            source: "https://github.com/hashicorp/terraform-provider-aws/pull/1759"),
        CauseRule(
            .roleMissing, .says("instance profile", "not contain a role"),
            .says("instance profile", "does not have a role"),
            .says("instance profile", "no role"),
            remedy:
                "the instance profile {profile} holds no role: run 'reconcile apply', which adds the one that it made, "
                + "or add a role to the profile that the file names",
            source:
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html"),
        CauseRule(
            .roleMissing, .says("awsservicerolefor", "cannot be found"), .says("awsservicerolefor", "does not exist"),
            .says("awsservicerolefor", "was deleted"), .says("service-linked role", "does not exist"),
            .says("service linked role", "does not exist"),
            remedy:
                "a service-linked role is gone: run 'reconcile apply', which makes Batch's and Spot's again, or make "
                + "the one that AWS names with 'aws iam create-service-linked-role'",
            source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html"),
        CauseRule(
            .roleMissing, .says("should be an ecs instance profile"), .says("not an instance profile"),
            remedy: "a role was given where an instance profile is wanted: give the name or ARN of an instance profile",
            source: "https://github.com/hashicorp/terraform-provider-aws/pull/16230"),
        CauseRule(
            .roleMissing, .all(.says("instance profile"), .says("cannot be found")),
            remedy: "the instance profile {profile} does not exist: run again to have it made, or name one that exists",
            source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html"),
        CauseRule(
            .iamNotPropagated, .says("iaminstanceprofile"), .says("iam instance profile"),
            .all(.says("instance profile"), .says("does not exist")),
            .all(.says("instance profile"), .says("not found")),
            .all(.says("instance profile"), .says("invalid")), .all(.says("instance profile"), .says("not valid")),
            .all(.says("instanceprofile"), .says("invalid")), .all(.says("instanceprofile"), .says("not found")),
            passes: true,
            remedy:
                "the instance profile {profile} cannot be used: if it was made moments ago, run again in some minutes; "
                + "otherwise give the name or ARN of an instance profile that exists and holds a role",
            source: "https://github.com/Netflix/metaflow-tools/issues/9; "
                + "https://docs.aws.amazon.com/batch/latest/userguide/batch_eks_invalid_compute_environment.html; "
                + "https://github.com/hashicorp/terraform-provider-aws/issues/4769"),
        CauseRule(
            .roleMissing, .says("unable to assume", "role"), .says("role", "cannot be assumed"),
            .says("role", "could not be assumed"), .says("cannot assume", "role"), .says("could not assume role"),
            .says("attempting to assume role"), .says("trying to assume role"),
            .says("role", "is invalid or cannot be assumed"), .says("cannot take the role"),
            remedy:
                "a service cannot take the role {resource}: check that the role exists and trusts the service that is "
                + "to use it",
            source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting.html"),
        CauseRule(
            .roleMissing, .says("role with name", "cannot be found"), .says("role", "arn:", "does not exist"),
            .says("role", ":role/", "not found"), .says(":role/", "is not valid"), .says("invalid role arn"),
            .says(":role/", "is invalid"), .all(.code("NoSuchEntity"), .says("role"), .none(.says("policy"))),
            .says("the role", "does not exist"),
            remedy: "the role {resource} does not exist: make it, or correct its name or ARN in the file",
            source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html"),
    ]

    /// Permissions that an identity of the account lacks.
    static let permissions: [CauseRule] = [
        CauseRule(
            .permissionMissing, .denies("iam:passrole"), .says("iam:passrole"),
            remedy:
                "allow iam:PassRole on {target} to {principal}; it is asked for with the call that hands the role on",
            source: "https://github.com/snakemake/snakemake-executor-plugin-aws-batch/issues/33"),
        CauseRule(
            .permissionMissing, .code("AuthFailure.ServiceLinkedRoleCreationNotPermitted"),
            .says("permission", "create the service-linked role", "spot"),
            remedy:
                "the service-linked role for Spot does not exist: make it once with 'aws iam create-service-linked-role "
                + "--aws-service-name spot.amazonaws.com'",
            source: "https://github.com/chialab/aws-autoscaling-gitlab-runner/issues/7"),
        CauseRule(
            .permissionMissing, .denies("iam:createservicelinkedrole"), .says("permission", "service-linked role"),
            .says("permission", "service linked role"),
            remedy: "a service-linked role does not exist and {principal} may not make it: allow "
                + "iam:CreateServiceLinkedRole on {target}, or have an administrator make the role once",
            source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html"),
        CauseRule(
            .permissionMissing,
            .all(.says("permissions boundar"), .says("no permissions")),
            remedy: "the permissions boundary of {principal} does not allow {action} on {target}: "
                + "have the boundary widened",
            source: policyPage),
        CauseRule(
            .permissionMissing, .all(.says("session polic"), .says("no session")),
            remedy: "the policy of the session does not allow {action} on {target}: begin the session with a policy "
                + "that does, or without one", source: policyPage),
        CauseRule(
            .permissionMissing, .all(.says("vpc endpoint polic"), .says("no vpc")),
            remedy: "the policy of the VPC endpoint does not allow {action} on {target}: widen it, or reach AWS "
                + "another way",
            source: policyPage),
        CauseRule(
            .permissionMissing, .all(.says("resource-based polic"), .says("no resource-based")),
            remedy: "the policy of {target} does not allow {action} to {principal}: allow it there",
            source: policyPage),
        CauseRule(
            .permissionMissing, .all(.says("/aws-batch is not authorized")),
            remedy:
                "the environment's service role lacks {action}: add it to that role's policy; making the environment "
                + "again does not help", source: "https://github.com/outerbounds/terraform-aws-metaflow/pull/19"),
        CauseRule(
            .permissionMissing, .says("encoded authorization failure message"),
            remedy:
                "allow {action} on {target}, or take the denial out of the policy that has it; 'aws sts "
                + "decode-authorization-message --encoded-message …' shows which",
            source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html"),
        CauseRule(
            .permissionMissing, .says("is not authorized to perform"),
            .says("not authorized to perform this operation"),
            .all(.says("not authorized to perform"), .none(.says("images"))),
            remedy: "allow {action} on {target} to {principal}", source: "https://github.com/ASFHyP3/hyp3/pull/728"),
        CauseRule(
            .permissionMissing, .code("UnauthorizedOperation"), .code("AccessDenied*"), .code("NotAuthorized*"),
            .code("UnauthorizedAccess"), .all(.says("access denied"), .none(.says("marketplace"))),
            remedy:
                "allow {action} on {target}: the policies of the credentials do not allow it, or one of them denies it",
            source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"),
    ]

    /// Credentials that AWS does not accept: no permission is missing.
    static let credentials: [CauseRule] = [
        CauseRule(
            .other, .code("ExpiredToken*"), .code("RequestExpired"), .says("security token", "expired"),
            .says("token", "is expired"), .says("token has expired"),
            remedy: "the credentials have expired: get new ones (log in again), then run again",
            source: "https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html"),
        CauseRule(
            .other, .says("signature expired"), .code("RequestTimeTooSkewed"), .says("signature not yet current"),
            .says("difference between the request time"),
            remedy:
                "the clock of this machine is wrong: AWS's sentence has the request's time and AWS's own; set "
                + "the clock, then run again",
            source: "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"),
        CauseRule(
            .other, .code("SignatureDoesNotMatch"),
            remedy: "AWS does not take the signature: check the secret key for stray characters, and the clock of this "
                + "machine", source: "https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html"),
        CauseRule(
            .other, .code("InvalidClientTokenId"), .code("UnrecognizedClientException"), .code("InvalidAccessKeyId"),
            .code("InvalidToken*"), .code("InvalidIdentityToken"), .code("MissingAuthenticationToken*"),
            .code("IncompleteSignature*"), .says("security token", "invalid"),
            .says("validate the provided access credentials"), .code("IDPRejectedClaim"),
            remedy:
                "AWS does not know these credentials here: check the access key and session token, and that the region "
                + "is enabled for the account",
            source: "https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html"),
        CauseRule(
            .other, .all(.code("OptInRequired"), .none(.says("marketplace"))), .says("region", "is not enabled"),
            .code("RegionDisabledException"),
            remedy: "the account is not signed up for this service or region: enable it in the account's settings",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .other, .code("PendingVerification"), .says("region is being validated"), passes: true,
            remedy: "AWS still checks the account for this region: wait for its e-mail, or ask AWS Support",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .other, .code("Blocked"), .says("account is currently blocked"),
            remedy: "AWS has blocked the account: ask AWS Support",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
    ]

    private static let policyPage = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"
}
