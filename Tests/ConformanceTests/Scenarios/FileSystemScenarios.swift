import AWSOperations

extension LifecycleScenario {
    static let elasticFileSystem = LifecycleScenario("elastic-file-system") { runner in
        let network = try await runner.fileSystemNetwork()
        let token = runner.name("one")
        let made = try await runner.call(
            EFS.CreateFileSystem(
                creationToken: token, encrypted: true, throughputMode: "elastic", tags: [EFS.Tag(key: "a", value: "1")])
        )
        let id = made.fileSystemId ?? ""
        await runner.check("id", id.hasPrefix("fs-"))
        try await runner.refused(
            "same token", code: "FileSystemAlreadyExists", EFS.CreateFileSystem(creationToken: token))
        try await runner.eventually("available") { try await runner.elastic(token)?.lifeCycleState == "available" }
        let seen = try await runner.elastic(token)
        await runner.check(
            "shown as sent", seen?.encrypted == true && seen?.throughputMode == "elastic" && seen?.fileSystemId == id)
        await runner.check("tags", seen?.tags?.contains { $0.key == "a" && $0.value == "1" } == true)

        let target = try await runner.call(
            EFS.CreateMountTarget(fileSystemId: id, subnetId: network.subnet, securityGroups: [network.group]))
        let targetID = target.mountTargetId ?? ""
        try await runner.eventually("mount target available") {
            let targets = try await runner.targets(id)
            return targets.map(\.lifeCycleState) == ["available"] && targets.first?.subnetId == network.subnet
        }
        let groups = try await runner.call(EFS.DescribeMountTargetSecurityGroups(mountTargetId: targetID))
        await runner.check("groups", groups.securityGroups == [network.group])
        // Another group of the VPC is not to be had, so the same one is set again.
        try await runner.call(
            EFS.ModifyMountTargetSecurityGroups(mountTargetId: targetID, securityGroups: [network.group]))
        let changed = try await runner.call(EFS.DescribeMountTargetSecurityGroups(mountTargetId: targetID))
        await runner.check("groups set again", changed.securityGroups == [network.group])
        try await runner.refused(
            "zone taken", code: "MountTargetConflict",
            EFS.CreateMountTarget(fileSystemId: id, subnetId: network.subnet, securityGroups: [network.group]))
        try await runner.refused(
            "unknown subnet", code: "SubnetNotFound",
            EFS.CreateMountTarget(fileSystemId: id, subnetId: "subnet-0123456789abcdef0"))
        try await runner.refused("in use", code: "FileSystemInUse", EFS.DeleteFileSystem(fileSystemId: id))

        try await runner.call(EFS.TagResource(resourceId: id, tags: [EFS.Tag(key: "b", value: "2")]))
        try await runner.call(EFS.UntagResource(resourceId: id, tagKeys: ["a"]))
        let tags = try await runner.call(EFS.ListTagsForResource(resourceId: id)).tags ?? []
        await runner.check("tags changed", tags.contains { $0.key == "b" } && !tags.contains { $0.key == "a" })

        try await runner.call(EFS.DeleteMountTarget(mountTargetId: targetID))
        try await runner.eventually("mount target gone") { try await runner.targets(id).isEmpty }
        try await runner.refused(
            "mount target deleted twice", code: "MountTargetNotFound", EFS.DeleteMountTarget(mountTargetId: targetID))
        try await runner.call(EFS.DeleteFileSystem(fileSystemId: id))
        try await runner.eventually("gone") { try await runner.elastic(token) == nil }
        try await runner.refused(
            "unknown id", code: "FileSystemNotFound", EFS.DescribeFileSystems(fileSystemId: id))
        try await runner.refused("deleted twice", code: "FileSystemNotFound", EFS.DeleteFileSystem(fileSystemId: id))
        let list = try await runner.call(EFS.DescribeFileSystems()).fileSystems ?? []
        await runner.check("not listed", !list.contains { $0.fileSystemId == id })
    }

