import AWSOperations
public import Planning
public import Reconciliation
public import ResourceModel

/// The question which rights a run with some files needs, and the answer as a policy of IAM.
///
/// The answer follows from the permissions of the kinds of which the files have resources.
public struct PolicyRequest: Sendable {
    /// The purpose of the rights.
    public enum Purpose: Sendable, Hashable {
        /// `plan`, `status` and `drift`, which only read.
        case plan
        /// `apply` and `destroy`.
        case apply
    }

    /// The purpose of the rights.
    public var purpose: Purpose
    /// The environments of the files.
    public var environments: [EnvironmentRequest]
    /// True if environments are searched for that no file names.
    public var prunes = false
    /// True if only rights are wanted without which a run fails: those with which it only knows more are left out.
    public var isForNeedsAlone = false
    /// True if a job runs on each queue afterwards.
    public var verifies = false
    /// The account's number, or `*`.
    public var account = "*"
    /// True if EC2 is asked about instance types that the built-in catalogue does not know.
    public var asksForInstanceTypes = false
    /// The object of the lease; nil if there is none.
    public var lease: Lease?
    /// The partition of a region, such as `aws-cn`.
    public var partition: @Sendable (_ region: String) -> String
    /// The stem of all names of an environment.
    public var baseName: @Sendable (EnvironmentKey) -> String
    /// The beginning of all names that reconcile gives.
    public var namePrefix: String

    /// Makes a request.
    public init(
        _ purpose: Purpose, _ environments: [EnvironmentRequest], namePrefix: String,
        partition: @escaping @Sendable (_ region: String) -> String,
        baseName: @escaping @Sendable (EnvironmentKey) -> String
    ) {
        self.purpose = purpose
        self.environments = environments
        self.namePrefix = namePrefix
        self.partition = partition
        self.baseName = baseName
    }

    /// The policy, with the names of the environments; if it prunes, with every name that begins with the prefix.
    public var policy: AccessPolicy { policy(of: Kinds.all.all, namesEveryEnvironment: prunes) }

    /// The policy with every name that begins with the prefix, which is shorter if there are many environments.
    public var shortPolicy: AccessPolicy { policy(of: Kinds.all.all, namesEveryEnvironment: true) }

    /// Returns the policy that follows from the permissions of kinds.
    func policy(of kinds: [KindDefinition], namesEveryEnvironment: Bool) -> AccessPolicy {
        var statements = PolicyStatements()
        let names = NamePatterns(request: self, isWide: namesEveryEnvironment)
        let (wanted, others) = (resources(\.resources), removable)
        for kind in kinds {
            let own = wanted.filter { $0.address.kind == kind.kind }
            let retired = others.filter { $0.address.kind == kind.kind }
            for permission in kind.permissions.all where includes(permission, of: own) {
                // What an earlier form of the files had is deleted with the same rights.
                let resources = own + retired
                guard Set(resources.map(\.name)).count >= permission.minimum else { continue }
                statements.add(permission, of: kind.kind, resources, names)
            }
        }
        if asksForInstanceTypes, !isForNeedsAlone {
            statements.add(.optional(EC2.DescribeInstanceTypes.self), of: "InstanceType", [], names)
        }
        // Drift of what reconcile makes has authors; apply asks for none.
        if purpose == .plan, hasOwned, !isForNeedsAlone {
            statements.add(.optional(CloudTrail.LookupEvents.self), of: "ChangeHistory", [], names)
        }
        if verifies { addVerification(to: &statements, names) }
        return AccessPolicy(statements.all + leaseStatements)
    }

    /// Adds the rights on the jobs of `apply --verify`; those on their definitions are those of the kind. Batch checks
    /// SubmitJob on the queue, on the definition and on the job, whose id is not known before
    /// [aws-rules: Platforms of jobs and queues].
    private func addVerification(to statements: inout PolicyStatements, _ names: NamePatterns) {
        let queues = resources(\.resources).filter { $0.address.kind == .jobQueue }
        let definitions = (resources(\.resources) + removable).filter { $0.address.kind == .jobDefinition }
        let subject = "Verification"
        statements.add(
            .writing(Batch.SubmitJob.self, on: .regional("batch", "job-queue/{name}")), of: subject, queues, names)
        statements.add(
            .writing(
                Batch.SubmitJob.self, on: .regional("batch", "job-definition/{name}"),
                .regional("batch", "job-definition/{name}:*")), of: subject, definitions, names)
        let tag = QueueJob.tag(ofQueue: "{name}")
        statements.add(
            .writing(
                Batch.SubmitJob.self, Batch.TagResource.self, on: .regional("batch", "job/*"),
                if: [.requestTag(OwnershipTags.resource, tag)]), of: subject, queues, names)
        statements.add(
            .writing(
                Batch.TerminateJob.self, on: .regional("batch", "job/*"),
                if: [.resourceTag(OwnershipTags.resource, tag)]), of: subject, queues, names)
        statements.add(.writing(Batch.DescribeJobs.self), of: subject, queues, names)
    }

    private func includes(_ permission: Permission, of wanted: [Resource]) -> Bool {
        let isWanted = !wanted.isEmpty
        return switch permission.use {
        case .reading: isWanted
        case .optional: isWanted && (!isForNeedsAlone || wanted.contains { permission.isNeeded(for: $0) })
        // What is searched for is what no file names.
        case .searching: !isForNeedsAlone && (prunes || purpose == .apply && hasOwned)
        case .pruning: prunes
        case .writing: isWanted && purpose == .apply
        }
    }

    /// True if reconcile makes something for the files, which destroy could find the rest of.
    private var hasOwned: Bool {
        environments.contains { $0.resources.contains { $0.management == .managed } }
    }

    /// The resources that earlier forms of the files had, and those that a run that was killed can have left.
    private var removable: [Resource] { resources { $0.retired + [$0.temporary].compactMap(\.self) } }

    /// Returns resources of the environments, with the managed policies of their roles as resources.
    private func resources(_ part: (EnvironmentRequest) -> [Resource]) -> [Resource] {
        environments.flatMap { environment in
            let parts = part(environment)
            return parts + parts.flatMap(\.managedPolicies)
        }
    }

    private var leaseStatements: [AccessPolicy.Statement] {
        guard let lease, purpose == .apply else { return [] }
        let partition = partition(environments.first?.key.region ?? "")
        return [
            AccessPolicy.Statement(
                "Lease", [S3.GetObject.qualifiedName, S3.PutObject.qualifiedName, S3.DeleteObject.qualifiedName],
                on: ["arn:\(partition):s3:::\(lease.bucket)/\(lease.key)"])
        ]
    }
}

extension Resource {
    /// The managed policies that reconcile keeps for a role, which are parts of it.
    fileprivate var managedPolicies: [Resource] {
        (properties["managedPolicies"]?.map ?? [:]).keys.sorted().map { name in
            var policy = self
            policy.address.kind = .managedPolicy
            policy.name = name
            return policy
        }
    }
}
