package import AWSOperations
package import ResourceModel
package import SimulatedAWSHooks

/// The resource that a mutating call changes.
package struct WriteTarget: Sendable, Hashable {
    package let kind: ResourceKind
    package let name: String
    /// The tags of the existing resource; nil if it does not exist.
    package let tags: [String: String]?
    /// True if the call would create it.
    package var isCreation = false
    /// True if the call deletes it, or removes it from a resource that uses it.
    package var isRemoval = false
    /// True if the call removes permissions from it.
    package var isStripping = false
    /// The role that the call takes out of an instance profile.
    package var takenRole: String?
}

/// A mutating call whose targets are unknown to the monitor.
package struct UnknownWrite: Error {}

extension WriteTarget {
    /// Everything that a call changes; throws ``UnknownWrite`` for a call that is not listed here.
    package static func targets(
        of operation: some Operation, region: String, in view: AccountView
    ) throws -> [WriteTarget] {
        let finder = Finder(view: view, region: region)
        switch operation {
        case let call as Batch.CreateComputeEnvironment:
            return [finder.environment(call.computeEnvironmentName).created]
        case let call as Batch.UpdateComputeEnvironment: return [finder.environment(call.computeEnvironment)]
        case let call as Batch.DeleteComputeEnvironment: return [finder.environment(call.computeEnvironment).removed]
        case let call as Batch.CreateJobQueue: return [finder.queue(call.jobQueueName).created]
        case let call as Batch.UpdateJobQueue: return [finder.queue(call.jobQueue)]
        case let call as Batch.DeleteJobQueue: return [finder.queue(call.jobQueue).removed]
        case let call as Batch.CreateSchedulingPolicy: return [finder.policy(named: call.name).created]
        case let call as Batch.UpdateSchedulingPolicy: return [finder.policy(named: call.arn)]
        case let call as Batch.DeleteSchedulingPolicy: return [finder.policy(named: call.arn).removed]
        case let call as Batch.RegisterJobDefinition: return [finder.definition(call.jobDefinitionName).created]
        case let call as Batch.DeregisterJobDefinition: return [finder.definition(call.jobDefinition).removed]
        case let call as Batch.TagResource: return [finder.batch(call.resourceArn)]
        case let call as Batch.UntagResource: return [finder.batch(call.resourceArn)]
        case let call as Logs.CreateLogGroup: return [finder.logGroup(call.logGroupName).created]
        case let call as Logs.DeleteLogGroup: return [finder.logGroup(call.logGroupName).removed]
        case let call as Logs.TagResource: return [finder.logGroup(finder.logGroupName(call.resourceArn))]
        case let call as Logs.UntagResource: return [finder.logGroup(finder.logGroupName(call.resourceArn))]
        default:
            return try finder.fileSystems(operation) ?? finder.templates(operation) ?? finder.identities(operation)
        }
    }

    fileprivate var created: WriteTarget {
        var target = self
        target.isCreation = true
        return target
    }

    fileprivate var stripped: WriteTarget {
        var target = self
        target.isStripping = true
        return target
    }

    fileprivate func emptied(of role: String) -> WriteTarget {
        var target = self
        target.takenRole = role
        return target
    }

    fileprivate var removed: WriteTarget {
        var target = self
        target.isRemoval = true
        return target
    }
}

private struct Finder {
    let view: AccountView
    let region: String

    func environment(_ nameOrARN: String) -> WriteTarget {
        let name = Self.name(nameOrARN)
        let standing = view.computeEnvironments(region: region).first { $0.computeEnvironmentName == name }
        return WriteTarget(kind: .computeEnvironment, name: name, tags: standing.map { $0.tags ?? [:] })
    }

    func queue(_ nameOrARN: String) -> WriteTarget {
        let name = Self.name(nameOrARN)
        let standing = view.jobQueues(region: region).first { $0.jobQueueName == name }
        return WriteTarget(kind: .jobQueue, name: name, tags: standing.map { $0.tags ?? [:] })
    }

