import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// IAM instance profiles.
struct InstanceProfileDriver: ResourceDriver {
    let kind = ResourceKind.instanceProfile

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        let contents = try await context.iam().contents()
        var observed: [Address: [ObservedResource]] = [:]
        for resource in resources {
            guard let profile = contents.profiles[resource.name] else { continue }
            observed[resource.address] = [
                ObservedResource(
                    resource.address, name: profile.name,
                    properties: .map(["roles": .strings(profile.roles.sorted())]),
                    tags: profileTags(profile, wanted: resource, contents),
                    attributes: Self.attributes(profile))
            ]
        }
        return observed
    }

    private static func attributes(_ profile: IAMSnapshot.Profile) -> [String: Value] {
        var attributes: [String: Value] = ["name": .string(profile.name), "arn": .string(profile.arn)]
        attributes["created"] = profile.created.map { .string($0) }
        return attributes
    }

    /// Returns the tags of a profile, which IAM's walk over all roles leaves out. A profile that has our name and holds
    /// our role is then taken for ours, with our tags: reading each by itself would cost a call for every environment.
    private func profileTags(
        _ profile: IAMSnapshot.Profile, wanted: Resource, _ contents: IAMSnapshot.Contents
    ) -> [String: String] {
        if let known = profile.tags { return tagValues(known) }
        let claims = profile.roles.map { OwnershipClaim(.role, $0, in: nil, tags: tagValues(contents.roles[$0]?.tags)) }
        return claims.count == 1 && claims[0]?.owner == wanted.tags[OwnershipTags.owner] ? wanted.tags : [:]
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.global
        let profile = try await context.createIdempotently {
            let answer = try await caller.call(
                IAM.CreateInstanceProfile(instanceProfileName: resource.name, tags: iamTags(resource.tags)))
            return IAMSnapshot.Profile(answer.instanceProfile ?? IAM.InstanceProfile())
        } readBack: {
            guard let profile = try await IAMSnapshot.Profile.read(resource.name, with: caller) else { return nil }
            try ReconciliationError.assure(tagValues(profile.tags), areOf: resource)
            return profile
        }
        context.made.note(resource.address, Self.attributes(profile))
        try await set(
            roles: resource.properties["roles"]?.strings ?? [], of: resource.name, holding: profile.roles, context)
        try await context.letIAMSpread()
        return ["name": .string(resource.name), "arn": .string(profile.arn)]
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        let caller = context.global
        if planned.changes.contains(where: { $0.path == "roles" }) {
            let held = planned.observed?.properties["roles"]?.strings ?? []
            context.made.note(resource.address, planned.observed?.attributes ?? [:])
            try await set(roles: resource.properties["roles"]?.strings ?? [], of: resource.name, holding: held, context)
        }
        let tagChanges = TagChanges(planned)
        if !tagChanges.set.isEmpty {
            _ = try await caller.call(
                IAM.TagInstanceProfile(instanceProfileName: resource.name, tags: iamTags(tagChanges.set)))
        }
        if !tagChanges.removed.isEmpty {
            _ = try await caller.call(
                IAM.UntagInstanceProfile(instanceProfileName: resource.name, tagKeys: tagChanges.removed))
        }
        return planned.observed?.attributes ?? [:]
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        try await context.waitUntilUnused(observed) { user in
            user.computeResources?.instanceRole?.split(separator: "/").last.map(String.init) == observed.name
        }
        try await set(roles: [], of: observed.name, holding: observed.properties["roles"]?.strings ?? [], context)
        try await context.retrying(while: { ($0 as? ServiceError)?.code == "DeleteConflict" }) {
            try await ignoringAbsence(of: .instanceProfile(observed.name)) {
                try await context.global.call(IAM.DeleteInstanceProfile(instanceProfileName: observed.name))
            }
        }
    }

    private func set(roles: [String], of profile: String, holding held: [String], _ context: StepContext) async throws {
        let caller = context.global
        for role in held where !roles.contains(role) {
            try await context.retrying(while: { ($0 as? ServiceError)?.code == "NoSuchEntity" }) {
                do {
                    _ = try await caller.call(
                        IAM.RemoveRoleFromInstanceProfile(instanceProfileName: profile, roleName: role))
                } catch let error as ServiceError where error.code == "NoSuchEntity" {
                    // The profile, the role or the role's place in it is missing. The profile tells which, as soon as
                    // IAM's reads show what another run did.
                    let now = try await IAMSnapshot.Profile.read(profile, with: caller)
                    if now?.roles.contains(role) == true { throw error }
                }
            }
        }
        for role in roles where !held.contains(role) {
            try await whileNotVisible(context) {
                try await context.createIdempotently {
                    _ = try await caller.call(
                        IAM.AddRoleToInstanceProfile(instanceProfileName: profile, roleName: role))
                } readBack: {
                    let now = try await IAMSnapshot.Profile.read(profile, with: caller)
                    return now?.roles.contains(role) == true ? () : nil
                } unclear: { error in
                    // A profile holds one role. That it is full is fine if its role is ours.
                    mayHaveHappened(error) || (error as? ServiceError)?.code == "LimitExceeded"
                }
            }
        }
    }
}
