package import AWSOperations
package import SimulatedAWS

/// Changes that other people make in the account, for tests.
extension SimulatedAccount {
    /// Something that a hook was to change does not exist.
    package struct NotThere: Error, CustomStringConvertible {
        package let description: String
    }

    // MARK: Caller

    /// Sets the policy of the caller that IAM's simulation evaluates.
    package func setCallerPolicy(_ document: String) async {
        await mutate { world, _ in world.callerPolicy = document }
    }

    // MARK: Network

    /// Adds a VPC with a subnet in each of three zones and its `default` group; answers its id.
    @discardableResult
    package func addVPC(cidrBlock: String, region: String) async -> String {
        await mutate { world, _ in
            var generator = world.generator
            let id = world[region: region].addVPC(cidrBlock: cidrBlock, isDefault: false, generator: &generator)
            world.generator = generator
            return id
        }
    }

    /// Adds a subnet as a team creates one manually, which is not a default subnet; returns its id.
    @discardableResult
    package func addSubnet(
        vpc: String, zone: String, cidrBlock: String = "172.31.200.0/28", freeAddresses: Int = 11,
        givesPublicAddresses: Bool = true, region: String
    ) async -> String {
        await mutate { world, _ in
            let id = "subnet-" + world.generator.hex(17)
            world[region: region].subnets.append(
                EC2.Subnet(
                    subnetId: id, state: "available", vpcId: vpc, cidrBlock: cidrBlock,
                    availableIpAddressCount: freeAddresses, availabilityZone: zone, defaultForAz: false,
                    mapPublicIpOnLaunch: givesPublicAddresses))
            return id
        }
    }

    /// Changes a subnet; nil as the outcome deletes it.
    package func changeSubnet(
        _ id: String, region: String, _ change: @Sendable (EC2.Subnet) -> EC2.Subnet?
    ) async {
        await mutate { world, _ in
            world[region: region].subnets = world[region: region].subnets.compactMap {
                $0.subnetId == id ? change($0) : $0
            }
        }
    }

    /// The region's network as it is: no call, no time.
    package func network(region: String) async -> (vpcs: [EC2.Vpc], subnets: [EC2.Subnet], groups: [EC2.SecurityGroup])
    {
        let region = await settledWorld()[region: region]
        return (region.vpcs, region.subnets, region.securityGroups)
    }

    /// Adds a security group; answers its id.
    @discardableResult
    package func addSecurityGroup(
        named name: String, vpc: String, letsOut: Bool = true, region: String
    ) async -> String {
        await mutate { world, _ in
            let id = "sg-" + world.generator.hex(17)
            world[region: region].securityGroups.append(
                EC2.SecurityGroup(
                    groupId: id, vpcId: vpc, groupName: name, description: name,
                    ipPermissionsEgress: letsOut ? [EC2.IpPermission(ipProtocol: "-1")] : []))
            return id
        }
    }

    /// Takes the Region's default VPC away.
    package func removeDefaultVPC(region: String) async {
        await mutate { world, _ in
            let ids = world[region: region].vpcs.filter { $0.isDefault == true }.map(\.vpcId)
            world[region: region].vpcs.removeAll { ids.contains($0.vpcId) }
            world[region: region].subnets.removeAll { ids.contains($0.vpcId) }
            world[region: region].securityGroups.removeAll { ids.contains($0.vpcId) }
        }
    }

    /// Adds an EC2 key pair.
    package func addKeyPair(_ name: String, region: String) async {
        await mutate { world, _ in world[region: region].keyPairs.append(name) }
    }

    // MARK: Surroundings

    /// Sets the route tables of a VPC, instead of the one that it has by itself.
    package func setRouteTables(_ tables: [EC2.RouteTable], region: String) async {
        await mutate { world, _ in world[region: region].references.routeTables = tables }
    }

