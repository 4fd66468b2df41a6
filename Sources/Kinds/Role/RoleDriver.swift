import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// IAM roles with their policies: inline, attached, and, if the inline ones are too long, separate managed ones.
struct RoleDriver: ResourceDriver {
    let kind = ResourceKind.role

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        let roles = try await context.iam().contents().roles
        let existing = resources.compactMap { resource in roles[resource.name].map { (resource, $0) } }
        let observed = try await concurrently(existing) { resource, role in
            let owned = try await ownedPolicies(of: role, for: resource, with: context.access.global)
            return ObservedRole(role, for: resource, owned: owned).resource
        }
        return Dictionary(observed.map { ($0.address, [$0]) }, uniquingKeysWith: { first, _ in first })
    }

    /// Returns the documents of the managed policies that reconcile keeps for the role, by name: those that the file
    /// wants, and those that the role's record names. Most roles have none, and cost no call.
    private func ownedPolicies(
        of role: IAMSnapshot.Role, for resource: Resource, with caller: any Caller
    ) async throws -> [String: Value] {
        let record = PolicyRecord(in: tagValues(role.tags))
        let wanted = resource.properties["managedPolicies"]?.map ?? [:]
        let names = OwnedPolicyName.all(of: role.name).filter { wanted[$0] != nil || record.contains(.owned($0)) }
        let documents = try await concurrently(names) { name in
            try await OwnedPolicy(name, ofRole: role.arn).document(with: caller)
        }
        return Dictionary(zip(names, documents).compactMap { name, document in document.map { (name, $0) } }) { $1 }
    }

    /// Returns the reads of old versions: a managed policy that is changed or deleted loses them first.
    func reads(for step: StepGraph.Step) -> [StepRead] {
        let isConcerned =
            step.verb == .delete || step.planned.changes.contains { $0.path.hasPrefix("managedPolicies") }
        guard isConcerned, let observed = step.planned.observed, let arn = observed.attributes["arn"]?.string
        else { return [] }
        let held = RoleContents(observed.properties).owned
        let wanted = step.verb == .delete ? [:] : RoleContents(step.planned.desired?.properties).owned
        return held.filter { wanted[$0.key] != $0.value }.keys.sorted().map {
            .policyVersions(OwnedPolicy($0, ofRole: arn).arn)
        }
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.global
        let trust = resource.properties["assumeRolePolicyDocument"]?.json ?? ""
        let boundary = resource.properties["permissionsBoundary"]?.string
        let arn = try await context.createIdempotently {
            let answer = try await caller.call(
                IAM.CreateRole(
                    roleName: resource.name, assumeRolePolicyDocument: trust,
                    description: RoleDescription.text(owner: resource.tags[OwnershipTags.owner] ?? ""),
                    permissionsBoundary: boundary, tags: iamTags(resource.tags)))
            return answer.role?.arn ?? ""
        } readBack: {
            let answer = try await orNil(.role(resource.name)) {
                try await caller.call(IAM.GetRole(roleName: resource.name))
            }
            guard let role = answer?.role else { return nil }
            try ReconciliationError.assure(tagValues(role.tags), areOf: resource)
            _ = try await caller.call(IAM.UpdateAssumeRolePolicy(roleName: resource.name, policyDocument: trust))
            if let boundary, role.permissionsBoundary?.permissionsBoundaryArn != boundary {
                _ = try await caller.call(
                    IAM.PutRolePermissionsBoundary(roleName: resource.name, permissionsBoundary: boundary))
            }
            return role.arn ?? ""
        }
        context.made.note(resource.address, ["name": .string(resource.name), "arn": .string(arn)])
        try await RolePolicyChange(role: resource, arn: arn, context: context)
            .bring(RoleContents(nil), to: RoleContents(resource.properties))
        return ["name": .string(resource.name), "arn": .string(arn)]
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        let caller = context.global
        let name = resource.name
        let arn = planned.observed?.attributes["arn"]?.string ?? ""
        let held = planned.observed?.properties
        let paths = Set(planned.changes.map(\.path))
        // If the run dies, everything that it leaves must be in a record.
        let (made, wanted) = (PolicyRecord(in: planned.observed?.tags ?? [:]), PolicyRecord(of: resource.properties))
        if !wanted.isSubset(of: made) {
            let tag = IAM.Tag(key: OwnershipTags.policies, value: made.union(wanted).text)
            _ = try await caller.call(IAM.TagRole(roleName: name, tags: [tag]))
        }
        if paths.contains("assumeRolePolicyDocument"), let trust = resource.properties["assumeRolePolicyDocument"] {
            _ = try await caller.call(IAM.UpdateAssumeRolePolicy(roleName: name, policyDocument: trust.json))
        }
        if paths.contains("permissionsBoundary") {
            try await set(boundary: resource.properties["permissionsBoundary"]?.string, of: name, with: context)
        }
        if !paths.isDisjoint(with: ["policies", "managedPolicies", "attachedPolicyArns"]) {
            try await RolePolicyChange(role: resource, arn: arn, context: context)
                .bring(RoleContents(held), to: RoleContents(resource.properties))
        }
        let tagChanges = TagChanges(planned)
        for policy in RoleContents(resource.properties).owned.keys.sorted() {
            try await OwnedPolicy(policy, ofRole: arn).change(tagChanges, with: context)
        }
        if !tagChanges.set.isEmpty {
            _ = try await caller.call(IAM.TagRole(roleName: name, tags: iamTags(tagChanges.set)))
        }
        if !tagChanges.removed.isEmpty {
            _ = try await caller.call(IAM.UntagRole(roleName: name, tagKeys: tagChanges.removed))
        }
        return planned.observed?.attributes ?? [:]
    }

    private func set(boundary: String?, of role: String, with context: StepContext) async throws {
        guard let boundary else {
            return try await ignoringAbsence(of: .role(role)) {
                try await context.global.call(IAM.DeleteRolePermissionsBoundary(roleName: role))
            }
        }
        _ = try await context.global.call(
            IAM.PutRolePermissionsBoundary(roleName: role, permissionsBoundary: boundary))
    }

    /// Deletes the role after all its policies: IAM deletes no role with policies, not even with those of other owners.
    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        try await context.waitUntilUnused(observed) { user in
            [user.serviceRole, user.computeResources?.instanceRole, user.computeResources?.spotIamFleetRole]
                .contains { $0?.split(separator: "/").last.map(String.init) == observed.name }
        }
        let role = Resource(observed.address, name: observed.name, properties: .map([:]))
        let change = RolePolicyChange(role: role, arn: observed.attributes["arn"]?.string ?? "", context: context)
        var held = RoleContents(observed.properties)
        let others = RoleContents(observed.unmanaged)
        held.inline.merge(others.inline) { own, _ in own }
        held.attached.formUnion(others.attached)
        try await change.strip(held)
        // IAM's answers lag behind: a profile that is gone may still count for a moment. A policy may also have been
        // added to the role since it was read.
        try await context.retrying(while: { ($0 as? ServiceError)?.code == "DeleteConflict" }) {
            do {
                try await ignoringAbsence(of: .role(observed.name)) {
                    try await context.global.call(IAM.DeleteRole(roleName: observed.name))
                }
            } catch let error as ServiceError where error.code == "DeleteConflict" {
                if let now = try await IAMSnapshot.Role.read(observed.name, with: context.global) {
                    var left = RoleContents(nil)
                    left.inline = now.policies.mapValues { Value(policyDocument: $0) }
                    left.attached = Set(now.attachedPolicyArns)
                    try await change.strip(left)
                }
                throw error
            }
        }
    }
}

/// Repeats an IAM call until it sees what IAM has just created.
func whileNotVisible<Answer: Sendable>(
    _ context: StepContext, _ call: @Sendable () async throws -> Answer
) async throws -> Answer {
    try await context.retrying(while: { context.made.explains($0) }, call)
}
