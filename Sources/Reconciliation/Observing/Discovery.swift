import AWSOperations
public import ResourceModel

/// The owned resources of an account, whether a file names them or not.
public struct Discovery: Sendable {
    /// Every resource whose tags name it and an owner.
    public let claims: [OwnershipClaim]
    /// What could not be read and is done without.
    public let notes: [String]
    /// What was read, for the reading that follows.
    let batch: [String: BatchSnapshot]
    let iam: IAMSnapshot.Contents?
}

extension Observer {
    /// Finds what reconcile owns in the regions: compute environments, queues, launch templates, log groups, and the
    /// account's roles.
    ///
    /// - Parameter namePrefix: what the names of reconcile's resources start with.
    public func discover(in regions: Set<String>, namePrefix: String) async throws -> Discovery {
        let batch = Dictionary(uniqueKeysWithValues: regions.map { ($0, BatchSnapshot(access.caller($0))) })
        async let regional = outcome {
            try await together(regions.sorted()) { region in
                async let held = outcome { try await batch[region]?.claims(in: region) ?? [] }
                async let owned = outcome { try await ownedTemplates(in: region) }
                async let tagged = outcome { try await taggedLogGroups(in: region) }
                let outcomes = await (held: held, templates: owned, groups: tagged)
                try DeniedCalls.rethrow(
                    [outcomes.held.failure, outcomes.templates.failure, outcomes.groups.failure].compactMap { $0 })
                let templates = OwnedTemplate.all(of: try outcomes.templates.get(), in: region)
                let tags = try outcomes.groups.get()
                let groups = try await logGroupClaims(
                    in: region, tagged: try? tags.get(), templates: templates, namePrefix: namePrefix)
                let note = tags.failure.map { Self.note($0, region) }
                return (claims: try outcomes.held.get() + templates.map(\.claim) + groups, note: note)
            }
        }
        let account = await outcome { try await accountClaims(namePrefix: namePrefix) }
        let areas = await regional
        try DeniedCalls.rethrow([areas.failure, account.failure].compactMap { $0 })
        let (found, (iam, roles)) = (try areas.get(), try account.get())
        return Discovery(
            claims: found.flatMap(\.claims) + roles, notes: found.compactMap(\.note), batch: batch, iam: iam)
    }

    /// The account's roles, in one walk if IAM allows it.
    private func accountClaims(
        namePrefix: String
    ) async throws -> (iam: IAMSnapshot.Contents?, roles: [OwnershipClaim]) {
        guard var iam = try await IAMSnapshot.walk(access.global) else {
            let roles = try await roleClaims(namePrefix: namePrefix)
            let alone = try await profiles(namePrefix: namePrefix, besides: Set(roles.map(\.name)))
            return (nil, roles + alone.compactMap(Self.claim))
        }
        let roles = iam.roles.values.compactMap { OwnershipClaim(.role, $0.name, in: nil, tags: tags($0.tags)) }
        let alone = try await profiles(namePrefix: namePrefix, besides: Set(iam.profiles.keys))
        for profile in alone { iam.profiles[profile.name] = profile }
        return (iam, roles + alone.compactMap(Self.claim))
    }

    /// Instance profiles with our prefix beside those that are known, each read by itself: their role may be gone.
    private func profiles(namePrefix: String, besides known: Set<String>) async throws -> [IAMSnapshot.Profile] {
        let listed = try await IAMSnapshot.listedProfiles(access.global) ?? []
        let names = listed.filter { $0.hasPrefix(namePrefix + "-") && !known.contains($0) }
        return try await concurrently(names) { [access] name in
            try await IAMSnapshot.Profile.read(name, with: access.global)
        }.compactMap { $0 }
    }

    private static func claim(_ profile: IAMSnapshot.Profile) -> OwnershipClaim? {
        OwnershipClaim(.instanceProfile, profile.name, in: nil, tags: tags(profile.tags))
    }

    private func ownedTemplates(in region: String) async throws -> [EC2.LaunchTemplate] {
        let filter = EC2.Filter(name: "tag-key", values: [OwnershipTags.owner])
        return try await everyPage(of: EC2.DescribeLaunchTemplates.self) { token in
            let answer = try await access.caller(region).call(
                EC2.DescribeLaunchTemplates(filters: [filter], nextToken: token))
            return (answer.launchTemplates ?? [], answer.nextToken)
        }
    }

    /// Without the walk: every role with our prefix by itself, for IAM lists roles without their tags.
    private func roleClaims(namePrefix: String) async throws -> [OwnershipClaim] {
        let caller = access.global
        let roles = try await everyPage(of: IAM.ListRoles.self) { marker in
            let answer = try await caller.call(IAM.ListRoles(marker: marker))
            return (answer.roles ?? [], answer.isTruncated == true ? answer.marker : nil)
        }
        let names = roles.compactMap(\.roleName).filter { $0.hasPrefix(namePrefix + "-") }
        return try await concurrently(names) { name in
            let answer = try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)) }
            return OwnershipClaim(.role, name, in: nil, tags: tags(answer?.role?.tags))
        }.compactMap { $0 }
    }
}

extension BatchSnapshot {
    fileprivate func claims(in region: String) async throws -> [OwnershipClaim] {
        async let environments = computeEnvironments()
        async let queues = jobQueues()
        return try await environments.filter { $0.lifecycle != .deleted }.compactMap { detail in
            OwnershipClaim(
                .computeEnvironment, detail.computeEnvironmentName ?? "", in: region, tags: detail.tags)
        }
            + queues.filter { $0.lifecycle != .deleted }.compactMap { detail in
                OwnershipClaim(.jobQueue, detail.jobQueueName ?? "", in: region, tags: detail.tags)
            }
    }
}
