import AWSOperations

/// Adds resources that files name and no call can create in a simulated account. Existing resources stay unchanged.
extension SimulatedAccount {
    /// Adds the subnets and security groups that are missing, in the VPC that is named or that the others are in.
    package func provideNetwork(vpc: String?, subnets: [String], groups: [String], region: String) async {
        await mutate { world, _ in
            let existing =
                world[region: region].subnets.first { subnets.contains($0.subnetId ?? "") }?.vpcId
                ?? world[region: region].securityGroups.first { groups.contains($0.groupId ?? "") }?.vpcId
            // Ids depend only on the names in the files, so that every run makes the same ones.
            var generator = SeededGenerator(seed: world.settings.seed, name: "\(region) \(subnets) \(groups)")
            guard vpc != nil || !subnets.isEmpty || !groups.isEmpty else { return }
            let home = vpc ?? existing ?? "vpc-" + generator.hex(17)
            world[region: region].provideVPC(home, withSubnets: subnets.isEmpty, generator: &generator)
            for (index, id) in subnets.enumerated()
            where !world[region: region].subnets.contains(where: { $0.subnetId == id }) {
                world[region: region].addSubnet(id, vpc: home, number: 100 + index)
            }
            for id in groups where !world[region: region].securityGroups.contains(where: { $0.groupId == id }) {
                world[region: region].securityGroups.append(
                    EC2.SecurityGroup(openTo: id, in: home, named: id, id))
            }
        }
    }

    /// Adds a bucket, unless there is one of that name.
    package func provideBucket(_ name: String, region: String) async {
        await mutate { world, _ in
            if world.buckets[name] == nil { world.buckets[name] = BucketRecord(region: region) }
        }
    }

    /// Adds an AMI.
    package func provideImage(_ id: String, architecture: String, region: String) async {
        await mutate { world, _ in
            guard !world[region: region].references.images.contains(where: { $0.imageId == id }) else { return }
            world[region: region].references.images.append(
                EC2.Image(
                    imageId: id, name: id, state: "available", architecture: architecture, virtualizationType: "hvm",
                    rootDeviceName: "/dev/xvda", rootDeviceType: "ebs",
                    blockDeviceMappings: [
                        EC2.BlockDeviceMapping(deviceName: "/dev/xvda", ebs: EC2.EbsBlockDevice(volumeSize: 8))
                    ], creationDate: Timestamp.text(PublicImage.firstRelease)))
        }
    }

    /// Adds an EC2 key pair.
    package func provideKeyPair(_ name: String, region: String) async {
        await mutate { world, _ in
            if !world[region: region].keyPairs.contains(name) { world[region: region].keyPairs.append(name) }
        }
    }

    /// Adds an EFS file system that is mounted wherever there is a subnet.
    package func provideFileSystem(_ id: String, region: String) async {
        await mutate { world, _ in
            guard !world[region: region].references.fileSystems.contains(where: { $0.fileSystemId == id }) else {
                return
            }
            world[region: region].references.fileSystems.append(
                EFS.FileSystemDescription(fileSystemId: id, lifeCycleState: "available"))
            for subnet in world[region: region].subnets {
                world[region: region].references.mountTargets.append(
                    EFS.MountTargetDescription(
                        mountTargetId: "fsmt-" + (subnet.subnetId ?? "").dropFirst(7), fileSystemId: id,
                        lifeCycleState: "available", vpcId: subnet.vpcId, availabilityZoneName: subnet.availabilityZone)
                )
            }
        }
    }

    /// Adds an FSx for Lustre file system.
    package func provideLustreFileSystem(_ id: String, region: String) async {
        await mutate { world, _ in
            guard !world[region: region].references.lustreFileSystems.contains(where: { $0.fileSystemId == id }) else {
                return
            }
            world[region: region].references.lustreFileSystems.append(
                FSx.FileSystem(
                    fileSystemId: id, fileSystemType: "LUSTRE", fileSystemTypeVersion: "2.15", lifecycle: "AVAILABLE",
                    lustreConfiguration: FSx.LustreFileSystemConfiguration(mountName: "fsx")))
        }
    }

    /// Adds a scheduling policy of Batch, under its ARN.
    package func provideSchedulingPolicy(_ arn: String, region: String) async {
        await mutate { world, _ in
            var policies = world[region: region].references.schedulingPolicies ?? []
            if !policies.contains(arn) { policies.append(arn) }
            world[region: region].references.schedulingPolicies = policies
        }
    }

    /// Adds a key of KMS, under its ARN and in its Region.
    package func provideKey(
        _ arn: String, state: String = "Enabled", manager: String = "CUSTOMER", spec: String = "SYMMETRIC_DEFAULT"
    ) async {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6 else { return }
        await mutate { world, _ in
            var keys = world[region: parts[3]].references.keys ?? []
            if !keys.contains(where: { $0.arn == arn }) {
                let id = parts[5].split(separator: "/").last.map(String.init)
                keys.append(
                    KMS.KeyMetadata(keyId: id, arn: arn, keyState: state, keyManager: manager, keySpec: spec))
            }
            world[region: parts[3]].references.keys = keys
        }
    }

    /// Adds a managed policy, under its whole ARN; it allows nothing.
    package func providePolicy(_ arn: String) async {
        await mutate { world, now in
            let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 6, let name = arn.split(separator: "/").last.map(String.init),
                (world.policies[arn]?.current ?? nil) == nil
            else { return }
            let path = parts[5].dropFirst("policy".count).dropLast(name.count)
            world.policies[arn] = Replicated(
                ManagedPolicyRecord(
                    name: name, path: String(path), id: "ANPA" + world.generator.base32(17), arn: arn, tags: [:],
                    versions: [1: #"{"Version":"2012-10-17","Statement":[]}"#], current: 1, created: now),
                at: now, lag: 0)
        }
    }

    /// Adds a role that tasks of ECS take, under its whole ARN.
    package func provideRole(_ arn: String) async {
        await mutate { world, now in
            let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 6, let name = arn.split(separator: "/").last.map(String.init),
                world.roles[name]?.current == nil
            else { return }
            let path = parts[5].dropFirst("role".count).dropLast(name.count)
            let trust =
                #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","#
                + #""Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#
            world.roles[name] = Replicated(
                RoleRecord(
                    partition: parts[1], path: String(path), name: name, id: "AROA" + world.generator.base32(17),
                    arn: arn, trustPolicy: trust, maxSessionDuration: 3600, tags: [:], created: now),
                at: now, lag: 0)
        }
    }
}

extension Region {
    fileprivate mutating func provideVPC(_ id: String, withSubnets: Bool, generator: inout SeededGenerator) {
        guard !vpcs.contains(where: { $0.vpcId == id }) else { return }
        vpcs.append(EC2.Vpc(isDefault: false, tags: [], vpcId: id, state: "available", cidrBlock: "10.0.0.0/16"))
        securityGroups.append(
            EC2.SecurityGroup(defaultOf: id, id: "sg-" + generator.hex(17)))
        guard withSubnets else { return }
        for number in 0..<3 { addSubnet("subnet-" + generator.hex(17), vpc: id, number: number) }
    }

    fileprivate mutating func addSubnet(_ id: String, vpc: String, number: Int) {
        subnets.append(
            EC2.Subnet(
                subnetId: id, state: "available", vpcId: vpc, cidrBlock: "10.0.\(number % 256).0/24",
                availableIpAddressCount: 251, availabilityZone: name + ["a", "b", "c"][number % 3], defaultForAz: false,
                mapPublicIpOnLaunch: false))
    }
}
