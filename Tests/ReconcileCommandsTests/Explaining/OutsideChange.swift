import AWSOperations
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

@testable import Kinds
@testable import Reconciliation

/// A manual change in AWS: of one field of one resource.
struct OutsideChange: Sendable {
    let kind: ResourceKind
    /// The field under AWS's name, as the rules of its kind have it.
    let path: String
    /// True if AWS holds such a field on Fargate as well.
    var isForFargate = false
    /// Makes the change; false if the resource has nothing there that could be changed.
    let happen: @Sendable (_ resource: ObservedResource, _ bench: Workbench) async throws -> Bool

    /// All of them.
    static var all: [OutsideChange] {
        environments + queues + schedulingPolicies + jobDefinitions + roles + profiles + templates + fileSystems
    }

    /// Fields that cannot be changed there, each with the reason.
    static let fixed: [ResourceKind: [String: String]] = [
        .computeEnvironment: [
            "type": "no call makes an environment UNMANAGED",
            "computeResources.spotIamFleetRole": "no update takes it away, and without BEST_FIT it does nothing",
        ],
        .elasticFileSystem: ["encrypted": "no call changes it"],
        .lustreFileSystem: [
            "storageCapacity": "it only grows, and then the file is refused", "deploymentType": "no call changes it",
            "subnetIds": "no call changes it",
        ],
    ]

    // MARK: File systems

    private static var fileSystems: [OutsideChange] {
        [
            OutsideChange(kind: .elasticFileSystem, path: "subnets") { resource, bench in
                let targets = await bench.mountTargets(of: resource)
                guard let id = targets.first?.detail.mountTargetId else { return false }
                await bench.account.vanish(mountTarget: id, region: Workbench.region)
                return true
            },
            OutsideChange(kind: .elasticFileSystem, path: "securityGroupIds") { resource, bench in
                guard let id = await bench.mountTargets(of: resource).last?.detail.mountTargetId else { return false }
                _ = try await bench.caller.call(
                    EFS.ModifyMountTargetSecurityGroups(mountTargetId: id, securityGroups: []))
                return true
            },
        ]
    }

    // MARK: Batch

    private static var environments: [OutsideChange] {
        [
            environment("state", isForFargate: true) { $0.state = "DISABLED" },
            OutsideChange(kind: .computeEnvironment, path: "serviceRole", isForFargate: true) { resource, bench in
                let role = try await bench.serviceRole()
                try await bench.account.changeComputeEnvironment(resource.name, region: Workbench.region) {
                    $0.serviceRole = role
                }
                return true
            },
            environment("updatePolicy") { $0.updatePolicy = Batch.UpdatePolicy(jobExecutionTimeoutMinutes: 99) },
            resources("maxvCpus", isForFargate: true) { $0.maxvCpus = 7 }, resources("minvCpus") { $0.minvCpus = 4 },
            resources("scalingPolicy.minScaleDownDelayMinutes") {
                $0.scalingPolicy = Batch.ComputeScalingPolicy(minScaleDownDelayMinutes: 30)
            },
            resources("type", isForFargate: true) { held in
                held.type = ["SPOT": "EC2", "EC2": "SPOT"][held.type] ?? "FARGATE_SPOT"
            },
            resources("allocationStrategy") { $0.allocationStrategy = "BEST_FIT" },
            resources("instanceTypes") { $0.instanceTypes = ["c5"] },
            resources("subnets", isForFargate: true) { $0.subnets = Array(($0.subnets ?? []).dropLast()) },
            resources("securityGroupIds", isForFargate: true) { $0.securityGroupIds = ["sg-00000000"] },
            resources("instanceRole") { $0.instanceRole = "other" },
            resources("launchTemplate") { $0.launchTemplate?.version = "$Latest" },
            resources("ec2Configuration") {
                $0.ec2Configuration = [Batch.Ec2Configuration(imageType: "ECS_AL2023", imageIdOverride: "ami-89abcdef")]
            },
            OutsideChange(kind: .computeEnvironment, path: "computeResources.bidPercentage") { resource, bench in
                // On demand it means nothing.
                guard resource.properties[path: "computeResources.type"] == .string("SPOT") else { return false }
                try await bench.account.changeComputeEnvironment(resource.name, region: Workbench.region) {
                    $0.computeResources?.bidPercentage = 60
                }
                return true
            },
            resources("ec2KeyPair") { $0.ec2KeyPair = "key-b" },
            resources("imageId") { $0.imageId = "ami-89abcdef" },
            resources("placementGroup") { $0.placementGroup = "group" },
            resources("tags") { $0.tags = ["other": "tag"] },
        ]
    }

