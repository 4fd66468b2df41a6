public import ManifestLoading
public import ResourceModel

/// The effects of edits of each field of the file on an existing environment: the counterpart of ``EnvironmentBuilder``, which
/// builds the resources from the fields.
public enum FieldEffects {
    /// Returns the effect of an edit of a field; nil for a field that the mode does not have.
    public static func effect(of field: Field, in mode: ConfigurationMode) -> FieldEffect? {
        guard field.modes.contains(mode) else { return nil }
        if field.handling(in: mode) == .platformOnly { return .nothing(.platform) }
        if field.handling(in: mode) == .nextflow { return .nothing(.nextflow) }
        return mode == .forge ? forged[field.name] : manual[field.name]
    }

    /// Returns the parts that a kind can have.
    public static func parts(of kind: ResourceKind) -> [String] {
        let parts = everyPart.filter { $0.address.kind == kind }.map(\.address.part)
        return parts.isEmpty ? [""] : parts
    }

    /// Built once, because each field asks for the tables.
    private static let everyPart = ResourceBuilder.everyPart(
        of: EnvironmentKey(region: "", workspace: nil, name: ""), namePrefix: "",
        in: ResourceBuilder.Partition(name: "aws", ec2Principal: ""))

    /// The parts of a kind that `fargate: True` puts on Fargate.
    public static func partsOnFargate(of kind: ResourceKind) -> [String] { kind == .computeEnvironment ? [head] : [] }

    private static let head = EnvironmentBuilder.Part.head.rawValue
    private static let work = EnvironmentBuilder.Part.work.rawValue
    private static let both = [head, work]

    private static let forged = shared.merging(capacity) { $1 }.merging(instances) { $1 }.merging(access) { $1 }
        .merging(manners) { $1 }

    /// Fields that identify the environment.
    private static var shared: [String: FieldEffect] {
        [
            "type": .ownershipMode, "config-mode": .ownershipMode, "file-path": .composite, "reconcile": .composite,
            "name": .identity,
            "workspace": .identity, "region": .identity,
            // Labels are tags of resources that reconcile makes and of instances and volumes that Batch starts there.
            "labels": .resources(tags + [environment("tags", both)] + template(["tagSpecifications"])),
        ]
    }

    /// The type and number of instances.
    private static var capacity: [String: FieldEffect] {
        [
            "provisioning-model": .resources([
                environment("type", [work]), environment("allocationStrategy", [work], .without("alloc-strategy")),
                .existence(of: .computeEnvironment, part: head), .existence(of: .jobQueue, part: head),
                .existence(of: .serviceLinkedRole, part: "spot.amazonaws.com"),
            ]),
            "max-cpus": .resources([environment("maxvCpus", [work])]),
            "min-cpus": .resources([environment("minvCpus", [work])]),
            // A custom AMI is for one architecture, and the head environment follows the work's.
            "instance-types": .resources([
                environment("instanceTypes", [work]), environment("instanceTypes", [head], .with(["ami-id"])),
            ]),
            "alloc-strategy": .resources([environment("allocationStrategy", [work])]),
            "bid-percentage": .resources([environment("bidPercentage", [work])]),
            "fargate": .resources([
                .form("computeResources.type", of: .computeEnvironment, part: head),
                // The successor replaces it in the queue.
                .field("computeEnvironmentOrder", of: .jobQueue, parts: [head]),
                .existence(of: .role, part: "fargate"), .existence(of: .role, part: "execution"),
                // The permissions to read secrets go to the role of the head job.
                .field("policies", of: .role, parts: ["instance"], .with(["batch-execution-role"])),
            ]),
            "graviton": .resources([environment("instanceTypes", [work], .without("instance-types"))]),
            "vpc-id": .resources([environment("subnets", both, .without("subnets")), groupsOfVPC]),
            "subnets": .resources([environment("subnets", both), groupsOfVPC]),
            "security-groups": .resources([environment("securityGroupIds", both)]),
        ]
    }

    /// The start of an instance, and its image.
    private static var instances: [String: FieldEffect] {
        let userData = template(["userData"])
        let start = template(["blockDeviceMappings", "userData"])
        return [
            "fusion-v2": .resources(start),
            "fast-storage": .resources(start + [environment("instanceTypes", [work], .without("instance-types"))]),
            "gpu": .resources([environment("ec2Configuration", [work])]),
            // The boot disk is named after the image's root device.
            "ami-id": .resources(
                [
                    environment("ec2Configuration", both),
                    environment("instanceTypes", [head], .with(["instance-types"])),
                ] + template(["blockDeviceMappings"])),
            "key-pair": .resources([environment("ec2KeyPair", both)]),
            "boot-disk-size": .resources(template(["blockDeviceMappings"])),
            "ecs-config": .resources(userData),
            "cli-path": .resources(template(["userData"], .without("fusion-v2"))),
            "log-group": .resources([.existence(of: .logGroup, part: "")] + userData),
            "efs-id": .resources(userData), "efs-mount": .resources(userData), "fsx-mount": .resources(userData),
            "fsx-dns": .resources(userData + [policies(["instance"])]),
        ]
    }