    /// Sets the VPC endpoints.
    package func setEndpoints(_ endpoints: [EC2.VpcEndpoint], region: String) async {
        await mutate { world, _ in world[region: region].references.endpoints = endpoints }
    }

    /// Sets a quota of EC2.
    package func setQuota(_ code: String, to value: Int, region: String) async {
        await mutate { world, _ in
            var quotas = world[region: region].references.quotas ?? [:]
            quotas[code] = value
            world[region: region].references.quotas = quotas
        }
    }

    /// Stops offering an instance type in zones.
    package func removeOffering(of type: String, in zones: [String], region: String) async {
        await mutate { world, _ in
            var missing = world[region: region].references.missingOfferings ?? [:]
            missing[type] = zones
            world[region: region].references.missingOfferings = missing
        }
    }

    // MARK: What files name

    /// Adds an AMI, or replaces the one with the same id.
    package func addImage(_ image: EC2.Image, region: String) async {
        await mutate { world, _ in
            world[region: region].references.images.removeAll { $0.imageId == image.imageId }
            world[region: region].references.images.append(image)
        }
    }

    /// Deregisters an AMI.
    package func removeImage(_ id: String, region: String) async {
        await mutate { world, _ in world[region: region].references.images.removeAll { $0.imageId == id } }
    }

    /// Adds an EFS file system with a mount target in each of the subnets.
    package func addFileSystem(
        _ id: String, state: String = "available", mountedIn subnets: [String], region: String
    ) async {
        await mutate { world, _ in
            let mounts = world[region: region].subnets.filter { subnets.contains($0.subnetId ?? "") }
            world[region: region].references.fileSystems.append(
                EFS.FileSystemDescription(fileSystemId: id, lifeCycleState: state))
            for subnet in mounts {
                world[region: region].references.mountTargets.append(
                    EFS.MountTargetDescription(
                        mountTargetId: "fsmt-" + world.generator.hex(17), fileSystemId: id,
                        lifeCycleState: "available", vpcId: subnet.vpcId, availabilityZoneName: subnet.availabilityZone)
                )
            }
        }
    }

    /// Adds an FSx file system.
    package func addLustreFileSystem(_ system: FSx.FileSystem, region: String) async {
        await mutate { world, _ in world[region: region].references.lustreFileSystems.append(system) }
    }

    // MARK: Batch

    /// Changes what Batch holds about a compute environment, its state left as it is.
    package func changeComputeEnvironment(
        _ name: String, region: String, _ change: @Sendable (inout Batch.ComputeEnvironmentDetail) -> Void
    ) async throws {
        try await withEnvironment(name, region) { record, _ in change(&record.detail.current) }
    }

    /// Changes what Batch holds about a job queue.
    package func changeJobQueue(
        _ name: String, region: String, _ change: @Sendable (inout Batch.JobQueueDetail) -> Void
    ) async throws {
        try await mutate { world, _ in
            guard let index = world.queueIndex(name, region) else {
                throw NotThere(description: "no job queue \(name)")
            }
            change(&world[region: region].jobQueues[index].detail.current)
        }
    }

    /// Changes what Batch holds about the newest ACTIVE revision of a job definition.
    package func changeJobDefinition(
        _ name: String, region: String, _ change: @Sendable (inout Batch.JobDefinition) -> Void
    ) async throws {
        try await mutate { world, _ in
            let active = world[region: region].jobDefinitions.indices.last { index in
                let record = world[region: region].jobDefinitions[index]
                return record.isActive && record.name == name
            }
            guard let index = active else { throw NotThere(description: "no job definition \(name)") }
            change(&world[region: region].jobDefinitions[index].detail.current)
        }
    }

    /// Lets the submitted jobs of a queue end with a status.
    package func setOutcome(_ status: Int, ofJobsIn queue: String, region: String) async throws {
        try await mutate { world, _ in
            guard let index = world.queueIndex(queue, region) else {
                throw NotThere(description: "no job queue \(queue)")
            }
            let arn = world[region: region].jobQueues[index].arn
            for index in world[region: region].jobs.indices where world[region: region].jobs[index].queue == arn {
                world[region: region].jobs[index].submission?.outcome = status
            }
        }
    }

