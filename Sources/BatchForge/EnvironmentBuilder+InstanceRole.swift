import ManifestLoading
import ResourceModel

extension EnvironmentBuilder {
    var instanceRole: Resource {
        var policies = headPolicies(
            passing: passedRoles(configuration.headJobRole),
            withSecrets: !configuration.fargate && configuration.batchExecutionRole != nil)
        // The instance asks FSx for the name under which its file system can be mounted.
        if configuration.fsxDNS != nil {
            policies["file-system"] = IAMPolicy.document([IAMPolicy.allow(["fsx:DescribeFileSystems"], on: ["*"])])
        }
        if configuration.hasGrowingDisk { policies["disk"] = diskPolicy }
        return role(
            "instance", named: names.instanceRole, for: partition.ec2Principal,
            attached: Self.instancePolicy, policies: policies)
    }

    var instanceProfile: Resource {
        Resource(
            address(.instanceProfile, "instance"), name: names.instanceRole,
            properties: .map(["roles": .list([.reference(address(.role, "instance"), "name")])]))
    }

    /// The permissions with which an instance adds volumes to its disk: on volumes with the environment's tag, and on
    /// instances with its instance profile [aws-rules: Volumes of a running instance].
    private var diskPolicy: Value {
        func having(_ tags: String) -> Value {
            .map(["StringEquals": .map(["aws:\(tags)/\(OwnershipTags.disk)": .strings([names.base])])])
        }
        let (volumes, prefix) = (["arn:\(partition.name):ec2:*:*:volume/*"], "arn:\(partition.name):iam::*:")
        let profile: [String: Value] = [
            "ec2:InstanceProfile": .strings(["\(prefix)instance-profile/\(names.instanceRole)"])
        ]
        var statements = [
            IAMPolicy.allow(["ec2:DescribeVolumes"], on: ["*"]),
            IAMPolicy.allow(["ec2:CreateVolume"], on: volumes, if: having("RequestTag")),
            IAMPolicy.allow(
                ["ec2:CreateTags"], on: volumes,
                if: .map(["StringEquals": .map(["ec2:CreateAction": .strings(["CreateVolume"])])])),
            IAMPolicy.allow(
                ["ec2:AttachVolume", "ec2:DeleteVolume", "ec2:ModifyInstanceAttribute"], on: volumes,
                if: having("ResourceTag")),
            // No condition tells the attribute that the script changes [aws-rules: Volumes of a running instance].
            IAMPolicy.allow(
                ["ec2:AttachVolume", "ec2:ModifyInstanceAttribute"],
                on: ["arn:\(partition.name):ec2:*:*:instance/*"], if: .map(["ArnLike": .map(profile)])),
        ]
        let named = Set(definition.settings.kmsKeys)
        let ownKey = definition.settings.bootDisk.key.map { Set([$0]) } ?? []
        let keys = named.union(ownKey).sorted()
        if !keys.isEmpty {
            // EBS uses a key of the account through a grant; the other actions on keys of 'kms-keys' are in their policy.
            let others = ownKey.subtracting(named).sorted()
            if !others.isEmpty { statements.append(IAMPolicy.allow(NextflowActions.ofKeys, on: others)) }
            statements.append(
                IAMPolicy.allow(
                    ["kms:CreateGrant"], on: keys,
                    if: .map(["Bool": .map(["kms:GrantIsForAWSResource": .strings(["true"])])])))
        }
        return IAMPolicy.document(statements)
    }

    /// Returns a role that a service takes, with one of AWS's policies, and with the file's settings for every role.
    func role(
        _ part: String, named name: String, for service: String, attached: String?, policies: [String: Value]
    ) -> Resource {
        let own = attached.map { ["arn:\(partition.name):iam::aws:\(Self.servicePolicies)\($0)"] } ?? []
        var properties: [String: Value] = [
            "assumeRolePolicyDocument": IAMPolicy.trust(in: service),
            "attachedPolicyArns": .strings(Set(own + definition.settings.policies).sorted()),
            "policies": .map(policies),
        ]
        if policies.values.reduce(0, { $0 + IAMPolicy.size(of: $1) }) > RolePolicyLimit.inlineCharacters {
            // Only the permissions on buckets grow with the file.
            properties["policies"] = .map(policies.filter { $0.key != Self.storagePolicy })
            properties["managedPolicies"] = .map(managedStorage(ofRole: name))
        }
        properties["permissionsBoundary"] = definition.settings.permissionsBoundary.map { .string($0) }
        return Resource(address(.role, part), name: name, properties: .map(properties))
    }

