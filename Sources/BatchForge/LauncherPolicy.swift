public import ManifestLoading
public import ResourceModel

/// The rights that Nextflow needs to run on environments: from a laptop, a CI job or a head job with a separate role.
public struct LauncherPolicy {
    let builder: ResourceBuilder
    let definitions: [EnvironmentDefinition]
    let account: String
    /// True if queues are given by the prefix of all names.
    let isWide: Bool

    /// Makes the rights for environments.
    ///
    /// - Parameters:
    ///   - account: the account's number, or `*`.
    ///   - isWide: true if every queue with the builder's prefix is allowed, which is shorter.
    public init(
        _ definitions: [EnvironmentDefinition], _ builder: ResourceBuilder, account: String, isWide: Bool = false
    ) {
        self.definitions = definitions
        self.builder = builder
        self.account = account
        self.isWide = isWide
    }

    /// The policy.
    public var policy: AccessPolicy {
        let queues = uniqued(definitions.flatMap(queues))
        let jobs = uniqued(places.flatMap { [$0.arn("batch", "job-definition/*"), $0.arn("batch", "job/*")] })
        let hosts = uniqued(
            places.flatMap {
                [
                    $0.arn("ec2", "instance/*"), $0.arn("ecs", "container-instance/*"), $0.arn("ecs", "task/*"),
                ]
            })
        let logs = uniqued(
            definitions.map { place(of: $0).arn("logs", "log-group:\($0.usedLogGroup):*") })
        return AccessPolicy(
            [
                .init("NextflowRead", NextflowActions.reads),
                .init("NextflowJobs", NextflowActions.jobs, on: jobs + queues),
                .init("NextflowInstances", NextflowActions.instances, on: hosts),
                .init("NextflowLogs", NextflowActions.logs, on: logs),
            ] + storage + roles + keys)
    }

    private var places: [Place] { definitions.map(place) }

    private struct Place {
        let partition: String
        let region: String
        let account: String

        func arn(_ service: String, _ resource: String) -> String {
            "arn:\(partition):\(service):\(region):\(account):\(resource)"
        }
    }

    private func place(of definition: EnvironmentDefinition) -> Place {
        let region = definition.region ?? ""
        return Place(partition: builder.partition(region).name, region: region, account: account)
    }

    private func queues(_ definition: EnvironmentDefinition) -> [String] {
        let place = place(of: definition)
        switch definition.configuration {
        case .forge:
            let key = EnvironmentKey(
                region: definition.region ?? "", workspace: definition.workspace, name: definition.name)
            let stem = isWide ? builder.namePrefix : PhysicalNames(key, prefix: builder.namePrefix).base
            return [place.arn("batch", "job-queue/\(stem)-*")]
        case .manual(let manual):
            return [manual.headQueue, manual.computeQueue].map(builder.name).map { name in
                name.hasPrefix("arn:") ? name : place.arn("batch", "job-queue/\(name)")
            }
        }
    }

    private var storage: [AccessPolicy.Statement] {
        let partition = places.first?.partition ?? "aws"
        return StorageGrants(definitions.flatMap(\.usedBuckets)).accessStatements(in: partition)
    }

    private var roles: [AccessPolicy.Statement] {
        let roles = uniqued(definitions.flatMap(\.jobRoles)).sorted()
        guard !roles.isEmpty else { return [] }
        let services = AccessPolicy.Condition(
            "StringEquals", "iam:PassedToService", NextflowActions.servicesOfJobRoles)
        return [.init("JobRoles", ["iam:PassRole"], on: roles, if: [services])]
    }

    private var keys: [AccessPolicy.Statement] {
        let keys = uniqued(definitions.flatMap(\.settings.kmsKeys)).sorted()
        return keys.isEmpty ? [] : [.init("Keys", NextflowActions.ofKeys, on: keys)]
    }
}

private func uniqued(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
}

extension EnvironmentDefinition {
    /// The buckets that jobs use: those that the file allows, and the bucket of the work directory as a whole.
    ///
    /// Nextflow keeps its cache there beside the work directory (Seqera's AWS Batch documentation, S3 buckets).
    var usedBuckets: [AllowedBucket] {
        let work = workBucket.map { [AllowedBucket($0)] } ?? []
        guard case .forge(let forge) = configuration else { return work }
        return work + forge.allowedBuckets
    }

    /// The roles that Nextflow names in its jobs.
    fileprivate var jobRoles: [String] {
        switch configuration {
        case .forge(let forge): [forge.headJobRole, forge.computeJobRole, forge.batchExecutionRole].compactMap(\.self)
        case .manual(let manual):
            [manual.headJobRole, manual.computeJobRole, manual.batchExecutionRole].compactMap(\.self)
        }
    }
}