    /// Makes an environment INVALID until it is updated.
    package func invalidateComputeEnvironment(_ name: String, region: String, reason: String) async throws {
        try await withEnvironment(name, region) { record, _ in
            record.imposedReason = reason
            record.transition = nil
            record.detail.current.status = "INVALID"
            record.detail.current.statusReason = reason
        }
    }

    /// Deletes an environment's ECS cluster; Batch notices with its next look.
    package func deleteCluster(of name: String, region: String) async throws {
        try await withEnvironment(name, region) { record, _ in record.hasCluster = false }
    }

    /// Sets tasks on an environment's cluster that belong to no job of the account.
    package func setTasks(of name: String, region: String, running: Int, pending: Int = 0) async throws {
        try await withEnvironment(name, region) { record, _ in
            record.extraRunningTasks = running
            record.extraPendingTasks = pending
        }
    }

    /// Puts jobs into a queue; those with an `environment` are on it, others wait until Batch places them, and PENDING ones
    /// for ever, as do those with a `reason` to wait. They succeed `duration` seconds after they began, never without one.
    /// Children of an `array` are listed with it. Answers their ids.
    @discardableResult
    package func addJobs(
        _ count: Int = 1, queue: String, environment: String? = nil, status: String = "RUNNING", region: String,
        duration: Double? = nil, vcpus: Int? = nil, reason: String? = nil, array: String? = nil
    ) async throws -> [String] {
        try await mutate { world, now in
            guard let index = world.queueIndex(queue, region) else {
                throw NotThere(description: "no job queue \(queue)")
            }
            let arn = world[region: region].jobQueues[index].arn
            let host = try environment.map { name in
                guard let index = world.environmentIndex(name, region) else {
                    throw NotThere(description: "no compute environment \(name)")
                }
                world[region: region].computeEnvironments[index].scaleOut(
                    by: count * (vcpus ?? JobRecord.usualVCPUs))
                world[region: region].computeEnvironments[index].beginScaling(
                    withRelease: world[region: region].newestRelease)
                return world[region: region].computeEnvironments[index].arn
            }
            return (0..<count).map { _ in
                let id = world.generator.uuid()
                world[region: region].jobs.append(
                    JobRecord(
                        id: id, name: "job-\(id.prefix(8))", queue: arn, computeEnvironment: host, status: status,
                        statusReason: reason, created: now, started: host.map { _ in now },
                        ends: ["RUNNABLE", "SUBMITTED"].contains(status) ? nil : duration.map { now + $0 },
                        duration: duration, vcpus: vcpus, array: array))
                return id
            }
        }
    }

    /// The statuses of jobs by id.
    package func jobStatuses(region: String) async -> [String: String] {
        let world = await settledWorld()
        return Dictionary(world[region: region].jobs.map { ($0.id, $0.status) }) { $1 }
    }

    // MARK: IAM

    /// Deletes a role with all that hangs on it, at once and for every reader.
    package func deleteRole(_ name: String) async {
        await mutate { world, _ in
            world.roles[name] = nil
            for profile in world.instanceProfiles.keys where world.instanceProfiles[profile]?.current?.role == name {
                world.instanceProfiles[profile]?.current?.role = nil
            }
        }
    }

    /// Deletes an instance profile at once and for every reader.
    package func deleteInstanceProfile(_ name: String) async {
        await mutate { world, _ in world.instanceProfiles[name] = nil }
    }

    /// Changes a role at once and for every reader: its tags and its inline policies.
    package func changeRole(
        _ name: String, tags: [String: String]? = nil, inlinePolicies: [String: String]? = nil
    ) async throws {
        try await mutate { world, _ in
            guard world.roles[name]?.current != nil else { throw NotThere(description: "no role \(name)") }
            if let tags { world.roles[name]?.current?.tags = tags }
            if let inlinePolicies { world.roles[name]?.current?.inlinePolicies = inlinePolicies }
        }
    }