    static let lustreFileSystem = LifecycleScenario("lustre-file-system") { runner in
        let network = try await runner.fileSystemNetwork()
        func creation(_ name: String, _ size: Int = 1200) -> FSx.CreateFileSystem {
            FSx.CreateFileSystem(
                clientRequestToken: runner.name(name), fileSystemType: "LUSTRE", subnetIds: [network.subnet],
                fileSystemTypeVersion: "2.15", storageCapacity: size, securityGroupIds: [network.group],
                tags: [FSx.Tag(key: "a", value: "1")],
                lustreConfiguration: FSx.CreateFileSystemLustreConfiguration(deploymentType: "SCRATCH_2"))
        }
        let made = try await runner.call(creation("one")).fileSystem
        let (id, arn) = (made?.fileSystemId ?? "", made?.resourceARN ?? "")
        await runner.check("id and ARN", id.hasPrefix("fs-") && arn.hasSuffix("file-system/\(id)"))
        let again = try await runner.call(creation("one")).fileSystem
        await runner.check("same token", again?.fileSystemId == id)
        try await runner.refused("same token, other size", code: "IncompatibleParameterError", creation("one", 2400))
        try await runner.refused("bad size", code: "BadRequest", creation("bad", 1000))
        try await runner.eventually("available") { try await runner.lustre(id)?.lifecycle == "AVAILABLE" }
        let seen = try await runner.lustre(id)
        await runner.check(
            "shown as sent",
            seen?.storageCapacity == 1200 && seen?.subnetIds == [network.subnet]
                && seen?.lustreConfiguration?.deploymentType == "SCRATCH_2" && seen?.fileSystemTypeVersion == "2.15")
        await runner.check("DNS name", seen?.dnsName?.hasPrefix("\(id).fsx.") == true)
        await runner.check("mount name", seen?.lustreConfiguration?.mountName?.isEmpty == false)
        await runner.check("tags", seen?.tags?.contains { $0.key == "a" && $0.value == "1" } == true)

        let growth = FSx.UpdateFileSystem(
            fileSystemId: id, clientRequestToken: runner.name("grow"), storageCapacity: 2400)
        try await runner.call(growth)
        try await runner.eventually("larger") {
            let now = try await runner.lustre(id)
            return now?.storageCapacity == 2400 && now?.lifecycle == "AVAILABLE"
        }
        try await runner.refused(
            "smaller", code: "BadRequest",
            FSx.UpdateFileSystem(fileSystemId: id, clientRequestToken: runner.name("shrink"), storageCapacity: 1200))

        try await runner.call(FSx.TagResource(resourceARN: arn, tags: [FSx.Tag(key: "b", value: "2")]))
        try await runner.call(FSx.UntagResource(resourceARN: arn, tagKeys: ["a"]))
        let tags = try await runner.call(FSx.ListTagsForResource(resourceARN: arn)).tags ?? []
        await runner.check("tags changed", tags.contains { $0.key == "b" } && !tags.contains { $0.key == "a" })
        let list = try await runner.call(FSx.DescribeFileSystems()).fileSystems ?? []
        await runner.check("listed", list.contains { $0.fileSystemId == id })

        let answer = try await runner.call(
            FSx.DeleteFileSystem(fileSystemId: id, clientRequestToken: runner.name("delete")))
        await runner.check("deleting", answer.lifecycle == "DELETING")
        try await runner.eventually("gone") {
            try await runner.call(FSx.DescribeFileSystems()).fileSystems?.contains { $0.fileSystemId == id } == false
        }
        try await runner.refused(
            "unknown id", code: "FileSystemNotFound", FSx.DescribeFileSystems(fileSystemIds: [id]))
        try await runner.refused(
            "deleted twice", code: "FileSystemNotFound",
            FSx.DeleteFileSystem(fileSystemId: id, clientRequestToken: runner.name("again")))
    }
}

extension ScenarioRunner {
    /// A subnet of the default VPC, and the security group that the VPC came with.
    fileprivate nonisolated func fileSystemNetwork() async throws -> (subnet: String, group: String) {
        let subnets = try await call(EC2.DescribeSubnets()).subnets ?? []
        let subnet = subnets.sorted { ($0.subnetId ?? "") < ($1.subnetId ?? "") }.first { $0.defaultForAz == true }
        let groups = try await call(EC2.DescribeSecurityGroups()).securityGroups ?? []
        let own = groups.filter { $0.vpcId == subnet?.vpcId && $0.groupName == "default" }.compactMap(\.groupId)
        return (subnet?.subnetId ?? "", own.first ?? "")
    }

    fileprivate nonisolated func elastic(_ token: String) async throws -> EFS.FileSystemDescription? {
        try await call(EFS.DescribeFileSystems()).fileSystems?.first { $0.creationToken == token }
    }

    fileprivate nonisolated func targets(_ id: String) async throws -> [EFS.MountTargetDescription] {
        try await call(EFS.DescribeMountTargets(fileSystemId: id)).mountTargets ?? []
    }

    fileprivate nonisolated func lustre(_ id: String) async throws -> FSx.FileSystem? {
        try await call(FSx.DescribeFileSystems(fileSystemIds: [id])).fileSystems?.first
    }
}