    private static func environment(
        _ path: String, isForFargate: Bool = false,
        _ change: @escaping @Sendable (inout Batch.ComputeEnvironmentDetail) -> Void
    ) -> OutsideChange {
        OutsideChange(kind: .computeEnvironment, path: path, isForFargate: isForFargate) { resource, bench in
            try await bench.account.changeComputeEnvironment(resource.name, region: Workbench.region, change)
            return true
        }
    }

    private static func resources(
        _ field: String, isForFargate: Bool = false,
        _ change: @escaping @Sendable (inout Batch.ComputeResource) -> Void
    ) -> OutsideChange {
        environment("computeResources.\(field)", isForFargate: isForFargate) { detail in
            if var resources = detail.computeResources {
                change(&resources)
                detail.computeResources = resources
            }
        }
    }

    private static var queues: [OutsideChange] {
        [
            queue("state") { Batch.UpdateJobQueue(jobQueue: $0.name, state: "DISABLED") },
            queue("priority") { Batch.UpdateJobQueue(jobQueue: $0.name, priority: 77) },
            OutsideChange(kind: .jobQueue, path: "computeEnvironmentOrder") { queue, bench in
                let own = queue.properties["computeEnvironmentOrder"]?.strings ?? []
                let all = await bench.account.computeEnvironments(region: Workbench.region)
                let other = all.first { environment in
                    !own.contains(environment.computeEnvironmentArn ?? "")
                        && environment.computeResources?.type.hasPrefix("FARGATE") == false
                }
                // Batch mixes no Fargate with instances in a queue.
                let isMixed = all.contains { $0.computeResources?.type.hasPrefix("FARGATE") == true }
                guard let other, !isMixed else { return false }
                let order = (own + [other.computeEnvironmentArn ?? ""]).enumerated().map {
                    Batch.ComputeEnvironmentOrder(order: $0.offset + 1, computeEnvironment: $0.element)
                }
                _ = try await bench.caller.call(
                    Batch.UpdateJobQueue(jobQueue: queue.name, computeEnvironmentOrder: order))
                return true
            },
            queue("jobStateTimeLimitActions") {
                Batch.UpdateJobQueue(jobQueue: $0.name, jobStateTimeLimitActions: [])
            },
            queue("schedulingPolicyArn") { queue in
                queue.properties["schedulingPolicyArn"].map { _ in
                    Batch.UpdateJobQueue(
                        jobQueue: queue.name,
                        schedulingPolicyArn: "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/other")
                }
            },
        ]
    }

    private static func queue(
        _ path: String, _ call: @escaping @Sendable (ObservedResource) -> Batch.UpdateJobQueue?
    ) -> OutsideChange {
        OutsideChange(kind: .jobQueue, path: path) { resource, bench in
            guard let call = call(resource) else { return false }
            _ = try await bench.caller.call(call)
            return true
        }
    }

