import ManifestLoading
import ResourceModel

/// Resources of other owners that an environment's file names. They are looked up before anything is built on them.
struct References {
    let region: String
    let definition: EnvironmentDefinition

    var resources: [Resource] {
        switch definition.configuration {
        case .forge(let forge): resources(forge)
        case .manual(let manual):
            roles(manual.headJobRole, manual.computeJobRole, manual.batchExecutionRole)
                + workBucket(manual.snapshots)
        }
    }

    private func resources(_ forge: ForgeConfiguration) -> [Resource] {
        let single: [(ResourceKind, String, String?)] = [
            (.image, "ami-id", forge.imageID), (.keyPair, "key-pair", forge.keyPair),
            (.namedElasticFileSystem, "efs-id", forge.efsID), (.namedLustreFileSystem, "fsx-dns", forge.fsxDNS),
        ]
        let work = workBucket(forge.snapshots)
        // A bucket is looked up once, even if several of its folders are named.
        let buckets = Set(forge.allowedBuckets.map(\.bucket)).subtracting(work.map(\.name)).sorted()
        return single.compactMap { kind, field, name in name.map { reference(kind, field, $0) } }
            + forge.imageParameters.map { reference(.imageParameter, "ami-id", $0) }
            + roles(forge.headJobRole, forge.computeJobRole, forge.batchExecutionRole) + settings + work
            + buckets.map { reference(.bucket, "allow-buckets", $0) }
    }

    /// The resources that the fields below `reconcile:` name.
    private var settings: [Resource] {
        let settings = definition.settings
        let boundary = settings.permissionsBoundary.map { [$0] } ?? []
        let policies = Set(settings.policies).subtracting(boundary).sorted()
        let diskKey = settings.bootDisk.key.map { [$0] } ?? []
        let keys = Set(settings.kmsKeys).subtracting(diskKey).sorted()
        return boundary.map { reference(.namedPolicy, "reconcile.permissions-boundary", $0) }
            + policies.map { reference(.namedPolicy, "reconcile.policies", $0) }
            + diskKey.map { reference(.encryptionKey, "reconcile.boot-disk.kms-key", $0) }
            + keys.map { reference(.encryptionKey, "reconcile.kms-keys", $0) }
            + schedulingPolicies.map { reference(.namedSchedulingPolicy, "reconcile.scheduling-policy", $0) }
    }

    private var schedulingPolicies: [String] {
        if case .existing(let arn) = definition.settings.schedulingPolicy { [arn] } else { [] }
    }

    /// The address of an AMI.
    static func image(_ id: String, in region: String) -> Address { Address(sharedIn: region, .image, id) }

    /// The address of a parameter that holds an AMI.
    static func imageParameter(_ name: String, in region: String) -> Address {
        Address(sharedIn: region, .imageParameter, name)
    }

    private func roles(_ head: String?, _ compute: String?, _ execution: String?) -> [Resource] {
        [("head-job-role", head), ("compute-job-role", compute), ("batch-execution-role", execution)]
            .compactMap { field, arn in arn.map { reference(.namedRole, field, $0) } }
    }

    /// Fusion Snapshots need the bucket in the environment's region. Without them this is good advice only.
    private func workBucket(_ snapshots: Bool) -> [Resource] {
        guard let name = definition.workBucket else { return [] }
        return [reference(.bucket, "work-dir", name, ["needsRegion": .boolean(snapshots)])]
    }

    private func reference(
        _ kind: ResourceKind, _ field: String, _ name: String, _ more: [String: Value] = [:]
    ) -> Resource {
        Resource(
            Address(sharedIn: region, kind, name), name: name,
            properties: .map(["field": .string(field)].merging(more) { first, _ in first }), management: .external)
    }
}
