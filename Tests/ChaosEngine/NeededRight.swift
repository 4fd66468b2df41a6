package import AWSOperations
import Reconciliation
import ResourceModel
package import SimulatedAWS
package import SimulatedAWSHooks

/// A right that a call needs: an action of IAM's on a resource.
package struct NeededRight: Sendable, Hashable {
    /// The action, as `iam:PassRole`: not always the one that is called.
    package let action: String
    /// The resource by its ARN, or `*`.
    package let resource: String
    /// The facts that conditions of policies test.
    package var context: [String: [String]] = [:]

    /// The right as a policy is asked for it.
    package var request: IdentityPolicy.Request { .init(action, on: resource, context) }
}

extension NeededRight {
    /// The rights that a call needs: its own first, then those that AWS asks for beside it.
    ///
    /// The sources are the pages "Actions, resources, and condition keys" of the service authorization reference, and for
    /// the role of an instance profile API_AddRoleToInstanceProfile.
    package static func all(
        for operation: some Operation, region: String, in view: AccountView
    ) -> [NeededRight] {
        let resource = resource(of: operation, region: region, in: view)
        let context = context(of: operation, region: region, in: view)
        func also(_ action: String, on other: String? = nil) -> NeededRight {
            NeededRight(action: action, resource: other ?? resource, context: context)
        }
        let own = also(Permission.action(of: type(of: operation).qualifiedName))
        switch operation {
        case let call as Batch.CreateComputeEnvironment:
            return [own] + (call.tags == nil ? [] : [also("batch:TagResource")])
                + passed(call.computeResources?.instanceRole, call.serviceRole)
        case let call as Batch.UpdateComputeEnvironment:
            return [own] + passed(call.computeResources?.instanceRole, call.serviceRole)
        case let call as Batch.CreateSchedulingPolicy:
            return [own] + (call.tags == nil ? [] : [also("batch:TagResource")])
        case let call as Batch.RegisterJobDefinition:
            return [own] + (call.tags == nil ? [] : [also("batch:TagResource")])
                + [call.containerProperties?.jobRoleArn, call.containerProperties?.executionRoleArn].compactMap(\.self)
                .map(passedToJobs)
        case let call as Batch.CreateJobQueue:
            let used = (call.computeEnvironmentOrder ?? []).map(\.computeEnvironment) + [call.schedulingPolicyArn]
            return [own] + (call.tags == nil ? [] : [also("batch:TagResource")])
                + used.compactMap { $0.map { also(own.action, on: batchARN($0, region)) } }
        case let call as Batch.UpdateJobQueue:
            let used = (call.computeEnvironmentOrder ?? []).map(\.computeEnvironment) + [call.schedulingPolicyArn]
            return [own] + used.compactMap { $0.map { also(own.action, on: batchARN($0, region)) } }
        case let call as EC2.CreateLaunchTemplate:
            return [own] + (call.tagSpecifications == nil ? [] : [also("ec2:CreateTags")])
        case let call as IAM.CreateRole: return [own] + (call.tags == nil ? [] : [also("iam:TagRole")])
        case let call as IAM.CreatePolicy: return [own] + (call.tags == nil ? [] : [also("iam:TagPolicy")])
        case let call as IAM.CreateInstanceProfile:
            return [own] + (call.tags == nil ? [] : [also("iam:TagInstanceProfile")])
        case let call as IAM.AddRoleToInstanceProfile: return [own] + passed(call.roleName, nil)
        case let call as EFS.CreateFileSystem:
            return [own] + (call.tags == nil ? [] : [also("elasticfilesystem:TagResource")])
        case let call as FSx.CreateFileSystem: return [own] + (call.tags == nil ? [] : [also("fsx:TagResource")])
        case let call as Logs.CreateLogGroup:
            // On tags AWS checks the ARN without what follows the name.
            let group = arn(.logGroup, call.logGroupName, region).replacing(":log-stream:", with: "")
            return [own] + (call.tags == nil ? [] : [also("logs:TagResource", on: group)])
        default: return [own]
        }
    }

    /// The facts about a call that conditions test.
    private static func context(
        of operation: some Operation, region: String, in view: AccountView
    ) -> [String: [String]] {
        func tags(_ given: [EC2.Tag]?, _ word: String) -> [String: [String]] {
            Dictionary((given ?? []).map { ("aws:\(word)Tag/\($0.key ?? "")", [$0.value ?? ""]) }) { $1 }
        }
        func held() -> [String: [String]] {
            let target = (try? WriteTarget.targets(of: operation, region: region, in: view))?.first
            return Dictionary((target?.tags ?? [:]).map { ("aws:ResourceTag/\($0.key)", [$0.value]) }) { $1 }
        }
        switch operation {
        case let call as EC2.CreateLaunchTemplate:
            return tags(call.tagSpecifications?.flatMap { $0.tags ?? [] }, "Request")
        case let call as EC2.CreateTags: return tags(call.tags, "Request").merging(held()) { $1 }
        case is EC2.CreateLaunchTemplateVersion, is EC2.DeleteLaunchTemplate, is EC2.DeleteTags: return held()
        case let call as IAM.AttachRolePolicy: return ["iam:PolicyARN": [call.policyArn]]
        case let call as EFS.CreateFileSystem:
            return tags(call.tags?.map { EC2.Tag(key: $0.key, value: $0.value) }, "Request")
        case let call as FSx.CreateFileSystem:
            return tags(call.tags?.map { EC2.Tag(key: $0.key, value: $0.value) }, "Request")
        case let call as EFS.TagResource:
            return tags(call.tags.map { EC2.Tag(key: $0.key, value: $0.value) }, "Request").merging(held()) { $1 }
        case let call as FSx.TagResource:
            return tags(call.tags.map { EC2.Tag(key: $0.key, value: $0.value) }, "Request").merging(held()) { $1 }
        case is EFS.CreateMountTarget, is EFS.DeleteMountTarget, is EFS.DeleteFileSystem,
            is EFS.ModifyMountTargetSecurityGroups, is EFS.UntagResource, is FSx.UpdateFileSystem,
            is FSx.DeleteFileSystem, is FSx.UntagResource:
            return held()
        default: return [:]
        }
    }