    func policy(named nameOrARN: String) -> WriteTarget {
        let name = Self.name(nameOrARN)
        let existing = view.schedulingPolicies(region: region).first { $0.name == name }
        return WriteTarget(kind: .schedulingPolicy, name: name, tags: existing.map { $0.tags ?? [:] })
    }

    /// Of several revisions the one that is named, or the newest.
    func definition(_ nameOrARN: String) -> WriteTarget {
        let name = String(Self.name(nameOrARN).split(separator: ":")[0])
        let active = view.jobDefinitions(region: region).filter { $0.jobDefinitionName == name }
        let existing = active.first { $0.jobDefinitionArn == nameOrARN } ?? active.last
        return WriteTarget(kind: .jobDefinition, name: name, tags: existing.map { $0.tags ?? [:] })
    }

    func batch(_ arn: String) -> WriteTarget {
        if arn.contains(":job-definition/") { return definition(arn) }
        if arn.contains(":scheduling-policy/") { return policy(named: arn) }
        return arn.contains(":job-queue/") ? queue(arn) : environment(arn)
    }

    func logGroup(_ name: String) -> WriteTarget {
        WriteTarget(kind: .logGroup, name: name, tags: view.tags(ofLogGroup: name, region: region))
    }

    func logGroupName(_ arn: String) -> String { String(arn.split(separator: ":").last ?? "") }

    private func elastic(token: String) -> WriteTarget {
        let existing = view.elasticFileSystems(region: region).first { $0.creationToken == token }
        return WriteTarget(kind: .elasticFileSystem, name: token, tags: existing.map { tagValues($0.tags) })
    }

    private func elastic(id: String) -> WriteTarget {
        let existing = view.elasticFileSystems(region: region).first { $0.fileSystemId == id }
        return existing.map { elastic(token: $0.creationToken ?? "") }
            ?? WriteTarget(kind: .elasticFileSystem, name: id, tags: nil)
    }

    /// The file system of a mount target.
    private func elastic(target: String) -> WriteTarget {
        let owner = view.elasticFileSystems(region: region).first { system in
            view.mountTargets(of: system.fileSystemId ?? "", region: region).contains {
                $0.detail.mountTargetId == target
            }
        }
        return elastic(id: owner?.fileSystemId ?? target)
    }

    private func lustre(_ idOrARN: String) -> WriteTarget {
        let id = Self.name(idOrARN)
        let existing = view.lustreFileSystems(region: region).first { $0.token == id || $0.detail.fileSystemId == id }
        return WriteTarget(
            kind: .lustreFileSystem, name: existing?.token ?? id, tags: existing.map { tagValues($0.detail.tags) })
    }

    private func tagValues(_ tags: [EFS.Tag]?) -> [String: String] {
        Dictionary((tags ?? []).map { ($0.key, $0.value) }) { _, last in last }
    }

    private func tagValues(_ tags: [FSx.Tag]?) -> [String: String] {
        Dictionary((tags ?? []).map { ($0.key, $0.value) }) { _, last in last }
    }

    /// The targets of the calls of EFS and FSx; nil for any other.
    func fileSystems(_ operation: some Operation) -> [WriteTarget]? {
        switch operation {
        case let call as EFS.CreateFileSystem: [elastic(token: call.creationToken).created]
        case let call as EFS.CreateMountTarget: [elastic(id: call.fileSystemId)]
        case let call as EFS.ModifyMountTargetSecurityGroups: [elastic(target: call.mountTargetId)]
        case let call as EFS.DeleteMountTarget: [elastic(target: call.mountTargetId).removed]
        case let call as EFS.DeleteFileSystem: [elastic(id: call.fileSystemId).removed]
        case let call as EFS.TagResource: [elastic(id: call.resourceId)]
        case let call as EFS.UntagResource: [elastic(id: call.resourceId)]
        case let call as FSx.CreateFileSystem: [lustre(call.clientRequestToken).created]
        case let call as FSx.UpdateFileSystem: [lustre(call.fileSystemId)]
        case let call as FSx.DeleteFileSystem: [lustre(call.fileSystemId).removed]
        case let call as FSx.TagResource: [lustre(call.resourceARN)]
        case let call as FSx.UntagResource: [lustre(call.resourceARN)]
        default: nil
        }
    }

