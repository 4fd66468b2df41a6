/// Names of the fields in the JSON of `tw compute-envs export` (the Seqera Platform's AwsBatchConfig and ForgeConfig).
package enum ExportNames {
    /// The meaning of a member of the JSON.
    enum Meaning {
        /// It is this field.
        case field(String)
        /// It is this field's opposite.
        case opposite(String)
        /// It is this field, and 0 says nothing.
        case size(String)
        /// A resource that the Seqera Platform made itself. `tw compute-envs import` does not take it either.
        case made
        /// DRAGEN, which the Seqera Platform builds and reconcile does not.
        case dragen
    }

    /// The members of the whole in any mode, without those that have a special form: `discriminator`, `forge`, `labels`
    /// and `environment`.
    static let common: [String: Meaning] = [
        "region": .field("region"), "workDir": .field("work-dir"), "waveEnabled": .field("wave"),
        "fusion2Enabled": .field("fusion-v2"), "nvnmeStorageEnabled": .field("fast-storage"),
        "nvmeStorageEnabled": .field("fast-storage"), "fusionSnapshots": .field("snapshots"),
        "headJobRole": .field("head-job-role"), "computeJobRole": .field("compute-job-role"),
        "executionRole": .field("batch-execution-role"), "cliPath": .field("cli-path"),
        "headJobCpus": .field("head-job-cpus"), "headJobMemoryMb": .field("head-job-memory"),
        "preRunScript": .field("pre-run"), "postRunScript": .field("post-run"),
        "nextflowConfig": .field("nextflow-config"), "secretsKmsKeyId": .field("secrets-kms-key"),
        "logGroup": .field("log-group"), "volumes": .made, "forgedResources": .made, "configMode": .made,
        "resourceLabelIds": .made, "dragenQueue": .dragen,
        "dragenInstanceType": .dragen,
    ]

    /// The queues: given in config-mode manual, made by the Platform in config-mode forge.
    static let queues: [String: Meaning] = [
        "headQueue": .field("head-queue"), "computeQueue": .field("compute-queue"),
    ]

    /// The members of `forge`.
    static let forge: [String: Meaning] = [
        "type": .field("provisioning-model"), "minCpus": .field("min-cpus"), "maxCpus": .field("max-cpus"),
        "gpuEnabled": .field("gpu"), "ebsAutoScale": .opposite("no-ebs-auto-scale"),
        "instanceTypes": .field("instance-types"), "allocStrategy": .field("alloc-strategy"),
        "imageId": .field("ami-id"), "vpcId": .field("vpc-id"), "subnets": .field("subnets"),
        "securityGroups": .field("security-groups"), "fsxMount": .field("fsx-mount"), "fsxName": .field("fsx-dns"),
        "fsxSize": .size("fsx-size"), "disposeOnDeletion": .opposite("preserve-resources"),
        "ec2KeyPair": .field("key-pair"), "allowBuckets": .field("allow-buckets"),
        "ebsBlockSize": .size("ebs-blocksize"), "ebsBootSize": .size("boot-disk-size"),
        "fusionEnabled": .field("fusion"), "bidPercentage": .size("bid-percentage"), "efsCreate": .field("create-efs"),
        "efsId": .field("efs-id"), "efsMount": .field("efs-mount"), "ecsConfig": .field("ecs-config"),
        "fargateHeadEnabled": .field("fargate"), "arm64Enabled": .field("graviton"), "containerRegIds": .made,
        "dragenEnabled": .dragen,
        "dragenAmiId": .dragen, "dragenInstanceType": .dragen,
    ]

    /// Returns the field that a member of the JSON is, under the field's name.
    static func field(of member: String) -> String? {
        switch common[member] ?? queues[member] ?? forge[member] {
        case .field(let name)?, .size(let name)?: name
        default: nil
        }
    }

    /// Returns the export's name for a field that the export has to have; nil for a field that is given beside it.
    static func member(for field: String) -> String? {
        if beside.contains(field) { return nil }
        return [common, queues, forge].joined().first { _, meaning in
            if case .field(field) = meaning { true } else { false }
        }?.key
    }

    /// The fields that may be given beside `file-path`: those that `tw compute-envs import` takes, and reconcile's own.
    package static let beside: Set<String> = [
        "name", "workspace", "credentials", "description", "labels", "wait", "overwrite", "on_exists", "reconcile",
    ]
}

extension String {
    /// As JSON's members are written: `imageId` for `image-id` and `image_id`.
    var camelCase: String {
        let parts = split { $0 == "-" || $0 == "_" }
        return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
