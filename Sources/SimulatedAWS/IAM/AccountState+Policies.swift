import AWSOperations

extension Registry {
    mutating func registerPolicies() {
        on(IAM.CreatePolicy.self) { try $1.createPolicy($0, $2) }
        on(IAM.GetPolicy.self) { input, world, call in
            if world.isPolicyOfAWS(input.policyArn, call) {
                let name = input.policyArn.split(separator: "/").last.map(String.init)
                return IAM.GetPolicy.Output(policy: IAM.Policy(policyName: name, arn: input.policyArn))
            }
            let policy = try world.seenPolicy(input.policyArn, call)
            return IAM.GetPolicy.Output(policy: policy.shown(attachments: world.attachments(of: policy.arn)))
        }
        on(IAM.DeletePolicy.self) { try $1.deletePolicy($0, $2) }
        on(IAM.CreatePolicyVersion.self) { try $1.createPolicyVersion($0, $2) }
        on(IAM.GetPolicyVersion.self) { input, world, call in
            let policy = try world.seenPolicy(input.policyArn, call)
            let number = try AccountState.version(input.versionId, of: policy, call)
            return IAM.GetPolicyVersion.Output(policyVersion: policy.shown(version: number, withDocument: true))
        }
        on(IAM.ListPolicyVersions.self) { input, world, call in
            let policy = try world.seenPolicy(input.policyArn, call)
            let page = try world.identityPage(
                policy.versions.keys.sorted(by: >), input.maxItems, input.marker, call)
            return IAM.ListPolicyVersions.Output(
                versions: page.items.map { policy.shown(version: $0, withDocument: false) },
                isTruncated: page.next != nil, marker: page.next)
        }
        on(IAM.DeletePolicyVersion.self) { input, world, call in
            try world.changePolicy(input.policyArn, call) { policy in
                let number = try AccountState.version(input.versionId, of: policy, call)
                guard number != policy.current else {
                    throw call.refusal(
                        "DeleteConflict", "Cannot delete the default version of a policy.", status: 409)
                }
                policy.versions[number] = nil
            }
        }
        on(IAM.TagPolicy.self) { input, world, call in
            try world.changePolicy(input.policyArn, call) { policy in
                for tag in input.tags { policy.tags[tag.key] = tag.value }
                try AccountState.checkIAMTags(policy.tags, call)
            }
        }
        on(IAM.UntagPolicy.self) { input, world, call in
            try world.changePolicy(input.policyArn, call) { policy in
                for key in input.tagKeys { policy.tags[key] = nil }
            }
        }
    }
}

extension AccountState {
    /// AWS's own policies that exist, after `policy/`.
    private static let awsPolicies: Set<String> = [
        "service-role/AWSBatchServiceRole", "service-role/AmazonEC2ContainerServiceforEC2Role",
        "service-role/AmazonEC2SpotFleetTaggingRole", "service-role/AmazonECSTaskExecutionRolePolicy",
        "service-role/AWSBatchServiceEventTargetRole", "AmazonSSMManagedInstanceCore", "AmazonS3FullAccess",
        "AmazonS3ReadOnlyAccess", "CloudWatchAgentServerPolicy", "CloudWatchLogsFullAccess",
        "AmazonEC2ContainerRegistryReadOnly", "AWSBatchFullAccess", "AmazonEC2FullAccess", "ReadOnlyAccess",
        "AdministratorAccess", "AmazonElasticFileSystemClientReadWriteAccess", "SecretsManagerReadWrite",
        "AmazonFSxReadOnlyAccess", "AWSXRayDaemonWriteAccess", "AmazonEC2ReadOnlyAccess", "PowerUserAccess",
    ]

    private static let documentLimit = 6144
    private static let versionLimit = 5

    /// True if a managed policy exists that a role can have.
    func hasPolicy(_ arn: String, _ call: Call) -> Bool {
        isPolicyOfAWS(arn, call) || (policies[arn]?.current ?? nil) != nil
    }

    func isPolicyOfAWS(_ arn: String, _ call: Call) -> Bool {
        let prefix = "arn:\(Region.partition(of: call.region)):iam::aws:policy/"
        return arn.hasPrefix(prefix) && Self.awsPolicies.contains(String(arn.dropFirst(prefix.count)))
    }

    func checkBoundary(_ arn: String, _ call: Call) throws {
        guard hasPolicy(arn, call) else {
            throw call.refusal(
                "NoSuchEntity", "Scope ARN: \(arn) does not exist or is not attachable.", status: 404)
        }
    }

