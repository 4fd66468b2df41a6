/// The meaning of a text of AWS: an error, or the reason of a status, of a scaling activity or of a job.
public struct Cause: Sendable, Hashable {
    /// The class of the cause.
    public var kind: Kind
    /// The advice; empty if there is nothing to do, or if the text does not give it away.
    public var remedy: String
    /// True if the cause may pass without a repair, so that trying again later makes sense.
    public var passes: Bool
    /// True if an environment that is INVALID for it can only be replaced.
    public var needsReplacement: Bool
    /// The names that the text contains.
    public var names: NamesInText

    /// The classes of causes; their raw values are part of the output.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A role or instance profile that may only be too young.
        case iamNotPropagated = "iam-not-propagated"
        /// A role or instance profile that is gone, not given, of the wrong kind, or cannot be assumed.
        case roleMissing = "role-missing"
        /// An identity of the account lacks an action, or a policy of the account denies it.
        case permissionMissing = "permission-missing"
        /// A policy of the organisation forbids it.
        case scpDenied = "scp-denied"
        /// A quota of AWS.
        case quotaReached = "quota-reached"
        /// Instances cannot reach or join their cluster.
        case networkUnreachable = "network-unreachable"
        /// The machine image's id or type.
        case imageInvalid = "image-invalid"
        /// The instance type is unknown, not offered in the zone, or does not fit the image or the template.
        case instanceTypeUnsupported = "instance-type-unsupported"
        /// The launch template or its user data.
        case launchTemplateInvalid = "launch-template-invalid"
        /// Security groups and subnets of different VPCs.
        case securityGroupMismatch = "security-group-mismatch"
        /// The SSH key pair.
        case keyPairMissing = "key-pair-missing"
        /// A key of KMS cannot be used.
        case kmsDenied = "kms-denied"
        /// Something of the name exists.
        case nameTaken = "name-taken"
        /// An earlier change is under way.
        case beingModified = "being-modified"
        /// A queue names the environment.
        case queueStillLinked = "queue-still-linked"
        /// The job at the head of a queue cannot start, or a time limit ended it.
        case jobStuck = "job-stuck"
        /// Everything else: healthy, gone, faults of a request, throttling, capacity, credentials.
        case other
    }

    /// Classifies a text.
    ///
    /// - Parameters:
    ///   - text: AWS's text, with or without its wrapper.
    ///   - code: the error code, if there is one.
    ///   - httpStatus: the HTTP status, if there is one.
    ///   - operation: the call that was refused, as `batch:CreateJobQueue`.
    ///   - subject: what the call was about, for texts that name no resource.
    public init(
        _ text: String, code: String? = nil, httpStatus: Int? = nil, operation: String? = nil, subject: String? = nil
    ) {
        let text = AWSText(text, code: code, httpStatus: httpStatus, operation: operation)
        let rules = text.isDenial ? CauseRules.denials : CauseRules.all
        let rule = rules.first { $0.matches(text) }
        kind = rule?.kind ?? .other
        // A permission that AWS asks for beside the call, such as to pass a role, is about something else.
        let isOfCall = text.names.action.map { Self.service($0) == Self.service(operation ?? $0) } ?? true
        remedy = rule.map { text.names.filling($0.remedy, about: isOfCall ? subject : nil) } ?? ""
        passes = rule?.passes ?? text.isServerFault
        needsReplacement = rule?.needsReplacement ?? false
        names = text.names
    }

    private static func service(_ action: String) -> Substring { action.prefix { $0 != ":" } }
}
