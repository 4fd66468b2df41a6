import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel
import Testing

/// The resources that environments of the file want in AWS.
struct ForgeTests {
    static let forge = ResourceBuilder { region in
        region.hasPrefix("cn-")
            ? ResourceBuilder.Partition(name: "aws-cn")
            : ResourceBuilder.Partition(name: "aws")
    }

    static func resources(
        region: String = "eu-west-1", name: String = "bench_fusion", labels: [EnvironmentDefinition.Label] = [],
        _ change: (inout ForgeConfiguration) -> Void = { _ in }
    ) -> [String: Resource] {
        var configuration = ForgeConfiguration(maxCPUs: 1000)
        change(&configuration)
        let place = SourcePosition(line: 1, column: 1)
        let definition = EnvironmentDefinition(
            name: name, workspace: "acme/research", region: region, workDirectory: "s3://work/scratch", labels: labels,
            configuration: .forge(configuration), range: SourceRange(filename: "envs.yml", start: place, end: place))
        let resources = forge.resources(for: definition, in: region)
        return Dictionary(uniqueKeysWithValues: resources.map { ($0.address.local, $0) })
    }

    @Test
    func `Spot has an on-demand head and a Spot work environment with queues`() {
        let resources = Self.resources { $0.instanceTypes = ["c6id.4xlarge", "r6id.2xlarge"] }
        let head = resources["compute-environment.head"]?.properties
        let work = resources["compute-environment.work"]?.properties
        #expect(head?[path: "computeResources.type"] == .string("EC2"))
        #expect(head?[path: "computeResources.allocationStrategy"] == .string("BEST_FIT_PROGRESSIVE"))
        #expect(work?[path: "computeResources.type"] == .string("SPOT"))
        #expect(work?[path: "computeResources.allocationStrategy"] == .string("SPOT_PRICE_CAPACITY_OPTIMIZED"))
        #expect(work?[path: "computeResources.maxvCpus"] == .integer(1000))
        #expect(work?[path: "computeResources.instanceTypes"] == .strings(["c6id.4xlarge", "r6id.2xlarge"]))
        #expect(resources["job-queue.head"] != nil && resources["job-queue.work"] != nil)
    }