    /// The documents of a role's policies, in line by their name and managed by their ARN: no call, no lag, no time.
    package func policies(ofRole name: String) async -> [String: String] {
        let world = await settledWorld()
        guard let role = world.roles[name]?.current else { return [:] }
        let managed = role.managedPolicies.map { arn in
            (arn, world.policies[arn]?.current.flatMap { $0.versions[$0.current] } ?? "")
        }
        return role.inlinePolicies.merging(managed) { inline, _ in inline }
    }

    /// A role's permissions boundary; nil if it has none.
    package func boundary(ofRole name: String) async -> String? {
        await settledWorld().roles[name]?.current?.permissionsBoundary
    }

    // MARK: EC2

    /// Deletes a launch template at once and for every reader.
    package func deleteLaunchTemplate(_ name: String, region: String) async {
        await mutate { world, _ in
            for id in world[region: region].launchTemplates.keys
            where world[region: region].launchTemplates[id]?.current?.name == name {
                world[region: region].launchTemplates[id] = nil
            }
        }
    }

    // MARK: S3

    /// An object's bytes, read without a call and without time; nil if it does not exist.
    package func object(_ key: String, bucket: String) async -> [UInt8]? {
        await settledWorld().buckets[bucket]?.objects[key]?.body
    }

    // MARK: All of it

    /// Everything that exists now, as `kind/name`, sorted: what "leaves nothing" is compared with.
    package func inventory() async -> [String] {
        let world = await settledWorld()
        var found = world.roles.values.compactMap { $0.current.map { "role/\($0.name)" } }
        found += world.instanceProfiles.values.compactMap { $0.current.map { "instance-profile/\($0.name)" } }
        found += world.policies.values.compactMap { $0.current.map { "managed-policy/\($0.name)" } }
        for region in world.regions.values {
            found += region.computeEnvironments.filter { !$0.isGone }.map {
                "\(region.name)/compute-environment/\($0.name)"
            }
            found += region.jobQueues.filter { !$0.isGone }.map { "\(region.name)/job-queue/\($0.name)" }
            found += region.schedulingPolicies.values.compactMap {
                $0.current.map { "\(region.name)/scheduling-policy/\($0.name ?? "")" }
            }
            found += Set(region.jobDefinitions.filter(\.isActive).map(\.name)).map {
                "\(region.name)/job-definition/\($0)"
            }
            found += region.elasticFileSystems.map {
                "\(region.name)/efs-file-system/\($0.detail.creationToken ?? "")"
            }
            found += region.madeLustre.map { "\(region.name)/fsx-file-system/\($0.token)" }
            found += region.launchTemplates.values.compactMap {
                $0.current.map { "\(region.name)/launch-template/\($0.name)" }
            }
            found += region.logGroups.keys.map { "\(region.name)/log-group/\($0)" }
        }
        return found.sorted()
    }

    /// The compute environments as they are, tombstones left out: no call, no lag, no time.
    package func computeEnvironments(region: String) async -> [Batch.ComputeEnvironmentDetail] {
        await settledWorld()[region: region].describedEnvironments
    }

    /// The job queues as they are, tombstones left out: no call, no lag, no time.
    package func jobQueues(region: String) async -> [Batch.JobQueueDetail] {
        await settledWorld()[region: region].jobQueues.filter { !$0.isGone }.map(\.detail.current)
    }

    private func withEnvironment(
        _ name: String, _ region: String, _ change: @Sendable (inout ComputeEnvironmentRecord, Double) throws -> Void
    ) async throws {
        try await mutate { world, now in
            guard let index = world.environmentIndex(name, region) else {
                throw NotThere(description: "no compute environment \(name)")
            }
            try change(&world[region: region].computeEnvironments[index], now)
        }
    }
}
