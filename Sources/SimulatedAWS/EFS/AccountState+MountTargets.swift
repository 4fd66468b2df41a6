import AWSOperations

extension Registry {
    mutating func registerMountTargets() {
        on(EFS.CreateMountTarget.self) { try $1.createMountTarget($0, $2) }
        on(EFS.DescribeMountTargets.self) { try $1.describeMountTargets($0, $2) }
        on(EFS.DeleteMountTarget.self) { input, world, call in
            try world.changeMountTarget(input.mountTargetId, call) { target, world in
                guard target.detail.lifeCycleState != "deleting" else { return }
                target.detail.lifeCycleState = "deleting"
                target.ends = call.now + world.timings.ofFileSystems.targetDelete
            }
            world.settle(to: call.now)
            return Empty()
        }
        on(EFS.DescribeMountTargetSecurityGroups.self) { input, world, call in
            let (system, target) = try world.mountTargetIndex(input.mountTargetId, call)
            return EFS.DescribeMountTargetSecurityGroups.Output(
                securityGroups: world[region: call.region].elasticFileSystems[system].targets[target].groups)
        }
        on(EFS.ModifyMountTargetSecurityGroups.self) { input, world, call in
            try world.checkGroups(input.securityGroups ?? [], call)
            return try world.changeMountTarget(input.mountTargetId, call) { target, _ in
                target.groups = input.securityGroups ?? []
            }
        }
    }
}

/// Mount targets of EFS: one in each zone, all in one VPC [CreateMountTarget in the EFS API reference].
extension AccountState {
    mutating func createMountTarget(
        _ input: EFS.CreateMountTarget, _ call: Call
    ) throws -> EFS.CreateMountTarget.Output {
        let index = try fileSystemIndex(input.fileSystemId, call)
        let record = self[region: call.region].elasticFileSystems[index]
        guard record.detail.lifeCycleState == "available" else {
            throw call.refusal(
                "IncorrectFileSystemLifeCycleState",
                "The file system '\(record.id)' is \(record.detail.lifeCycleState ?? ""), not available", status: 409)
        }
        guard let subnet = self[region: call.region].subnets.first(where: { $0.subnetId == input.subnetId }) else {
            throw call.refusal("SubnetNotFound", "The subnet ID '\(input.subnetId)' does not exist")
        }
        try checkGroups(input.securityGroups ?? [], call)
        guard record.targets.allSatisfy({ $0.detail.vpcId == subnet.vpcId }) else {
            throw call.refusal(
                "MountTargetConflict",
                "requested subnet for new mount target is not in the same VPC as existing mount "
                    + "targets", status: 409)
        }
        guard !record.targets.contains(where: { $0.detail.availabilityZoneName == subnet.availabilityZone }) else {
            throw call.refusal("MountTargetConflict", "mount target already exists in this AZ", status: 409)
        }
        let id = "fsmt-" + generator.hex(17)
        let detail = EFS.MountTargetDescription(
            mountTargetId: id, fileSystemId: record.id, lifeCycleState: "creating", vpcId: subnet.vpcId,
            availabilityZoneName: subnet.availabilityZone, subnetId: input.subnetId)
        // Without groups AWS takes the VPC's default one.
        let standard = self[region: call.region].securityGroups.first {
            $0.vpcId == subnet.vpcId && $0.groupName == "default"
        }
        self[region: call.region].elasticFileSystems[index].targets.append(
            ElasticFileSystemRecord.MountTarget(
                detail: detail, groups: input.securityGroups ?? [standard?.groupId].compactMap { $0 },
                ends: call.now + timings.ofFileSystems.targetCreate))
        settle(to: call.now)
        return EFS.CreateMountTarget.Output(mountTargetId: id, lifeCycleState: "creating")
    }

    func describeMountTargets(
        _ input: EFS.DescribeMountTargets, _ call: Call
    ) throws -> EFS.DescribeMountTargets.Output {
        let region = self[region: call.region]
        let id = input.fileSystemId ?? ""
        if let record = region.elasticFileSystems.first(where: { $0.id == id }) {
            return EFS.DescribeMountTargets.Output(mountTargets: record.targets.map(\.detail))
        }
        guard region.references.fileSystems.contains(where: { $0.fileSystemId == id }) else {
            throw missingFileSystem(id, call)
        }
        return EFS.DescribeMountTargets.Output(
            mountTargets: region.references.mountTargets.filter { $0.fileSystemId == id })
    }

    @discardableResult
    fileprivate mutating func changeMountTarget(
        _ id: String, _ call: Call, _ change: (inout ElasticFileSystemRecord.MountTarget, AccountState) -> Void
    ) throws -> Empty {
        let (system, index) = try mountTargetIndex(id, call)
        var target = self[region: call.region].elasticFileSystems[system].targets[index]
        change(&target, self)
        self[region: call.region].elasticFileSystems[system].targets[index] = target
        return Empty()
    }

    fileprivate func mountTargetIndex(_ id: String, _ call: Call) throws -> (system: Int, target: Int) {
        for (index, record) in self[region: call.region].elasticFileSystems.enumerated() {
            if let target = record.targets.firstIndex(where: { $0.detail.mountTargetId == id }) {
                return (index, target)
            }
        }
        throw call.refusal("MountTargetNotFound", "Mount target '\(id)' does not exist.", status: 404)
    }

    fileprivate func checkGroups(_ groups: [String], _ call: Call) throws {
        for group in groups where !self[region: call.region].securityGroups.contains(where: { $0.groupId == group }) {
            throw call.refusal("SecurityGroupNotFound", "The SecurityGroup ID '\(group)' does not exist")
        }
    }
}
