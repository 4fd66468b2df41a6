import AWSOperations
import ResourceModel
import SimulatedAWS

@testable import Kinds
@testable import Reconciliation

/// Manual changes in IAM.
extension OutsideChange {
    private static let trust =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","#
        + #""Principal":{"Service":"lambda.amazonaws.com"}}]}"#
    private static let document =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#

    static var roles: [OutsideChange] {
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

    static var profiles: [OutsideChange] {
        [
            OutsideChange(kind: .instanceProfile, path: "roles") { profile, bench in
                let role = profile.properties["roles"]?.strings?.first ?? ""
                _ = try await bench.caller.call(
                    IAM.RemoveRoleFromInstanceProfile(instanceProfileName: profile.name, roleName: role))
                return true
            }
        ]
    }
}