    /// The path of AWS's policies for roles that services take.
    private static let servicePolicies = "policy/service-role/"
    /// The policy of AWS that the role of instances has.
    private static let instancePolicy = "AmazonEC2ContainerServiceforEC2Role"

    /// True if an ARN is that of the policy of AWS which the role of instances has.
    static func isInstancePolicy(_ arn: String) -> Bool { arn.hasSuffix(":aws:\(servicePolicies)\(instancePolicy)") }

    private static let storagePolicy = "storage"

    /// Returns the permissions on buckets as managed policies that reconcile owns, by name.
    private func managedStorage(ofRole name: String) -> [String: Value] {
        let documents = StorageGrants(allowedBuckets).documents(
            in: partition.name, upTo: RolePolicyLimit.managedCharacters)
        return Dictionary(
            uniqueKeysWithValues: documents.enumerated().map { index, document in
                (OwnedPolicyName.storage(index + 1, of: name), document)
            })
    }

    /// Returns the policies of a head job on instances or Fargate. A statement without resources is left out.
    func headPolicies(passing roles: [Value], withSecrets: Bool) -> [String: Value] {
        var policies = ["nextflow": IAMPolicy.document([nextflowStatement])]
        let storage = StorageGrants(allowedBuckets).statements(in: partition.name)
        if !storage.isEmpty { policies[Self.storagePolicy] = IAMPolicy.document(storage) }
        if !roles.isEmpty { policies["pass-role"] = IAMPolicy.document([passRoleStatement(roles)]) }
        if withSecrets {
            policies["secrets"] = IAMPolicy.document([
                readSecretsStatement,
                // Secrets Manager lists all or nothing.
                IAMPolicy.allow(["secretsmanager:ListSecrets"], on: ["*"]),
            ])
        }
        policies["kms"] = keyPolicy(NextflowActions.ofKeys)
        return policies
    }

    /// Returns the permissions on the keys that the file names, and on no other; nil if it names none.
    func keyPolicy(_ actions: [String]) -> Value? {
        let keys = Set(definition.settings.kmsKeys).sorted()
        return keys.isEmpty ? nil : IAMPolicy.document([IAMPolicy.allow(actions, on: keys)])
    }

    /// Returns the roles that jobs of the head job may take, each once.
    func passedRoles(_ others: String?...) -> [Value] {
        let named = others + [configuration.computeJobRole, configuration.batchExecutionRole]
        return Set(named.compactMap { $0 }).sorted().map { .string($0) }
    }

    /// The permission to read the pipeline secrets that the Seqera Platform keeps in Secrets Manager.
    var readSecretsStatement: Value {
        IAMPolicy.allow(
            ["secretsmanager:GetSecretValue"], on: ["arn:\(partition.name):secretsmanager:*:*:secret:tower-*"])
    }

    /// The calls of Nextflow when its head job runs on an instance, and those of the CloudWatch agent.
    ///
    /// The list is the one that Seqera documents [aws-rules: Rights of Nextflow]. None of these can be limited to one
    /// environment, because job definitions and jobs are named at run time.
    private var nextflowStatement: Value {
        IAMPolicy.allow(NextflowActions.ofHeadInstance, on: ["*"])
    }

    /// Returns the permission to pass the roles that Nextflow names in its jobs [aws-rules: Who a role may be passed to].
    private func passRoleStatement(_ roles: [Value]) -> Value {
        IAMPolicy.allow(
            ["iam:GetRole", "iam:PassRole"], on: roles,
            if: .map([
                "StringEqualsIfExists": .map([
                    "iam:PassedToService": .strings(NextflowActions.servicesOfJobRoles)
                ])
            ]))
    }

    /// The buckets that the file allows, and the bucket of the work directory as a whole: Nextflow keeps its cache
    /// there beside the work directory (Seqera's AWS Batch documentation, S3 buckets).
    private var allowedBuckets: [AllowedBucket] { definition.usedBuckets }
}
