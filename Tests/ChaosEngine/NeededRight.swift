package import AWSOperations
import ResourceModel
package import SimulatedAWS

/// A right that a call needs: an action of IAM's on a resource.
package struct NeededRight: Sendable, Hashable {
    /// The action, as `iam:PassRole`: not always the one that is called.
    package let action: String
    /// The resource by its ARN, or `*`.
    package let resource: String
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
        func also(_ action: String, on other: String? = nil) -> NeededRight {
            NeededRight(action: action, resource: other ?? resource)
        }
        let own = also(type(of: operation).qualifiedName)
        switch operation {
        case let call as Batch.CreateComputeEnvironment:
            return [own] + (call.tags == nil ? [] : [also("batch:TagResource")])
                + passed([call.computeResources?.instanceRole, call.serviceRole])
        case let call as Batch.UpdateComputeEnvironment:
            return [own] + passed([call.computeResources?.instanceRole, call.serviceRole])
        case let call as Batch.CreateSchedulingPolicy:
            return [own] + (call.tags == nil ? [] : [also("batch:TagResource")])
        case let call as Batch.CreateJobQueue: return [own] + (call.tags == nil ? [] : [also("batch:TagResource")])
        case let call as EC2.CreateLaunchTemplate:
            return [own] + (call.tagSpecifications == nil ? [] : [also("ec2:CreateTags")])
        case let call as IAM.CreateRole: return [own] + (call.tags == nil ? [] : [also("iam:TagRole")])
        case let call as IAM.CreatePolicy: return [own] + (call.tags == nil ? [] : [also("iam:TagPolicy")])
        case let call as IAM.CreateInstanceProfile:
            return [own] + (call.tags == nil ? [] : [also("iam:TagInstanceProfile")])
        case let call as IAM.AddRoleToInstanceProfile: return [own] + passed([call.roleName])
        case let call as EFS.CreateFileSystem:
            return [own] + (call.tags == nil ? [] : [also("elasticfilesystem:TagResource")])
        case let call as FSx.CreateFileSystem: return [own] + (call.tags == nil ? [] : [also("fsx:TagResource")])
        case let call as Logs.CreateLogGroup: return [own] + (call.tags == nil ? [] : [also("logs:TagResource")])
        default: return [own]
        }
    }

    private static func passed(_ roles: [String?]) -> [NeededRight] {
        roles.compactMap { $0?.split(separator: "/").last }.map {
            NeededRight(action: "iam:PassRole", resource: "arn:aws:iam::\(account):role/\($0)")
        }
    }

    private static func resource(of operation: some Operation, region: String, in view: AccountView) -> String {
        switch operation {
        case let call as ECS.DescribeClusters: call.clusters?.first ?? "*"
        case let call as Batch.DescribeSchedulingPolicies: call.arns.first ?? "*"
        case let call as Batch.ListJobs: arn(.jobQueue, call.jobQueue ?? "", region)
        case let call as IAM.GetRole: arn(.role, call.roleName, region)
        case let call as IAM.GetRolePolicy: arn(.role, call.roleName, region)
        case let call as IAM.ListRolePolicies: arn(.role, call.roleName, region)
        case let call as IAM.ListAttachedRolePolicies: arn(.role, call.roleName, region)
        case let call as IAM.GetInstanceProfile: arn(.instanceProfile, call.instanceProfileName, region)
        case let call as IAM.GetPolicy: call.policyArn
        case let call as IAM.GetPolicyVersion: call.policyArn
        case let call as IAM.ListPolicyVersions: call.policyArn
        case let call as Logs.ListTagsForResource: call.resourceArn
        default:
            (try? WriteTarget.targets(of: operation, region: region, in: view))?.first.map {
                arn($0.kind, $0.name, region)
            } ?? "*"
        }
    }

    private static let account = SimulatedAccount.defaultAccountID

    private static func arn(_ kind: ResourceKind, _ name: String, _ region: String) -> String {
        switch kind {
        case .computeEnvironment, .jobQueue, .schedulingPolicy:
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