    private static var schedulingPolicies: [OutsideChange] {
        let shares: [Batch.ShareAttributes] = [
            .init(shareIdentifier: "labA", weightFactor: 1), .init(shareIdentifier: "labB", weightFactor: 0.5),
        ]
        return [
            schedulingPolicy("shareDistribution") { $0.shareDistribution = [shares[0]] },
            schedulingPolicy("shareDistribution") { $0.shareDistribution?[0].weightFactor = 0.125 },
            schedulingPolicy("shareDistribution") { $0.shareDistribution = nil },
            schedulingPolicy("shareDecaySeconds") { $0.shareDecaySeconds = 3600 },
            schedulingPolicy("computeReservation") { $0.computeReservation = 50 },
        ]
        func schedulingPolicy(
            _ member: String, _ change: @escaping @Sendable (inout Batch.FairsharePolicy) -> Void
        ) -> OutsideChange {
            OutsideChange(kind: .schedulingPolicy, path: "fairsharePolicy.\(member)") { resource, bench in
                var policy = Batch.FairsharePolicy(shareDistribution: shares)
                change(&policy)
                _ = try await bench.caller.call(
                    Batch.UpdateSchedulingPolicy(
                        arn: resource.attributes["arn"]?.string ?? "", fairsharePolicy: policy))
                return true
            }
        }
    }