    /// The permissions of jobs.
    private static var access: [String: FieldEffect] {
        let jobPolicies = policies(["instance", "fargate"])
        return [
            // A path is the place at which a file system is mounted.
            "work-dir": .resources([jobPolicies] + template(["userData"], .with(["efs-id", "fsx-dns"]))),
            "allow-buckets": .resources([jobPolicies]),
            "kms-keys": .resources([policies(parts(of: .role))]),
            "policies": .resources([.field("attachedPolicyArns", of: .role, parts: parts(of: .role))]),
            "permissions-boundary": .resources([.field("permissionsBoundary", of: .role, parts: parts(of: .role))]),
            "compute-job-role": .resources([jobPolicies]),
            // Head jobs on Fargate have roles that reconcile makes if the file names none.
            "head-job-role": .resources([
                policies(["instance"]), .existence(of: .role, part: "fargate", .with(["fargate"])),
            ]),
            "batch-execution-role": .resources([
                jobPolicies, .existence(of: .role, part: "execution", .with(["fargate"])),
            ]),
        ]
    }

    /// The settings of the environment's lifecycle. Those for deleting are
    /// kept in tags, for after it has left the file.
    private static var manners: [String: FieldEffect] {
        [
            "protect": .resources(tags), "drain": .resources(tags), "on-delete": .resources(tags),
            "preserve-resources": .resources(tags),
            "job-limits": .resources([.field("jobStateTimeLimitActions", of: .jobQueue, parts: both)]),
            "job-timeout-minutes": .resources([.field("updatePolicy", of: .computeEnvironment, parts: both)]),
            "head-max-cpus": .resources([environment("maxvCpus", [head])]),
            "scheduling-policy": .resources([
                .field("schedulingPolicyArn", of: .jobQueue, parts: [work]),
                .field("fairsharePolicy.shareDistribution", of: .schedulingPolicy, parts: parts(of: .schedulingPolicy)),
                .existence(of: .schedulingPolicy, part: ""),
            ]),
            "compatibility": .nothing(.manner), "credentials": .nothing(.access), "wait": .nothing(.manner),
            "overwrite": .nothing(.manner),
            "on_exists": .nothing(.manner), "account-id": .nothing(.manner), "update-strategy": .nothing(.manner),
            "wait-timeout": .nothing(.manner), "wave": .nothing(.nextflow), "snapshots": .nothing(.nextflow),
            "create-efs": .nothing(.unbuilt), "fsx-size": .nothing(.unbuilt), "no-ebs-auto-scale": .nothing(.unbuilt),
            "ebs-blocksize": .nothing(.unbuilt), "fusion": .nothing(.unbuilt),
        ]
    }

    /// Queues of a manual environment are read and never changed.
    private static let manual: [String: FieldEffect] = {
        var effects: [String: FieldEffect] = [
            "type": .ownershipMode, "config-mode": .ownershipMode, "file-path": .composite, "reconcile": .composite,
            "work-dir": .nothing(.nextflow),
        ]
        for name in ["name", "workspace", "region", "head-queue", "compute-queue"] {
            effects[name] = .nothing(.observed)
        }
        for field in FieldCatalogue.settings.fields { effects[field.name] = .nothing(.manner) }
        effects["credentials"] = .nothing(.access)
        for name in ["wait", "overwrite", "on_exists"] { effects[name] = .nothing(.manner) }
        return effects
    }()

    private static func environment(
        _ field: String, _ parts: [String], _ condition: FieldEffect.Condition? = nil
    ) -> FieldEffect.Impact {
        .field("computeResources.\(field)", of: .computeEnvironment, parts: parts, condition)
    }

    /// The VPC's security groups, which are used if the file names none.
    private static var groupsOfVPC: FieldEffect.Impact {
        environment("securityGroupIds", both, .without("security-groups"))
    }

    private static func policies(_ parts: [String]) -> FieldEffect.Impact {
        .field("policies", of: .role, parts: parts)
    }

    /// Fields of the launch template; compute environments name its version.
    private static func template(
        _ fields: [String], _ condition: FieldEffect.Condition? = nil
    ) -> [FieldEffect.Impact] {
        fields.map { .field("launchTemplateData.\($0)", of: .launchTemplate, parts: [""], condition) }
            + [environment("launchTemplate", both, condition)]
    }

    /// The tags of everything that reconcile makes and owns.
    private static var tags: [FieldEffect.Impact] {
        Set(everyPart.map(\.address.kind) + [.logGroup]).sorted().map { .field("tags", of: $0, parts: parts(of: $0)) }
    }
}
