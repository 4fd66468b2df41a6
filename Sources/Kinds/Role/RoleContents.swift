import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// The policies of a role, by where they are kept.
struct RoleContents {
    /// Inline policies by name.
    var inline: [String: Value]
    /// Managed policies that reconcile keeps, by name.
    var owned: [String: Value]
    /// ARNs of other managed policies.
    var attached: Set<String>

    init(_ properties: Value?) {
        inline = properties?["policies"]?.map ?? [:]
        owned = properties?["managedPolicies"]?.map ?? [:]
        attached = Set(properties?["attachedPolicyArns"]?.strings ?? [])
    }
}

/// Changes the policies of a role.
///
/// A permission that is wanted before and after is never missing in between: new policies are attached before any is
/// removed, and policies that an inline policy replaces are detached last.
struct RolePolicyChange {
    let role: Resource
    let arn: String
    let context: StepContext

    private var caller: any Caller { context.global }

    func bring(_ held: RoleContents, to desired: RoleContents) async throws {
        var obsolete = held.attached.subtracting(desired.attached).sorted()
        for (name, document) in desired.owned.sorted(by: { $0.key < $1.key }) where held.owned[name] != document {
            let policy = OwnedPolicy(name, ofRole: arn)
            if held.owned[name] == nil {
                try await policy.create(document, for: role, with: context)
                try await attach(policy.arn, makingRoomBy: &obsolete)
            } else {
                try await policy.set(document, with: context)
            }
        }
        for policy in desired.attached.subtracting(held.attached).sorted() {
            try await attach(policy, makingRoomBy: &obsolete)
        }
        for name in held.inline.keys.sorted() where desired.inline[name] == nil { try await remove(inline: name) }
        // Those that shrink come first, so that all of them together are never too long for a role.
        let changed = desired.inline.filter { held.inline[$0.key] != $0.value }
        let growth = changed.map { name, document in
            (name: name, document: document, by: document.json.count - (held.inline[name]?.json.count ?? 0))
        }
        for one in growth.sorted(by: { ($0.by, $0.name) < ($1.by, $1.name) }) {
            _ = try await whileNotVisible(context) { [caller, role] in
                try await caller.call(
                    IAM.PutRolePolicy(roleName: role.name, policyName: one.name, policyDocument: one.document.json))
            }
        }
        for policy in obsolete { try await detach(policy) }
        for name in held.owned.keys.sorted() where desired.owned[name] == nil { try await remove(owned: name) }
    }

    /// Removes every policy from the role: the inline ones and the owned ones are deleted, the others only detached.
    func strip(_ held: RoleContents) async throws {
        for name in held.inline.keys.sorted() { try await remove(inline: name) }
        for policy in held.attached.sorted() { try await detach(policy) }
        for name in held.owned.keys.sorted() { try await remove(owned: name) }
    }

    private func remove(inline name: String) async throws {
        try await ignoringAbsence(of: .policy(name, of: role.name)) {
            try await caller.call(IAM.DeleteRolePolicy(roleName: role.name, policyName: name))
        }
    }

    private func remove(owned name: String) async throws {
        let policy = OwnedPolicy(name, ofRole: arn)
        try await detach(policy.arn)
        try await policy.delete(with: context)
    }

    private func detach(_ policy: String) async throws {
        try await ignoringAbsence(of: .policy(policy, of: role.name)) {
            try await caller.call(IAM.DetachRolePolicy(roleName: role.name, policyArn: policy))
        }
    }

    /// Attaches a policy. If the role has as many as IAM allows, an obsolete one is removed first.
    private func attach(_ policy: String, makingRoomBy obsolete: inout [String]) async throws {
        while true {
            do {
                return try await whileNotVisible(context) { [caller, role] in
                    _ = try await caller.call(IAM.AttachRolePolicy(roleName: role.name, policyArn: policy))
                }
            } catch let error as ServiceError where error.code == "LimitExceeded" && !obsolete.isEmpty {
                try await detach(obsolete.removeFirst())
            }
        }
    }
}
