import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Service roles that were restored so that Batch can delete a compute environment: found by a tag, only ever deleted.
struct RestoredRoleDriver: ResourceDriver {
    let kind = ResourceKind.restoredRole

    /// Returns nothing, because no file wants one.
    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        [:]
    }

    func reads(for step: StepGraph.Step) -> [StepRead] {
        guard step.verb == .delete else { return [] }
        return [.role(step.name), .attachedPolicies(ofRole: step.name)]
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        // No step of this run waits for an environment that AWS is deleting already.
        for name in observed.attributes["environments"]?.strings ?? [] {
            let address = Address(sharedIn: observed.address.region, .computeEnvironment)
            let doomed = EnvironmentIdentity(address, name, uuid: nil)
            do {
                try await ComputeEnvironmentDriver().waitUntilGone(doomed, wasDeleting: true, with: context)
            } catch let error as WaitFailed where error.isFinal {
                await context.report("deleting \(name) failed (\(error.reason)), trying once more")
                try await ComputeEnvironmentDriver().remove(doomed, with: context)
            }
        }
        let template = observed.attributes["id"]?.string ?? ""
        try await remove(observed.name, recordedOn: template, of: observed.address, with: context)
    }

    /// The tags that mark a role as restored, and name its environment.
    static func tags(_ name: String, of address: Address) -> [String: String] {
        [
            OwnershipTags.owner: address.environment?.owner ?? "",
            OwnershipTags.resource: OwnershipTags.resourceValue(.restoredRole, name),
        ]
    }

    /// The one policy that such a role has, in the partition of the role.
    static func policy(_ roleARN: String) -> String {
        let partition = roleARN.split(separator: ":").dropFirst().first ?? "aws"
        return "arn:\(partition):iam::aws:policy/service-role/AWSBatchServiceRole"
    }

    /// Deletes the role and then its record. A role of another owner that now has the name stays.
    func remove(_ name: String, recordedOn template: String, of address: Address, with context: StepContext)
        async throws
    {
        let caller = context.global
        let role = try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)) }?.role
        let wanted = Self.tags(name, of: address)
        let held = tagValues(role?.tags)
        if let role, wanted.allSatisfy({ held[$0.key] == $0.value }) {
            let answer = try await orNil(.role(name)) {
                try await caller.call(IAM.ListAttachedRolePolicies(roleName: name))
            }
            let policy = Self.policy(role.arn ?? "")
            if answer?.attachedPolicies?.contains(where: { $0.policyArn == policy }) == true {
                try await ignoringAbsence(of: .policy(policy, of: name)) {
                    try await caller.call(IAM.DetachRolePolicy(roleName: name, policyArn: policy))
                }
            }
            try await context.retrying(while: { ($0 as? ServiceError)?.code == "DeleteConflict" }) {
                try await ignoringAbsence(of: .role(name)) { try await caller.call(IAM.DeleteRole(roleName: name)) }
            }
        }
        try await ignoringAbsence(of: .launchTemplate(id: template)) {
            try await context.caller(address).call(
                EC2.DeleteTags(resources: [template], tags: [EC2.Tag(key: OwnershipTags.restoredRole)]))
        }
    }
}