    /// The rights to pass a role to instances, and one to Batch.
    private static func passed(_ instance: String?, _ service: String?) -> [NeededRight] {
        func right(_ role: String, to service: String) -> NeededRight {
            // An instance profile has the name of its role.
            let arn = role.contains(":role/") ? role : arn(.role, String(role.split(separator: "/").last ?? ""), "")
            return NeededRight(
                action: "iam:PassRole", resource: arn, context: ["iam:PassedToService": [service]])
        }
        return [
            instance.map { right($0, to: "ec2.amazonaws.com") }, service.map { right($0, to: "batch.amazonaws.com") },
        ]
        .compactMap(\.self)
    }

    /// The right to pass a role to jobs.
    private static func passedToJobs(_ role: String) -> NeededRight {
        NeededRight(
            action: "iam:PassRole", resource: role, context: ["iam:PassedToService": ["ecs-tasks.amazonaws.com"]])
    }

    private static func batchARN(_ nameOrARN: String, _ region: String) -> String {
        nameOrARN.hasPrefix("arn:") ? nameOrARN : arn(.computeEnvironment, nameOrARN, region)
    }

    private static func resource(of operation: some Operation, region: String, in view: AccountView) -> String {
        switch operation {
        case let call as ECS.DescribeClusters: call.clusters?.first ?? "*"
        case let call as Batch.DescribeSchedulingPolicies: call.arns.first ?? "*"
        case let call as Batch.ListJobs: arn(.jobQueue, call.jobQueue ?? "", region)
        case let call as S3.HeadBucket: "arn:aws:s3:::\(call.bucket)"
        case let call as S3.GetBucketLocation: "arn:aws:s3:::\(call.bucket)"
        case let call as EFS.DescribeMountTargets:
            "arn:aws:elasticfilesystem:\(region):\(account):file-system/\(call.fileSystemId ?? "*")"
        case let call as EFS.DescribeMountTargetSecurityGroups:
            "arn:aws:elasticfilesystem:\(region):\(account):file-system/"
                + (view.fileSystem(ofMountTarget: call.mountTargetId, region: region) ?? "*")
        case let call as KMS.DescribeKey: call.keyId
        case let call as SSM.GetParameters: "arn:aws:ssm:\(region)::parameter\(call.names.first ?? "")"
        case let call as IAM.GetRole: arn(.role, call.roleName, region)
        case let call as IAM.GetRolePolicy: arn(.role, call.roleName, region)
        case let call as IAM.ListRolePolicies: arn(.role, call.roleName, region)
        case let call as IAM.ListAttachedRolePolicies: arn(.role, call.roleName, region)
        case let call as IAM.GetInstanceProfile: arn(.instanceProfile, call.instanceProfileName, region)
        case let call as IAM.GetPolicy: call.policyArn
        case let call as IAM.GetPolicyVersion: call.policyArn
        case let call as IAM.ListPolicyVersions: call.policyArn
        case let call as Logs.ListTagsForResource: call.resourceArn
        case let call as Logs.TagResource: call.resourceArn
        case let call as Logs.UntagResource: call.resourceArn
        default:
            (try? WriteTarget.targets(of: operation, region: region, in: view))?.first.map {
                arn($0.kind, $0.name, region)
            } ?? "*"
        }
    }

    private static let account = SimulatedAccount.defaultAccountID

    private static func arn(_ kind: ResourceKind, _ name: String, _ region: String) -> String {
        switch kind {
        case .computeEnvironment, .jobQueue, .schedulingPolicy, .jobDefinition:
            "arn:aws:batch:\(region):\(account):\(kind.rawValue)/\(name)"
        case .launchTemplate: "arn:aws:ec2:\(region):\(account):launch-template/\(name)"
        case .elasticFileSystem: "arn:aws:elasticfilesystem:\(region):\(account):file-system/\(name)"
        case .lustreFileSystem: "arn:aws:fsx:\(region):\(account):file-system/\(name)"
        case .logGroup: "arn:aws:logs:\(region):\(account):log-group:\(name):log-stream:"
        case .instanceProfile: "arn:aws:iam::\(account):instance-profile/\(name)"
        case .managedPolicy: "arn:aws:iam::\(account):policy/\(name)"
        case .serviceLinkedRole: "arn:aws:iam::\(account):role/aws-service-role/\(name)/AWSServiceRole"
        default: "arn:aws:iam::\(account):role/\(name)"
        }
    }
}