    private func template(id: String?, name: String?) -> WriteTarget {
        let standing = view.launchTemplate(id: id, name: name, region: region)
        return WriteTarget(kind: .launchTemplate, name: standing?.name ?? name ?? id ?? "", tags: standing?.tags)
    }

    /// The targets of EC2's calls; nil for any other.
    func templates(_ operation: some Operation) throws -> [WriteTarget]? {
        switch operation {
        case let call as EC2.CreateLaunchTemplate: [template(id: nil, name: call.launchTemplateName).created]
        case let call as EC2.CreateLaunchTemplateVersion:
            [template(id: call.launchTemplateId, name: call.launchTemplateName)]
        case let call as EC2.DeleteLaunchTemplate:
            [template(id: call.launchTemplateId, name: call.launchTemplateName).removed]
        case let call as EC2.CreateTags: call.resources.map { template(id: $0, name: nil) }
        case let call as EC2.DeleteTags: call.resources.map { template(id: $0, name: nil) }
        default: nil
        }
    }

    private func role(_ name: String) -> WriteTarget {
        WriteTarget(kind: .role, name: name, tags: view.tags(ofRole: name))
    }

    private func profile(_ name: String) -> WriteTarget {
        WriteTarget(kind: .instanceProfile, name: name, tags: view.tags(ofInstanceProfile: name))
    }

    private func policy(_ arn: String) -> WriteTarget {
        WriteTarget(
            kind: ResourceKind(rawValue: "managed-policy"), name: String(arn.split(separator: "/").last ?? ""),
            tags: view.tags(ofPolicy: arn))
    }

    func identities(_ operation: some Operation) throws -> [WriteTarget] {
        switch operation {
        case let call as IAM.CreateRole: [role(call.roleName).created]
        case let call as IAM.DeleteRole: [role(call.roleName).removed]
        case let call as IAM.UpdateAssumeRolePolicy: [role(call.roleName)]
        case let call as IAM.PutRolePolicy: [role(call.roleName)]
        case let call as IAM.DeleteRolePolicy: [role(call.roleName).stripped]
        case let call as IAM.AttachRolePolicy: [role(call.roleName)]
        case let call as IAM.DetachRolePolicy: [role(call.roleName).stripped]
        case let call as IAM.TagRole: [role(call.roleName)]
        case let call as IAM.UntagRole: [role(call.roleName)]
        case let call as IAM.PutRolePermissionsBoundary: [role(call.roleName)]
        case let call as IAM.DeleteRolePermissionsBoundary: [role(call.roleName)]
        case let call as IAM.CreatePolicy: [policy("/\(call.policyName)").created]
        case let call as IAM.CreatePolicyVersion: [policy(call.policyArn)]
        case let call as IAM.DeletePolicyVersion: [policy(call.policyArn)]
        case let call as IAM.DeletePolicy: [policy(call.policyArn).removed]
        case let call as IAM.TagPolicy: [policy(call.policyArn)]
        case let call as IAM.UntagPolicy: [policy(call.policyArn)]
        case let call as IAM.CreateServiceLinkedRole:
            [WriteTarget(kind: .serviceLinkedRole, name: call.awsServiceName, tags: nil).created]
        case let call as IAM.CreateInstanceProfile: [profile(call.instanceProfileName).created]
        case let call as IAM.DeleteInstanceProfile: [profile(call.instanceProfileName).removed]
        case let call as IAM.AddRoleToInstanceProfile: [profile(call.instanceProfileName), role(call.roleName)]
        case let call as IAM.RemoveRoleFromInstanceProfile:
            [profile(call.instanceProfileName).emptied(of: call.roleName)]
        case let call as IAM.TagInstanceProfile: [profile(call.instanceProfileName)]
        case let call as IAM.UntagInstanceProfile: [profile(call.instanceProfileName)]
        default: throw UnknownWrite()
        }
    }

    private static func name(_ nameOrARN: String) -> String {
        nameOrARN.hasPrefix("arn:") ? String(nameOrARN.split(separator: "/").last ?? "") : nameOrARN
    }
}