    func attachments(of policy: String) -> Int {
        roles.values.compactMap { $0.current ?? nil }.count { $0.managedPolicies.contains(policy) }
    }

    private static func noSuchPolicy(arn: String, _ call: Call) -> ServiceError {
        call.refusal("NoSuchEntity", "Policy \(arn) was not found.", status: 404)
    }

    /// The policy as reads see it.
    func seenPolicy(_ arn: String, _ call: Call) throws -> ManagedPolicyRecord {
        guard let policy = policies[arn]?.read(at: call.now, lagging: call.isLagging) ?? nil else {
            throw Self.noSuchPolicy(arn: arn, call)
        }
        return policy
    }

    static func version(_ id: String, of policy: ManagedPolicyRecord, _ call: Call) throws -> Int {
        guard let number = ManagedPolicyRecord.number(of: id), policy.versions[number] != nil else {
            throw call.refusal(
                "NoSuchEntity", "Policy \(policy.arn) version \(id) does not exist or is not attachable.", status: 404)
        }
        return number
    }

    private static func check(document: String, _ call: Call) throws {
        try checkPolicy(document, as: .identity, call)
        // IAM leaves white space out of its count.
        guard document.count(where: { !$0.isWhitespace }) <= documentLimit else {
            throw call.refusal("LimitExceeded", "Cannot exceed quota for PolicySize: \(documentLimit)", status: 409)
        }
    }

    mutating func createPolicy(_ input: IAM.CreatePolicy, _ call: Call) throws -> IAM.CreatePolicy.Output {
        let name = input.policyName
        try Self.checkName(name, "policyName", limit: 128, call)
        try Self.check(document: input.policyDocument, call)
        let tags = try Self.iamTags(input.tags, call)
        let exists = policies.values.contains { ($0.current ?? nil)?.name.lowercased() == name.lowercased() }
        guard !exists else {
            throw call.refusal("EntityAlreadyExists", "A policy called \(name) already exists.", status: 409)
        }
        let path = input.path ?? "/"
        let arn = "arn:\(Region.partition(of: call.region)):iam::\(accountID):policy\(path)\(name)"
        let policy = ManagedPolicyRecord(
            name: name, path: path, id: "ANPA" + generator.base32(17), arn: arn, tags: tags,
            versions: [1: input.policyDocument], current: 1, created: call.now)
        policies.write(arn, policy, at: call.now, lag: timings.identityStaleness)
        return IAM.CreatePolicy.Output(policy: policy.shown(attachments: 0))
    }

    mutating func createPolicyVersion(
        _ input: IAM.CreatePolicyVersion, _ call: Call
    ) throws -> IAM.CreatePolicyVersion.Output {
        var made = 0
        _ = try changePolicy(input.policyArn, call) { policy in
            try Self.check(document: input.policyDocument, call)
            guard policy.versions.count < Self.versionLimit else {
                throw call.refusal(
                    "LimitExceeded",
                    "A managed policy can have up to \(Self.versionLimit) versions. Before you create a new version, you"
                        + " must delete an existing version.", status: 409)
            }
            made = (policy.versions.keys.max() ?? 0) + 1
            policy.versions[made] = input.policyDocument
            if input.setAsDefault == true { policy.current = made }
        }
        let policy = policies[input.policyArn]?.current ?? nil
        return IAM.CreatePolicyVersion.Output(policyVersion: policy?.shown(version: made, withDocument: false))
    }

    mutating func deletePolicy(_ input: IAM.DeletePolicy, _ call: Call) throws -> Empty {
        let arn = input.policyArn
        guard let policy = policies[arn]?.current ?? nil else { throw Self.noSuchPolicy(arn: arn, call) }
        guard attachments(of: arn) == 0 else {
            throw call.refusal("DeleteConflict", "Cannot delete a policy attached to entities.", status: 409)
        }
        guard policy.versions.count == 1 else {
            throw call.refusal(
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions."
                    + " The default version is deleted with the policy.", status: 409)
        }
        policies.write(arn, nil, at: call.now, lag: timings.identityStaleness)
        return Empty()
    }

    mutating func changePolicy(
        _ arn: String, _ call: Call, _ change: (inout ManagedPolicyRecord) throws -> Void
    ) throws -> Empty {
        guard var policy = policies[arn]?.current ?? nil else { throw Self.noSuchPolicy(arn: arn, call) }
        try change(&policy)
        policies.write(arn, policy, at: call.now, lag: timings.identityStaleness)
        return Empty()
    }
}
