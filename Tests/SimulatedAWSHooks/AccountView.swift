package import AWSOperations
import FoundationEssentials
package import SimulatedAWS

/// The real state of an account at one moment, even if reads show an older one. Invariants are checked against it.
package struct AccountView: Sendable {
    let world: AccountState
    /// Seconds since 1970-01-01T00:00:00Z.
    package let time: Double

    /// The events that no call asked for, such as jobs that were killed.
    package var events: [SimulatedEvent] { world.events }

    /// The compute environments, tombstones left out.
    package func computeEnvironments(region: String) -> [Batch.ComputeEnvironmentDetail] {
        world[region: region].describedEnvironments
    }

    /// The job queues, tombstones left out.
    package func jobQueues(region: String) -> [Batch.JobQueueDetail] {
        world[region: region].jobQueues.filter { !$0.isGone }.map(\.detail.current)
    }

    /// The scheduling policies.
    package func schedulingPolicies(region: String) -> [Batch.SchedulingPolicyDetail] {
        world[region: region].schedulingPolicies.values.compactMap { $0.current ?? nil }
    }

    /// The ACTIVE revisions of job definitions.
    package func jobDefinitions(region: String) -> [Batch.JobDefinition] {
        world[region: region].jobDefinitions.filter(\.isActive).map(\.detail.current)
    }

    /// The EFS file systems that calls made.
    package func elasticFileSystems(region: String) -> [EFS.FileSystemDescription] {
        world[region: region].elasticFileSystems.map(\.detail)
    }

    /// The mount targets of an EFS file system with their security groups.
    package func mountTargets(of id: String, region: String) -> [(detail: EFS.MountTargetDescription, groups: [String])]
    {
        world[region: region].elasticFileSystems.filter { $0.id == id }.flatMap(\.targets).map {
            ($0.detail, $0.groups)
        }
    }

    /// The id of the EFS file system that a mount target belongs to.
    package func fileSystem(ofMountTarget id: String, region: String) -> String? {
        let given = world[region: region].references.mountTargets
        let made = world[region: region].elasticFileSystems.flatMap(\.targets).map(\.detail)
        return (given + made).first { $0.mountTargetId == id }?.fileSystemId
    }

    /// The FSx for Lustre file systems that calls made, with the tokens of these calls.
    package func lustreFileSystems(region: String) -> [(token: String, detail: FSx.FileSystem)] {
        world[region: region].madeLustre.map { ($0.token, $0.detail) }
    }

    /// The user data of a version of a launch template; empty if there is none.
    package func userData(of used: Batch.LaunchTemplateSpecification?, region: String) -> String {
        let template = world[region: region].launchTemplate(id: used?.launchTemplateId, name: used?.launchTemplateName)
        let data = template.flatMap { template in
            template.number(of: used?.version ?? "$Default").flatMap {
                template.versions[$0]?.launchTemplateData?.userData
            }
        }
        return data.flatMap { Data(base64Encoded: $0) }.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// A role's tags; nil if no role has that name.
    package func tags(ofRole name: String) -> [String: String]? { world.roles[name]?.current?.tags }

    /// An instance profile's tags; nil if no profile has that name.
    package func tags(ofInstanceProfile name: String) -> [String: String]? {
        world.instanceProfiles[name]?.current?.tags
    }

    /// The tags of a customer managed policy, by its ARN; nil if there is none.
    package func tags(ofPolicy arn: String) -> [String: String]? { world.policies[arn]?.current?.tags }

    /// The role that an instance profile holds.
    package func role(inInstanceProfile name: String) -> String? { world.instanceProfiles[name]?.current?.role }

    /// A log group's tags; nil if no log group has that name.
    package func tags(ofLogGroup name: String, region: String) -> [String: String]? {
        world[region: region].logGroups[name]?.tags
    }

    /// A launch template's name and tags by its id or name; nil if it does not exist.
    package func launchTemplate(
        id: String?, name: String?, region: String
    ) -> (name: String, tags: [String: String])? {
        world[region: region].launchTemplate(id: id, name: name).map { ($0.name, $0.tags) }
    }

    /// All resources by `kind/name`, as in ``SimulatedAccount/inventory()``, each with a full description.
    /// Two views show the same resources in the same state if these are equal.
    package func details() throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func text(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        var found: [String: String] = [:]
        for role in world.roles.values.compactMap(\.current) { found["role/\(role.name)"] = try text(role) }
        for profile in world.instanceProfiles.values.compactMap(\.current) {
            found["instance-profile/\(profile.name)"] = try text(profile)
        }
        for policy in world.policies.values.compactMap(\.current) {
            found["managed-policy/\(policy.name)"] = try text(policy)
        }
        for region in world.regions.values {
            for detail in region.describedEnvironments {
                found["\(region.name)/compute-environment/\(detail.computeEnvironmentName ?? "")"] = try text(detail)
            }
            for record in region.jobQueues where !record.isGone {
                let jobs = region.jobs.filter { $0.queue == record.arn }
                found["\(region.name)/job-queue/\(record.name)"] = try text(record.detail.current) + text(jobs)
            }
            for policy in region.schedulingPolicies.values.compactMap(\.current) {
                found["\(region.name)/scheduling-policy/\(policy.name ?? "")"] = try text(policy)
            }
            for record in region.jobDefinitions where record.isActive {
                // The newest one is the one that counts; its number does not.
                var definition = record.detail.current
                definition.revision = 0
                definition.jobDefinitionArn = ""
                found["\(region.name)/job-definition/\(record.name)"] = try text(definition)
            }
            for record in region.elasticFileSystems {
                found["\(region.name)/efs-file-system/\(record.detail.creationToken ?? "")"] =
                    try text(record.detail) + text(record.targets)
            }
            for record in region.madeLustre {
                found["\(region.name)/fsx-file-system/\(record.token)"] = try text(record.detail)
            }
            for template in region.launchTemplates.values.compactMap(\.current) {
                found["\(region.name)/launch-template/\(template.name)"] = try text(template)
            }
            for group in region.logGroups.values {
                found["\(region.name)/log-group/\(group.name)"] = try text(group)
            }
        }
        return found
    }
}

extension SimulatedAccount {
    /// The account as it is now: no call, no lag, no time.
    package func view() async -> AccountView {
        let now = await clock.now()
        return AccountView(world: await settledWorld(), time: now)
    }
}
