import AWSOperations
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

@testable import Kinds
@testable import Reconciliation

/// Manual changes in AWS Batch.
extension OutsideChange {
    static var environments: [OutsideChange] {
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

    static var queues: [OutsideChange] {
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

    static var schedulingPolicies: [OutsideChange] {
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
    static var jobDefinitions: [OutsideChange] {
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
}