    @Test
    func `on demand has one environment and one queue`() {
        let resources = Self.resources { $0.provisioningModel = .ec2 }
        #expect(resources.keys.filter { $0.hasPrefix("compute-environment") } == ["compute-environment.work"])
        #expect(resources.keys.filter { $0.hasPrefix("job-queue") } == ["job-queue.work"])
        #expect(
            resources["compute-environment.work"]?.properties[path: "computeResources.allocationStrategy"]
                == .string("BEST_FIT_PROGRESSIVE"))
        #expect(resources["service-linked-role.spot.amazonaws.com"] == nil)
    }

    @Test(
        arguments: [
            (false, false, nil, 50, nil), (true, false, nil, 100, 325), (true, true, nil, 50, nil),
            (true, false, 200, 200, 325),
        ] as [(Bool, Bool, Int?, Int, Int?)])
    func `the boot disk follows Fusion and fast storage`(
        fusion: Bool, fast: Bool, asked: Int?, size: Int, throughput: Int?
    ) {
        let template = Self.resources {
            $0.fusionV2 = fusion
            $0.fastStorage = fast
            $0.bootDiskSize = asked
        }["launch-template"]
        let disk = template?.properties[path: "launchTemplateData.blockDeviceMappings"]?.list?.first?["ebs"]
        #expect(disk?["volumeSize"] == .integer(size))
        #expect(disk?["throughput"] == throughput.map { .integer($0) })
        #expect(disk?["volumeType"] == .string("gp3"))
    }

    @Test(
        arguments: [
            (nil, nil, nil, nil), (125, 3000, nil, nil), (500, 4000, 500, 4000), (nil, 4000, nil, 4000),
        ] as [(Int?, Int?, Int?, Int?)])
    func `the boot disk has the speed that the file gives and not the baseline`(
        throughput: Int?, iops: Int?, written: Int?, rate: Int?
    ) {
        let disk = Self.disk {
            $0.throughput = throughput
            $0.iops = iops
        }
        #expect(disk?["throughput"]?.integer == written && disk?["iops"]?.integer == rate)
        #expect(disk?["encrypted"] == nil && disk?["kmsKeyId"] == nil)
    }

    @Test
    func `a key encrypts the boot disk, and the cache of Fusion takes a lower speed`() {
        let key = "arn:aws:kms:eu-west-1:123456789012:key/0123"
        let disk = Self.disk(fusion: true) {
            $0.throughput = 125
            $0.key = key
        }
        #expect(disk?["encrypted"] == .boolean(true) && disk?["kmsKeyId"] == .string(key))
        #expect(disk?["throughput"] == nil && disk?["volumeSize"] == .integer(100))
    }

    private static func disk(fusion: Bool = false, _ change: (inout BootDisk) -> Void) -> Value? {
        var definition = FeatureCombinations.all[0].definition
        var configuration = ForgeConfiguration(maxCPUs: 100)
        configuration.fusionV2 = fusion
        definition.configuration = .forge(configuration)
        change(&definition.settings.bootDisk)
        let resources = forge.resources(for: definition, in: "eu-west-1")
        return resources.first { $0.address.kind == .launchTemplate }?
            .properties[path: "launchTemplateData.blockDeviceMappings"]?.list?.first?["ebs"]
    }

    @Test
    func `the key of the boot disk encrypts the disk that grows, too, and instances may use it`() {
        let key = "arn:aws:kms:eu-west-1:123456789012:key/a"
        var definition = FeatureCombinations.all[0].definition
        var configuration = ForgeConfiguration(maxCPUs: 100)
        configuration.growingDiskSize = 80
        definition.configuration = .forge(configuration)
        definition.settings.bootDisk.key = key
        let resources = Self.forge.resources(for: definition, in: "eu-west-1")
        let template = resources.first { $0.address.kind == .launchTemplate }
        let disks = template?.properties[path: "launchTemplateData.blockDeviceMappings"]?.list ?? []
        #expect(disks.map { $0["ebs"]?["kmsKeyId"] } == [.string(key), .string(key)])
        #expect(disks.allSatisfy { $0["ebs"]?["encrypted"] == .boolean(true) })
        let role = resources.first { $0.address.local == "role.instance" }
        let rights = role?.properties[path: "policies.disk"]?["Statement"]?.list?.filter {
            $0["Resource"]?.strings == [key]
        }
        #expect(
            Set((rights ?? []).flatMap { $0["Action"]?.strings ?? [] }).isSuperset(of: [
                "kms:CreateGrant", "kms:Decrypt",
            ]))
        #expect(role?.properties[path: "policies.kms"] == nil)
    }

    @Test
    func `a disk that grows begins with a volume of the template`() {
        let grown = Self.resources(labels: [.init("team", "rna")]) { $0.growingDiskSize = 80 }["launch-template"]
        let data = grown?.properties["launchTemplateData"]
        let disks = data?["blockDeviceMappings"]?.list ?? []
        #expect(disks.map { $0["deviceName"] } == [.string("/dev/xvda"), .string("/dev/sdf")])
        let volume: Value = .map([
            "deleteOnTermination": .boolean(true), "volumeSize": .integer(80), "volumeType": .string("gp3"),
        ])
        #expect(disks.last?["ebs"] == volume)
        let tags = data?["tagSpecifications"]?.list?.first?["tags"]?.stringMap
        #expect(tags == ["team": "rna", "Name": grown?.name, "reconcile:disk": grown?.name].compactMapValues { $0 })
        let fixed = Self.resources(labels: [.init("team", "rna")])["launch-template"]?.properties["launchTemplateData"]
        #expect(fixed?["blockDeviceMappings"]?.list?.count == 1)
        #expect(fixed?["tagSpecifications"]?.list?.first?["tags"]?.stringMap?["reconcile:disk"] == nil)
    }

    @Test
    func `user data is a MIME archive with the script that the file needs`() {
        let data =
            Self.resources {
                $0.fusionV2 = true
                $0.fastStorage = true
                $0.ecsConfig = "ECS_LOGLEVEL=debug\n"
            }["launch-template"]?.properties[path: "launchTemplateData.userData"]?.string ?? ""
        #expect(data.hasPrefix("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"==RECONCILE==\"\n\n"))
        #expect(
            data.contains("\n\n--==RECONCILE==\nContent-Type: text/x-shellscript; charset=\"us-ascii\"\n\n#!/bin/bash"))
        #expect(data.hasSuffix("\n\n--==RECONCILE==--\n"))
        #expect(data.contains("/scratch/fusion") && data.contains("vm.dirty_bytes"))
        #expect(data.contains("    'ECS_LOGLEVEL=debug'\n"))
        #expect(!data.contains("awscliv2") && !data.contains("awscli-exe"))
        let allASCII = data.utf8.allSatisfy { $0 < 128 }
        #expect(allASCII)
    }

    @Test
    func `without Fusion the AWS CLI is installed where the file says`() {
        let data =
            Self.resources { $0.cliPath = "/opt/aws-cli/bin/aws" }["launch-template"]?
            .properties[path: "launchTemplateData.userData"]?.string ?? ""
        #expect(data.contains("\ncli=/opt/aws-cli/bin/aws\ntree=/opt/aws-cli/aws-cli\n"))
    }

    @Test
    func `the role may use the work bucket and allowed buckets`() {
        let role = Self.resources(region: "cn-north-1") { $0.allowedBuckets = ["reads"] }["role.instance"]
        let storage = role?.properties[path: "policies.storage"]?.json ?? ""
        #expect(storage.contains("arn:aws-cn:s3:::work/*") && storage.contains("arn:aws-cn:s3:::reads/*"))
        #expect(role?.properties["assumeRolePolicyDocument"]?.json.contains("ec2.amazonaws.com.cn") == true)
    }

    @Test
    func `labels are tags, and ownership tags name the resource itself`() {
        let resources = Self.resources(labels: [.init("project", "bench")])
        for resource in resources.values where resource.management == .managed {
            #expect(resource.tags["project"] == "bench", "\(resource.address)")
            #expect(resource.tags[OwnershipTags.owner] == "acme/research/bench_fusion")
            #expect(
                resource.tags[OwnershipTags.resource]
                    == OwnershipTags.resourceValue(resource.address.kind, resource.name))
        }
        let instances = resources["compute-environment.work"]?.properties[path: "computeResources.tags"]
        #expect(instances?["project"] == .string("bench"))
        #expect(instances?[OwnershipTags.owner] == nil)
    }

    @Test
    func `queues cancel jobs that never start, and wait for capacity`() {
        let actions = Self.resources()["job-queue.work"]?.properties["jobStateTimeLimitActions"]?.list ?? []
        #expect(
            Set(actions.compactMap { $0["reason"]?.string }) == [
                "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
            ])
        #expect(actions.allSatisfy { $0["maxTimeSeconds"]?.integer == 3600 })
    }

    @Test
    func `a head job on Fargate has roles and no instances`() {
        let resources = Self.resources { $0.fargate = true }
        let head = resources["compute-environment.head"]?.properties[path: "computeResources"]?.map ?? [:]
        #expect(Set(head.keys) == ["type", "maxvCpus", "subnets", "securityGroupIds"])
        #expect(head["type"] == .string("FARGATE"))
        #expect(
            resources["compute-environment.work"]?.properties[path: "computeResources.type"] == .string("SPOT"))
        let roles = ["role.fargate", "role.execution"].compactMap { resources[$0] }
        #expect(roles.count == 2)
        for role in roles {
            #expect(role.properties["assumeRolePolicyDocument"]?.json.contains("ecs-tasks.amazonaws.com") == true)
            #expect(role.name.utf8.count <= 64)
        }
        #expect(roles.first?.properties[path: "policies.nextflow"] != nil)
        #expect(roles.last?.properties["attachedPolicyArns"]?.json.contains("AmazonECSTaskExecutionRolePolicy") == true)
        // A head job with secrets names the role that reads them, so that role is planned first.
        let execution = Address(FeatureCombinations.key, .role, "execution")
        #expect(roles.first?.dependencies.map(\.local) == [execution.local])
    }

    @Test
    func `uses named roles, and retires its roles when a file names others`() {
        let own = Self.resources {
            $0.fargate = true
            $0.headJobRole = "arn:aws:iam::123456789012:role/head"
            $0.batchExecutionRole = "arn:aws:iam::123456789012:role/exec"
        }
        #expect(own["role.fargate"] == nil && own["role.execution"] == nil)
        let place = SourcePosition(line: 1, column: 1)
        let definition = EnvironmentDefinition(
            name: "one", workDirectory: "s3://work", configuration: .forge(ForgeConfiguration(maxCPUs: 1)),
            range: SourceRange(filename: "f", start: place, end: place))
        let retired = Self.forge.retiredResources(
            for: definition, in: "eu-west-1", besides: Self.forge.resources(for: definition, in: "eu-west-1")
        ).map(\.address.local)
        #expect(
            Set(retired) == [
                "role.fargate", "role.execution", "scheduling-policy", "efs-file-system", "fsx-file-system",
                "compute-environment.fallback",
            ])
    }

    @Test(
        arguments: [
            (false, [], nil, nil), (true, [], nil, "nextflow/nextflow"), (true, ["c7g"], nil, "busybox"),
            (false, ["c7g"], nil, "busybox"), (false, ["c7g"], "ami-1", nil),
        ] as [(Bool, [String], String?, String?)])
    func `a work queue's job has a separate definition if it needs one`(
        fargate: Bool, types: [String], ami: String?, image: String?
    ) {
        var definition = FeatureCombinations.all[0].definition
        var configuration = ForgeConfiguration(maxCPUs: 1)
        (configuration.fargate, configuration.instanceTypes) = (fargate, types)
        configuration.image = ami.map { MachineImage($0) }
        definition.configuration = .forge(configuration)
        let wanted = Self.forge.resources(for: definition, in: "eu-west-1")
        // Plans look for what is retired.
        let retired = Self.forge.retiredResources(for: definition, in: "eu-west-1", besides: wanted)
        #expect(!retired.contains { $0.address.part == VerificationJob.part })
        let own = Self.forge.verification(for: definition, in: "eu-west-1")
        #expect(
            own?.properties[path: "containerProperties.image"]?.string?.contains(image ?? "-")
                == (image.map { _ in true }))
        #expect(own?.properties["platformCapabilities"]?.strings == image.map { _ in ["EC2"] })
        #expect(own?.properties.references.isEmpty ?? true)
    }

    @Test(
        arguments: [
            (false, [], nil, ["c6g", "m6g", "r6g"], ["optimal"]),
            (true, [], nil, ["c6gd", "m6gd", "r6gd"], ["optimal"]),
            (true, ["c7gd"], nil, ["c7gd"], ["optimal"]),
            (false, [], "ami-1", ["c6g", "m6g", "r6g"], ["default_arm64"]),
        ] as [(Bool, [String], String?, [String], [String])])
    func `Graviton has separate families, and an AMI has one architecture`(
        fast: Bool, types: [String], ami: String?, work: [String], head: [String]
    ) {
        let resources = Self.resources {
            $0.graviton = true
            $0.fastStorage = fast
            $0.instanceTypes = types
            $0.image = ami.map { .id($0) }
        }
        let path = "computeResources.instanceTypes"
        #expect(resources["compute-environment.work"]?.properties[path: path] == .strings(work))
        #expect(resources["compute-environment.head"]?.properties[path: path] == .strings(head))
    }

    @Test(
        arguments: [
            (.recommended, [], false, "", ""), (.recommended, ["m7g"], false, "arm64/", "arm64/"),
            (.recommended, ["g5"], true, "gpu/", ""),
        ] as [(MachineImage, [String], Bool, String, String)])
    func `the recommended image is that of the architecture and of GPUs`(
        image: MachineImage, types: [String], gpu: Bool, work: String, head: String
    ) {
        let resources = Self.resources {
            $0.image = image
            $0.instanceTypes = types
            $0.gpu = gpu
        }
        for (part, infix) in [("work", work), ("head", head)] {
            let environment = resources["compute-environment.\(part)"]
            let name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/\(infix)recommended"
            let images = environment?.properties[path: "computeResources.ec2Configuration"]
            #expect(
                images?.list?.first?["imageIdOverride"]
                    == .reference(Address(sharedIn: "eu-west-1", .imageParameter, name), "imageId"))
            #expect(environment?.tags[OwnershipTags.image] == name)
        }
        let disk = resources["launch-template"]?.properties[path: "launchTemplateData.blockDeviceMappings"]
        #expect(disk?.list?.first?["deviceName"] == .string("/dev/xvda"))
    }

    @Test
    func `mounts file systems with their clients before the agent starts`() {
        let resources = Self.resources {
            $0.efsID = "fs-01234567"
            $0.efsMount = "/mnt/efs"
            $0.fsxDNS = "fs-0abc.fsx.eu-west-1.amazonaws.com"
            $0.fsxMount = "/mnt/fsx"
        }
        let data = resources["launch-template"]?.properties[path: "launchTemplateData.userData"]?.string ?? ""
        #expect(data.contains("attach \"$end\" /mnt/efs -t efs -o tls fs-01234567:/ || failed=1"))
        #expect(
            data.contains(
                "attach_lustre \"$end\" /mnt/fsx fs-0abc.fsx.eu-west-1.amazonaws.com fs-0abc eu-west-1 || failed=1"))
        #expect(data.contains("'AssertPathIsMountPoint=/mnt/efs' 'AssertPathIsMountPoint=/mnt/fsx'"))
        #expect(
            resources["role.instance"]?.properties[path: "policies.file-system"]?.json.contains("fsx:Describe") == true)
        let without = Self.resources()
        #expect(without["role.instance"]?.properties[path: "policies.file-system"] == nil)
        #expect(
            without["launch-template"]?.properties[path: "launchTemplateData.userData"]?.string?.contains("attach")
                == false)
    }

    @Test
    func `a file system is mounted before those that are mounted in it`() {
        let data =
            Self.resources {
                $0.efsID = "fs-01234567"
                $0.efsMount = "/data/efs"
                $0.fsxDNS = "fs-0abc.fsx.eu-west-1.amazonaws.com"
                $0.fsxMount = "/data"
            }["launch-template"]?.properties[path: "launchTemplateData.userData"]?.string ?? ""
        let outer = data.firstRange(of: "attach_lustre \"$end\" /data ")?.lowerBound
        let inner = data.firstRange(of: "attach \"$end\" /data/efs ")?.lowerBound
        #expect(outer != nil && inner != nil && (outer ?? data.endIndex) < (inner ?? data.startIndex))
    }
}
