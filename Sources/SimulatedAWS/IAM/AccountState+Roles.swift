import AWSOperations

extension Registry {
    mutating func registerRoles() {
        on(IAM.CreateRole.self) { try $1.createRole($0, $2) }
        on(IAM.GetRole.self) { input, world, call in
            IAM.GetRole.Output(role: try world.seenRole(input.roleName, call).shown(withTags: true))
        }
        on(IAM.DeleteRole.self) { try $1.deleteRole($0, $2) }
        on(IAM.UpdateAssumeRolePolicy.self) { input, world, call in
            try world.changeRole(input.roleName, call) { role in
                try AccountState.checkTrust(input.policyDocument, call)
                role.trustPolicy = input.policyDocument
            }
        }
        on(IAM.TagRole.self) { input, world, call in
            try world.changeRole(input.roleName, call, isTagging: true) { role in
                for tag in input.tags { role.tags[tag.key] = tag.value }
                try AccountState.checkIAMTags(role.tags, call)
            }
        }
        on(IAM.UntagRole.self) { input, world, call in
            try world.changeRole(input.roleName, call, isTagging: true) { role in
                for key in input.tagKeys { role.tags[key] = nil }
            }
        }
        on(IAM.ListRoles.self) { try $1.listRoles($0, $2) }
        on(IAM.PutRolePermissionsBoundary.self) { input, world, call in
            try world.checkBoundary(input.permissionsBoundary, call)
            return try world.changeRole(input.roleName, call) { $0.permissionsBoundary = input.permissionsBoundary }
        }
        on(IAM.DeleteRolePermissionsBoundary.self) { input, world, call in
            try world.changeRole(input.roleName, call) { $0.permissionsBoundary = nil }
        }
    }
}

extension AccountState {
    /// The role as writes see it.
    func currentRole(_ name: String, _ call: Call) throws -> RoleRecord {
        guard let role = roles[name]?.current else { throw noSuchRole(name, call) }
        return role
    }

    /// The role as reads see it.
    func seenRole(_ name: String, _ call: Call) throws -> RoleRecord {
        guard let role = roles[name]?.read(at: call.now, lagging: call.isLagging) ?? nil else {
            throw noSuchRole(name, call)
        }
        return role
    }

    private func noSuchRole(_ name: String, _ call: Call) -> ServiceError {
        call.refusal("NoSuchEntity", "The role with name \(name) cannot be found.", status: 404)
    }

    /// The role with this ARN as AWS's services see it.
    func role(arn: String) -> RoleRecord? {
        guard let name = arn.split(separator: "/").last, let role = roles[String(name)]?.current, role.arn == arn else {
            return nil
        }
        return role
    }

    /// The ARN that a role's name or ARN stands for.
    func fullRoleARN(_ nameOrARN: String, _ call: Call) -> String {
        if nameOrARN.hasPrefix("arn:") { return nameOrARN }
        return roles[nameOrARN]?.current?.arn
            ?? "arn:\(Region.partition(of: call.region)):iam::\(accountID):role/\(nameOrARN)"
    }

    mutating func createRole(_ input: IAM.CreateRole, _ call: Call) throws -> IAM.CreateRole.Output {
        let name = input.roleName
        try Self.checkName(name, "roleName", limit: 64, call)
        try Self.checkTrust(input.assumeRolePolicyDocument, call)
        // Names are unique without regard to case.
        guard !roles.contains(where: { $0.key.lowercased() == name.lowercased() && $0.value.current != nil }) else {
            throw call.refusal("EntityAlreadyExists", "Role with name \(name) already exists.", status: 409)
        }
        guard (3600...43_200).contains(input.maxSessionDuration ?? 3600) else {
            throw call.refusal("ValidationError", "maxSessionDuration must be between 3600 and 43200")
        }
        let tags = try Self.iamTags(input.tags, call)
        if let boundary = input.permissionsBoundary { try checkBoundary(boundary, call) }
        let role = addRole(
            name, path: input.path ?? "/", trustPolicy: input.assumeRolePolicyDocument,
            description: input.description, maxSessionDuration: input.maxSessionDuration ?? 3600,
            permissionsBoundary: input.permissionsBoundary, tags: tags, call)
        return IAM.CreateRole.Output(role: role.shown(withTags: true))
    }

    mutating func addRole(
        _ name: String, path: String, trustPolicy: String, description: String?, maxSessionDuration: Int = 3600,
        permissionsBoundary: String? = nil, tags: [String: String] = [:], _ call: Call
    ) -> RoleRecord {
        let partition = Region.partition(of: call.region)
        var role = RoleRecord(
            partition: partition, path: path, name: name, id: "AROA" + generator.base32(17),
            arn: "arn:\(partition):iam::\(accountID):role\(path)\(name)", trustPolicy: trustPolicy,
            description: description, maxSessionDuration: maxSessionDuration, tags: tags, created: call.now)
        role.permissionsBoundary = permissionsBoundary
        roles.write(name, role, at: call.now, lag: timings.identityStaleness)
        return role
    }

    mutating func deleteRole(_ input: IAM.DeleteRole, _ call: Call) throws -> Empty {
        let role = try currentRole(input.roleName, call)
        try refuseProtected(role, call)
        let conflict = { (message: String) in call.refusal("DeleteConflict", message, status: 409) }
        guard !instanceProfiles.values.contains(where: { $0.current?.role == role.name }) else {
            throw conflict("Cannot delete entity, must remove roles from instance profile first.")
        }
        guard role.managedPolicies.isEmpty else {
            throw conflict("Cannot delete entity, must detach all policies first.")
        }
        guard role.inlinePolicies.isEmpty else { throw conflict("Cannot delete entity, must delete policies first.") }
        roles.write(role.name, nil, at: call.now, lag: timings.identityStaleness)
        return Empty()
    }

    mutating func changeRole(
        _ name: String, _ call: Call, isTagging: Bool = false, _ change: (inout RoleRecord) throws -> Void
    ) throws -> Empty {
        var role = try currentRole(name, call)
        if !isTagging { try refuseProtected(role, call) }
        try change(&role)
        roles.write(name, role, at: call.now, lag: timings.identityStaleness)
        return Empty()
    }

    private func refuseProtected(_ role: RoleRecord, _ call: Call) throws {
        guard !role.isServiceLinked else {
            throw call.refusal(
                "UnmodifiableEntity",
                "Cannot perform the operation on the protected role '\(role.name)' - this role is only modifiable by AWS"
            )
        }
    }

    func listRoles(_ input: IAM.ListRoles, _ call: Call) throws -> IAM.ListRoles.Output {
        let prefix = input.pathPrefix ?? "/"
        let seen = roles.seen(call).filter { $0.path.hasPrefix(prefix) }
        let page = try identityPage(seen, input.maxItems, input.marker, call)
        return IAM.ListRoles.Output(
            roles: page.items.map { $0.shown(withTags: false) }, isTruncated: page.next != nil, marker: page.next)
    }
}
