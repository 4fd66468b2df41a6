import AWSOperations

extension Registry {
    mutating func registerInstanceProfiles() {
        on(IAM.CreateInstanceProfile.self) { try $1.createInstanceProfile($0, $2) }
        on(IAM.GetInstanceProfile.self) { input, world, call in
            let name = input.instanceProfileName
            guard let profile = world.instanceProfiles[name]?.read(at: call.now, lagging: call.isLagging) ?? nil else {
                throw AccountState.noSuchProfile(name, call)
            }
            return IAM.GetInstanceProfile.Output(instanceProfile: world.shown(profile))
        }
        on(IAM.ListInstanceProfiles.self) { input, world, call in
            let seen = world.instanceProfiles.seen(call).filter { $0.path.hasPrefix(input.pathPrefix ?? "/") }
            let page = try world.identityPage(seen, input.maxItems, input.marker, call)
            // IAM's lists leave tags out.
            let shown = page.items.map { profile in
                var profile = world.shown(profile)
                profile.tags = nil
                return profile
            }
            return IAM.ListInstanceProfiles.Output(
                instanceProfiles: shown, isTruncated: page.next != nil, marker: page.next)
        }
        on(IAM.DeleteInstanceProfile.self) { try $1.deleteInstanceProfile($0, $2) }
        on(IAM.AddRoleToInstanceProfile.self) { try $1.addRoleToInstanceProfile($0, $2) }
        on(IAM.RemoveRoleFromInstanceProfile.self) { input, world, call in
            try world.changeProfile(input.instanceProfileName, call) { profile in
                guard profile.role == input.roleName else {
                    throw call.refusal(
                        "NoSuchEntity",
                        "Cannot remove role \(input.roleName) from instance profile \(profile.name), it is not in it.",
                        status: 404)
                }
                profile.role = nil
            }
        }
        on(IAM.TagInstanceProfile.self) { input, world, call in
            try world.changeProfile(input.instanceProfileName, call) { profile in
                for tag in input.tags { profile.tags[tag.key] = tag.value }
                try AccountState.checkIAMTags(profile.tags, call)
            }
        }
        on(IAM.UntagInstanceProfile.self) { input, world, call in
            try world.changeProfile(input.instanceProfileName, call) { profile in
                for key in input.tagKeys { profile.tags[key] = nil }
            }
        }
    }
}

extension AccountState {
    static func noSuchProfile(_ name: String, _ call: Call) -> ServiceError {
        call.refusal("NoSuchEntity", "Instance Profile \(name) cannot be found.", status: 404)
    }

    /// The profile as IAM shows it, its role without tags.
    func shown(_ profile: InstanceProfileRecord) -> IAM.InstanceProfile {
        let role = profile.role.flatMap { roles[$0]?.current }
        return IAM.InstanceProfile(
            path: profile.path, instanceProfileName: profile.name, instanceProfileId: profile.id, arn: profile.arn,
            createDate: Timestamp.text(profile.created), roles: role.map { [$0.shown(withTags: false)] } ?? [],
            tags: profile.tags.asIAMTags)
    }

    mutating func createInstanceProfile(
        _ input: IAM.CreateInstanceProfile, _ call: Call
    ) throws -> IAM.CreateInstanceProfile.Output {
        let name = input.instanceProfileName
        try Self.checkName(name, "instanceProfileName", limit: 128, call)
        guard instanceProfiles[name]?.current == nil else {
            throw call.refusal("EntityAlreadyExists", "Instance Profile \(name) already exists.", status: 409)
        }
        let tags = try Self.iamTags(input.tags, call)
        let path = input.path ?? "/"
        let partition = Region.partition(of: call.region)
        let profile = InstanceProfileRecord(
            path: path, name: name, id: "AIPA" + generator.base32(17),
            arn: "arn:\(partition):iam::\(accountID):instance-profile\(path)\(name)", tags: tags, created: call.now)
        instanceProfiles.write(name, profile, at: call.now, lag: timings.identityStaleness)
        return IAM.CreateInstanceProfile.Output(instanceProfile: shown(profile))
    }

    mutating func deleteInstanceProfile(_ input: IAM.DeleteInstanceProfile, _ call: Call) throws -> Empty {
        let name = input.instanceProfileName
        guard let profile = instanceProfiles[name]?.current else { throw Self.noSuchProfile(name, call) }
        guard profile.role == nil else {
            throw call.refusal(
                "DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.", status: 409)
        }
        instanceProfiles.write(name, nil, at: call.now, lag: timings.identityStaleness)
        return Empty()
    }

    mutating func addRoleToInstanceProfile(_ input: IAM.AddRoleToInstanceProfile, _ call: Call) throws -> Empty {
        let role = try currentRole(input.roleName, call)
        return try changeProfile(input.instanceProfileName, call) { profile in
            guard profile.role == nil else {
                throw call.refusal(
                    "LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", status: 409)
            }
            profile.role = role.name
        }
    }

    mutating func changeProfile(
        _ name: String, _ call: Call, _ change: (inout InstanceProfileRecord) throws -> Void
    ) throws -> Empty {
        guard var profile = instanceProfiles[name]?.current else { throw Self.noSuchProfile(name, call) }
        try change(&profile)
        instanceProfiles.write(name, profile, at: call.now, lag: timings.identityStaleness)
        return Empty()
    }
}