    /// A revision cannot be changed, but a team can register another one with our tags.
    private static var jobDefinitions: [OutsideChange] {
        return [
            definition("platformCapabilities") { held in
                held.platformCapabilities = held.platformCapabilities == ["EC2"] ? ["FARGATE"] : ["EC2"]
            },
            definition("propagateTags") { $0.propagateTags = false },
            definition("retryStrategy.attempts") { $0.retryStrategy = Batch.RetryStrategy(attempts: 3) },
            container("image") { $0.image = "other" },
            container("command") { $0.command = ["true"] },
            container("jobRoleArn") { $0.jobRoleArn = "arn:aws:iam::123456789012:role/other" },
            container("executionRoleArn") { $0.executionRoleArn = "arn:aws:iam::123456789012:role/other" },
            container("environment") { $0.environment = [Batch.KeyValuePair(name: "OTHER", value: "1")] },
            container("resourceRequirements") { held in
                held.resourceRequirements = [
                    Batch.ResourceRequirement(value: "2", type: "VCPU"),
                    Batch.ResourceRequirement(value: "8192", type: "MEMORY"),
                ]
            },
            container("logConfiguration") {
                $0.logConfiguration = Batch.LogConfiguration(logDriver: "awslogs", options: ["awslogs-group": "/other"])
            },
            container("volumes") { $0.volumes = [Batch.Volume(host: Batch.Host(sourcePath: "/x"), name: "x")] },
            container("mountPoints") {
                $0.mountPoints = [Batch.MountPoint(containerPath: "/x", sourceVolume: "x")]
            },
            container("networkConfiguration") {
                $0.networkConfiguration = Batch.NetworkConfiguration(assignPublicIp: "DISABLED")
            },
            container("runtimePlatform") {
                $0.runtimePlatform = Batch.RuntimePlatform(operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64")
            },
            container("ephemeralStorage") { $0.ephemeralStorage = Batch.EphemeralStorage(sizeInGiB: 99) },
        ]
        func container(
            _ member: String, _ change: @escaping @Sendable (inout Batch.ContainerProperties) -> Void
        ) -> OutsideChange {
            definition("containerProperties.\(member)") { definition in
                guard var properties = definition.containerProperties else { return }
                change(&properties)
                definition.containerProperties = properties
            }
        }
        func definition(
            _ path: String, _ change: @escaping @Sendable (inout Batch.JobDefinition) -> Void
        ) -> OutsideChange {
            OutsideChange(kind: .jobDefinition, path: path, isForFargate: true) { resource, bench in
                try await bench.account.changeJobDefinition(resource.name, region: Workbench.region, change)
                return true
            }
        }
    }

    // MARK: IAM

    private static let trust =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","#
        + #""Principal":{"Service":"lambda.amazonaws.com"}}]}"#
    private static let document =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#

    private static var roles: [OutsideChange] {
        [
            role("assumeRolePolicyDocument") { role, caller in
                _ = try await caller.call(
                    IAM.UpdateAssumeRolePolicy(roleName: role.name, policyDocument: trust))
                return true
            },
            role("attachedPolicyArns") { role, caller in
                guard let arn = role.properties["attachedPolicyArns"]?.strings?.first else { return false }
                _ = try await caller.call(IAM.DetachRolePolicy(roleName: role.name, policyArn: arn))
                return true
            },
            role("policies") { role, caller in
                guard let name = role.properties["policies"]?.map?.keys.min() else { return false }
                _ = try await caller.call(
                    IAM.PutRolePolicy(roleName: role.name, policyName: name, policyDocument: document))
                return true
            },
            role("policies") { role, caller in
                guard let name = role.properties["policies"]?.map?.keys.max() else { return false }
                _ = try await caller.call(IAM.DeleteRolePolicy(roleName: role.name, policyName: name))
                return true
            },
            role("managedPolicies") { role, caller in
                guard let name = role.properties["managedPolicies"]?.map?.keys.min() else { return false }
                let arn = "arn:aws:iam::123456789012:policy/\(name)"
                _ = try await caller.call(
                    IAM.CreatePolicyVersion(policyArn: arn, policyDocument: document, setAsDefault: true))
                return true
            },
            role("managedPolicies") { role, caller in
                guard let name = role.properties["managedPolicies"]?.map?.keys.max() else { return false }
                let arn = "arn:aws:iam::123456789012:policy/\(name)"
                _ = try await caller.call(IAM.DetachRolePolicy(roleName: role.name, policyArn: arn))
                return true
            },
            role("permissionsBoundary") { role, caller in
                guard role.properties["permissionsBoundary"] != nil else { return false }
                _ = try await caller.call(IAM.DeleteRolePermissionsBoundary(roleName: role.name))
                return true
            },
            role("permissionsBoundary") { role, caller in
                guard role.properties["permissionsBoundary"] != nil else { return false }
                _ = try await caller.call(
                    IAM.PutRolePermissionsBoundary(
                        roleName: role.name, permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess"))
                return true
            },
        ]
    }

    private static func role(
        _ path: String, _ change: @escaping @Sendable (ObservedResource, SimulatedCaller) async throws -> Bool
    ) -> OutsideChange {
        OutsideChange(kind: .role, path: path) { try await change($0, $1.caller) }
    }

    private static var profiles: [OutsideChange] {
        [
            OutsideChange(kind: .instanceProfile, path: "roles") { profile, bench in
                let role = profile.properties["roles"]?.strings?.first ?? ""
                _ = try await bench.caller.call(
                    IAM.RemoveRoleFromInstanceProfile(instanceProfileName: profile.name, roleName: role))
                return true
            }
        ]
    }

    // MARK: EC2

    /// Versions that are made manually from reconcile's version, each with one thing changed.
    private static var templates: [OutsideChange] {
        [
            template("userData") { $0.userData = "IyEvYmluL3NoCg==" },
            disk { $0.volumeSize = 999 }, disk { $0.volumeType = "gp2" }, disk { $0.deleteOnTermination = false },
            disk { $0.throughput = 500 }, disk { $0.iops = 4000 }, disk { $0.encrypted = true },
            disk { $0.kmsKeyId = "arn:aws:kms:eu-west-1:123456789012:key/other" },
            template("metadataOptions") { $0.metadataOptions?.httpTokens = "optional" },
            template("metadataOptions") { $0.metadataOptions?.httpPutResponseHopLimit = 1 },
            template("metadataOptions") { $0.metadataOptions?.httpEndpoint = "disabled" },
            template("tagSpecifications") { $0.tagSpecifications = nil },
            template("imageId") { $0.imageId = "ami-89abcdef" },
        ]
    }

    private static func disk(
        _ change: @escaping @Sendable (inout EC2.LaunchTemplateEbsBlockDeviceRequest) -> Void
    ) -> OutsideChange {
        template("blockDeviceMappings") { data in
            guard var disk = data.blockDeviceMappings?[0].ebs else { return }
            change(&disk)
            data.blockDeviceMappings?[0].ebs = disk
        }
    }

    private static func template(
        _ field: String, _ change: @escaping @Sendable (inout EC2.RequestLaunchTemplateData) -> Void
    ) -> OutsideChange {
        OutsideChange(kind: .launchTemplate, path: "launchTemplateData.\(field)") { template, bench in
            var data = LaunchTemplateData.request(template.properties)
            let ours = data
            change(&data)
            guard data != ours else { return false }
            _ = try await bench.caller.call(
                EC2.CreateLaunchTemplateVersion(launchTemplateData: data, launchTemplateName: template.name))
            return true
        }
    }
}

// MARK: Tags

extension OutsideChange {
    /// Changes or takes away a tag of a resource.
    static func tag(_ key: String, to value: String?) -> OutsideChange {
        OutsideChange(kind: ResourceKind(rawValue: ""), path: "tags.\(key)") { resource, bench in
            let caller = bench.caller
            let (name, arn) = (resource.name, resource.attributes["arn"]?.string ?? "")
            switch (resource.address.kind, value) {
            case (.computeEnvironment, let value?), (.jobQueue, let value?), (.schedulingPolicy, let value?),
                (.jobDefinition, let value?):
                _ = try await caller.call(Batch.TagResource(resourceArn: arn, tags: [key: value]))
            case (.computeEnvironment, nil), (.jobQueue, nil), (.schedulingPolicy, nil),
                (.jobDefinition, nil):
                _ = try await caller.call(Batch.UntagResource(resourceArn: arn, tagKeys: [key]))
            case (.role, let value?):
                _ = try await caller.call(IAM.TagRole(roleName: name, tags: [IAM.Tag(key: key, value: value)]))
            case (.role, nil): _ = try await caller.call(IAM.UntagRole(roleName: name, tagKeys: [key]))
            case (.instanceProfile, let value?):
                _ = try await caller.call(
                    IAM.TagInstanceProfile(instanceProfileName: name, tags: [IAM.Tag(key: key, value: value)]))
            case (.instanceProfile, nil):
                _ = try await caller.call(IAM.UntagInstanceProfile(instanceProfileName: name, tagKeys: [key]))
            case (.launchTemplate, let value?):
                let id = resource.attributes["id"]?.string ?? ""
                _ = try await caller.call(
                    EC2.CreateTags(resources: [id], tags: [EC2.Tag(key: key, value: value)]))
            case (.launchTemplate, nil):
                let id = resource.attributes["id"]?.string ?? ""
                _ = try await caller.call(EC2.DeleteTags(resources: [id], tags: [EC2.Tag(key: key)]))
            case (.elasticFileSystem, let value?):
                let id = resource.attributes["id"]?.string ?? ""
                _ = try await caller.call(EFS.TagResource(resourceId: id, tags: [EFS.Tag(key: key, value: value)]))
            case (.elasticFileSystem, nil):
                let id = resource.attributes["id"]?.string ?? ""
                _ = try await caller.call(EFS.UntagResource(resourceId: id, tagKeys: [key]))
            case (.lustreFileSystem, let value?):
                _ = try await caller.call(FSx.TagResource(resourceARN: arn, tags: [FSx.Tag(key: key, value: value)]))
            case (.lustreFileSystem, nil):
                _ = try await caller.call(FSx.UntagResource(resourceARN: arn, tagKeys: [key]))
            case (.logGroup, let value?):
                _ = try await caller.call(Logs.TagResource(resourceArn: arn, tags: [key: value]))
            case (.logGroup, nil):
                _ = try await caller.call(Logs.UntagResource(resourceArn: arn, tagKeys: [key]))
            default: return false
            }
            return true
        }
    }
}

extension Workbench {
    /// The mount targets of an EFS file system.
    fileprivate func mountTargets(
        of resource: ObservedResource
    ) async -> [(detail: EFS.MountTargetDescription, groups: [String])] {
        await account.view().mountTargets(of: resource.attributes["id"]?.string ?? "", region: Self.region)
    }
}
