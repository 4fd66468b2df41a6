import AWSOperations
import Planning
import ResourceModel
import Signing

/// IAM roles with their inline and attached policies.
struct RoleDriver: ResourceDriver {
    let kind = ResourceKind.role

    func observe(_ resources: [Resource], with reading: Reading) async throws -> [Address: [ObservedResource]] {
        let roles = try await reading.iam.contents().roles
        var observed: [Address: [ObservedResource]] = [:]
        for resource in resources {
            guard let role = roles[resource.name] else { continue }
            observed[resource.address] = [
                ObservedResource(
                    resource.address, name: role.name,
                    properties: .map([
                        "assumeRolePolicyDocument": document(role.trust),
                        "attachedPolicyArns": .strings(role.attachedPolicyArns.sorted()),
                        "policies": .map(role.policies.mapValues(document)),
                    ]), tags: tags(role.tags), attributes: ["name": .string(role.name), "arn": .string(role.arn)])
            ]
        }
        return observed
    }

    /// A policy document as a value; AWS sends it percent-encoded. What is not JSON is shown as it is.
    private func document(_ encoded: String) -> Value {
        let text = PercentEncoding.decode(encoded)
        return (try? ShapeCoding.value(ofJSON: text)) ?? .string(text)
    }

    func create(_ resource: Resource, with work: Work) async throws -> [String: Value] {
        let caller = work.global
        let trust = resource.properties["assumeRolePolicyDocument"]?.json ?? ""
        let arn = try await work.settling {
            let answer = try await caller.call(
                IAM.CreateRole(
                    roleName: resource.name, assumeRolePolicyDocument: trust,
                    description: "Made for Batch environment \(resource.tags[OwnershipTags.owner] ?? "")",
                    tags: iamTags(resource.tags)))
            return answer.role?.arn ?? ""
        } readBack: {
            let answer = try await orNil(.role(resource.name)) {
                try await caller.call(IAM.GetRole(roleName: resource.name))
            }
            guard let role = answer?.role else { return nil }
            try ReconciliationError.assure(tags(role.tags), areOf: resource)
            _ = try await caller.call(IAM.UpdateAssumeRolePolicy(roleName: resource.name, policyDocument: trust))
            return role.arn ?? ""
        }
        work.made.note(resource.address, ["name": .string(resource.name), "arn": .string(arn)])
        let desired = resource.properties
        try await set(policies: desired["policies"]?.map ?? [:], of: resource.name, with: work)
        try await attach(desired["attachedPolicyArns"]?.strings ?? [], to: resource.name, with: work)
        return ["name": .string(resource.name), "arn": .string(arn)]
    }

    func update(_ planned: PlannedResource, to resource: Resource, with work: Work) async throws -> [String: Value] {
        let caller = work.global
        let name = resource.name
        let (desired, held) = (resource.properties, planned.observed?.properties)
        let paths = Set(planned.changes.map(\.path))
        if paths.contains("assumeRolePolicyDocument"), let trust = desired["assumeRolePolicyDocument"] {
            _ = try await caller.call(IAM.UpdateAssumeRolePolicy(roleName: name, policyDocument: trust.json))
        }
        if paths.contains("policies") {
            let (wanted, standing) = (desired["policies"]?.map ?? [:], held?["policies"]?.map ?? [:])
            try await set(policies: wanted.filter { standing[$0.key] != $0.value }, of: name, with: work)
            for policy in standing.keys.sorted() where wanted[policy] == nil {
                try await ignoringAbsence(of: .policy(policy, of: name)) {
                    try await caller.call(IAM.DeleteRolePolicy(roleName: name, policyName: policy))
                }
            }
        }
        if paths.contains("attachedPolicyArns") {
            let wanted = Set(desired["attachedPolicyArns"]?.strings ?? [])
            let standing = Set(held?["attachedPolicyArns"]?.strings ?? [])
            try await attach(wanted.subtracting(standing).sorted(), to: name, with: work)
            for policy in standing.subtracting(wanted).sorted() {
                try await ignoringAbsence(of: .policy(policy, of: name)) {
                    try await caller.call(IAM.DetachRolePolicy(roleName: name, policyArn: policy))
                }
            }
        }
        let tagChanges = TagChanges(planned)
        if !tagChanges.set.isEmpty {
            _ = try await caller.call(IAM.TagRole(roleName: name, tags: iamTags(tagChanges.set)))
        }
        if !tagChanges.removed.isEmpty {
            _ = try await caller.call(IAM.UntagRole(roleName: name, tagKeys: tagChanges.removed))
        }
        return planned.observed?.attributes ?? [:]
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with work: Work) async throws {
        let caller = work.global
        try await work.waitUntilUnused(observed) { user in
            [user.serviceRole, user.computeResources?.instanceRole, user.computeResources?.spotIamFleetRole]
                .contains { $0?.split(separator: "/").last.map(String.init) == observed.name }
        }
        for policy in (observed.properties["policies"]?.map ?? [:]).keys.sorted() {
            try await ignoringAbsence(of: .policy(policy, of: observed.name)) {
                try await caller.call(IAM.DeleteRolePolicy(roleName: observed.name, policyName: policy))
            }
        }
        for policy in observed.properties["attachedPolicyArns"]?.strings ?? [] {
            try await ignoringAbsence(of: .policy(policy, of: observed.name)) {
                try await caller.call(IAM.DetachRolePolicy(roleName: observed.name, policyArn: policy))
            }
        }
        // IAM lags behind itself: a profile that is gone may still count for a moment.
        try await work.retrying(while: { ($0 as? ServiceError)?.code == "DeleteConflict" }) {
            try await ignoringAbsence(of: .role(observed.name)) {
                try await caller.call(IAM.DeleteRole(roleName: observed.name))
            }
        }
    }

    private func set(policies: [String: Value], of role: String, with work: Work) async throws {
        for (name, document) in policies.sorted(by: { $0.key < $1.key }) {
            _ = try await whileNotVisible(work) {
                try await work.global.call(
                    IAM.PutRolePolicy(roleName: role, policyName: name, policyDocument: document.json))
            }
        }
    }

    private func attach(_ policies: [String], to role: String, with work: Work) async throws {
        for policy in policies {
            _ = try await whileNotVisible(work) {
                try await work.global.call(IAM.AttachRolePolicy(roleName: role, policyArn: policy))
            }
        }
    }
}

/// Repeats an IAM call that does not see what IAM has just made.
func whileNotVisible<Answer: Sendable>(
    _ work: Work, _ call: @Sendable () async throws -> Answer
) async throws -> Answer {
    try await work.retrying(while: { work.made.explains($0) }, call)
}
