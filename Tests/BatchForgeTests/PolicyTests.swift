import BatchForge
import ManifestLoading
import ResourceModel
import Testing

/// The policies of the roles, as IAM reads them.
struct PolicyTests {
    /// The policies of the environment's roles by role and name.
    static func policies(_ resources: some Sequence<Resource>) -> [(name: String, document: Value)] {
        resources.filter { $0.address.kind == .role }.flatMap { role in
            (role.properties["policies"]?.map ?? [:]).map { ("\(role.address.part)/\($0.key)", $0.value) }
        }
    }

    static func statements(_ document: Value) -> [Value] { document["Statement"]?.list ?? [] }

    @Test(arguments: FeatureCombinations.all)
    func `IAM takes every policy`(combination: FeatureCombinations.Combination) {
        let resources = combination.resources
        for role in resources where role.address.kind == .role {
            let policies = (role.properties["policies"]?.map ?? [:]).map(\.value.json.utf8.count)
            #expect(policies.reduce(0, +) <= 10_240)
            #expect((role.properties["attachedPolicyArns"]?.list?.count ?? 0) <= 10)
            #expect((role.properties["assumeRolePolicyDocument"]?.json.utf8.count ?? 0) <= 2048)
            #expect(role.name.utf8.count <= 64)
        }
        for (name, document) in Self.policies(resources) {
            let statements = Self.statements(document)
            #expect(!statements.isEmpty, "\(name) has no statement")
            for statement in statements {
                let actions = statement["Action"]?.strings ?? []
                #expect(!actions.isEmpty && Set(actions).count == actions.count, "\(name): \(actions)")
                let given = statement["Resource"]?.list ?? []
                #expect(!given.isEmpty && Set(given).count == given.count, "\(name): \(given)")
                for resource in given.compactMap(\.string) {
                    let parts = resource.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
                    let isARN = parts.count == 6 && parts[0] == "arn" && !parts[5].isEmpty
                    #expect(resource == "*" || isARN, "\(resource)")
                }
                for condition in statement["Condition"]?.map ?? [:] {
                    let values = condition.value.map ?? [:]
                    #expect(!values.isEmpty && values.values.allSatisfy { $0.list?.isEmpty == false })
                }
            }
        }
    }

    /// Returns true if the instance role's policies allow an action. Of conditions it reads only those on `s3:prefix`.
    static func allows(_ role: Resource?, _ action: String, _ resource: String, prefix: String? = nil) -> Bool {
        policies([role].compactMap { $0 }).flatMap { statements($0.document) }.contains { statement in
            let tests = statement[path: "Condition.StringLike"]?["s3:prefix"]?.strings
            return (statement["Action"]?.strings ?? []).contains(action)
                && (statement["Resource"]?.strings ?? []).contains { matches($0, resource) }
                && (tests.map { tests in tests.contains { test in prefix.map { matches(test, $0) } ?? false } } ?? true)
        }
    }

    private static func matches(_ pattern: String, _ text: String) -> Bool {
        pattern.hasSuffix("*") ? text.hasPrefix(pattern.dropLast()) : text == pattern
    }

    @Test(arguments: ["eu-west-1", "cn-north-1"], [false, true])
    func `a folder of a bucket is all that is allowed of it`(region: String, fargate: Bool) {
        let resources = ForgeTests.resources(region: region) {
            $0.fargate = fargate
            $0.allowedBuckets = [
                AllowedBucket("clinical", folder: "cohort-7"), AllowedBucket("clinical", folder: "a/b"),
                AllowedBucket("clinical", folder: "a/b/c"), AllowedBucket("other", folder: "x"),
            ]
        }
        for role in ["role.instance"] + (fargate ? ["role.fargate"] : []) {
            let allows = { (action: String, resource: String, prefix: String?) in
                let partition = region == "cn-north-1" ? "aws-cn" : "aws"
                return Self.allows(resources[role], action, "arn:\(partition):s3:::\(resource)", prefix: prefix)
            }
            for action in ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"] {
                for key in ["cohort-7/x", "cohort-7/", "a/b/x", "a/b/c/x"] {
                    #expect(allows(action, "clinical/\(key)", nil), "\(action) \(key)")
                }
                for key in ["x", "cohort-70/x", "cohort-8/x", "cohort-7", "a/x", "a/bc/x", "x/y"] {
                    #expect(!allows(action, "clinical/\(key)", nil), "\(action) \(key)")
                }
            }
            for prefix in ["cohort-7", "cohort-7/", "cohort-7/x", "a/b", "a/b/", "a/b/c/"] {
                #expect(allows("s3:ListBucket", "clinical", prefix), "\(prefix)")
            }
            for prefix in [nil, "", "c", "cohort-8/", "cohort-70", "a/", "x"] {
                #expect(!allows("s3:ListBucket", "clinical", prefix), "\(prefix ?? "none")")
            }
            #expect(allows("s3:ListBucket", "other", "x/") && !allows("s3:ListBucket", "other", "a/b/"))
            #expect(allows("s3:GetBucketLocation", "clinical", nil) && allows("s3:GetBucketLocation", "work", nil))
            #expect(allows("s3:ListBucket", "work", nil) && allows("s3:GetObject", "work/any", nil))
        }
    }

    @Test
    func `instances add, attach and delete only volumes of their environment`() throws {
        let resources = ForgeTests.resources(region: "cn-north-1") { $0.growingDiskSize = 50 }
        let policy = try #require(resources["role.instance"]?.properties[path: "policies.disk"])
        let base = try #require(resources["launch-template"]?.name)
        let profile = try #require(resources["instance-profile.instance"]?.name)
        var rights: [String: Set<String>] = [:]
        for statement in Self.statements(policy) {
            for (test, values) in statement["Condition"]?.map ?? ["": .map(["": .strings([""])])] {
                for (key, value) in values.map ?? [:] {
                    let condition = test.isEmpty ? "" : " if \(key) \(test) \(value.strings?.joined() ?? "")"
                    for action in statement["Action"]?.strings ?? [] {
                        rights[action, default: []].formUnion(
                            (statement["Resource"]?.strings ?? []).map { $0 + condition })
                    }
                }
            }
        }
        let (volume, instance) = ("arn:aws-cn:ec2:*:*:volume/*", "arn:aws-cn:ec2:*:*:instance/*")
        let own = "\(volume) if aws:ResourceTag/reconcile:disk StringEquals \(base)"
        let itself =
            "\(instance) if ec2:InstanceProfile ArnLike arn:aws-cn:iam::*:instance-profile/\(profile)"
        #expect(
            rights == [
                "ec2:DescribeVolumes": ["*"],
                "ec2:CreateVolume": ["\(volume) if aws:RequestTag/reconcile:disk StringEquals \(base)"],
                "ec2:CreateTags": ["\(volume) if ec2:CreateAction StringEquals CreateVolume"],
                "ec2:AttachVolume": [own, itself], "ec2:ModifyInstanceAttribute": [own, itself],
                "ec2:DeleteVolume": [own],
            ])
        #expect(ForgeTests.resources()["role.instance"]?.properties[path: "policies.disk"] == nil)
    }

    @Test
    func `keys of the file may encrypt volumes, and nothing else through them`() throws {
        let key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        let combination = FeatureCombinations.all.first { $0.testDescription == "spot s3 no bucket growing disk" }
        var definition = try #require(combination).definition
        definition.settings.kmsKeys = [key]
        let role = ForgeTests.forge.resources(for: definition, in: "eu-west-1").first {
            $0.address.local == "role.instance"
        }
        let statement = Self.statements(role?.properties[path: "policies.disk"] ?? .map([:])).last
        #expect(statement?["Action"]?.strings == ["kms:CreateGrant"] && statement?["Resource"]?.strings == [key])
        #expect(statement?[path: "Condition.Bool"]?["kms:GrantIsForAWSResource"] == .strings(["true"]))
    }

    @Test
    func `rights that do not fit inline become managed policies that do`() throws {
        let buckets = (0..<80).map { AllowedBucket("acme-cohort-with-quite-a-long-name-\($0)") }
        let folders = (0..<90).map { AllowedBucket("acme-shared", folder: "teams/cohort-\($0)") }
        let role = try #require(ForgeTests.resources { $0.allowedBuckets = buckets + folders }["role.instance"])
        let inline = role.properties["policies"]?.map ?? [:]
        let managed = role.properties["managedPolicies"]?.map ?? [:]
        #expect(inline["storage"] == nil && inline["nextflow"] != nil && managed.count > 1)
        #expect(managed.values.allSatisfy { $0.json.utf8.count <= RolePolicyLimit.managedCharacters })
        #expect(Set(managed.keys) == Set((1...managed.count).map { OwnedPolicyName.storage($0, of: role.name) }))
        let statements = managed.values.flatMap { Self.statements($0) }
        func allowed(_ action: String) -> [String] {
            statements.filter { ($0["Action"]?.strings ?? []).contains(action) }.flatMap {
                $0["Resource"]?.strings ?? []
            }
        }
        let objects = allowed("s3:GetObject")
        let wanted =
            ["work"] + buckets.map(\.bucket) + (0..<90).map { "acme-shared/teams/cohort-\($0)" }
        #expect(objects.sorted() == wanted.map { "arn:aws:s3:::\($0)/*" }.sorted())
        let prefixes = statements.flatMap { $0[path: "Condition.StringLike"]?["s3:prefix"]?.strings ?? [] }
        #expect(Set(prefixes).count == 180)
    }

    @Test
    func `a few buckets stay inline`() {
        let role = ForgeTests.resources { $0.allowedBuckets = (0..<20).map { AllowedBucket("bucket-\($0)") } }[
            "role.instance"]
        #expect(role?.properties["managedPolicies"] == nil && role?.properties["policies"]?["storage"] != nil)
    }

    @Test
    func `a folder in a bucket that is allowed as a whole adds nothing`() {
        let whole = ForgeTests.resources { $0.allowedBuckets = ["reads"] }["role.instance"]
        let both = ForgeTests.resources {
            $0.allowedBuckets = [
                AllowedBucket("reads", folder: "a"), "reads", AllowedBucket("work", folder: "in"), "work",
            ]
        }["role.instance"]
        #expect(whole?.properties == both?.properties)
    }

    @Test
    func `without a bucket there is no policy about any`() {
        let combination = FeatureCombinations.all.first { $0.testDescription == "spot efs no bucket" }
        let role = combination?.resources.first { $0.address.local == "role.instance" }
        #expect(role?.properties[path: "policies.storage"] == nil && role?.properties[path: "policies.nextflow"] != nil)
    }

    @Test(arguments: FeatureCombinations.all)
    func `roles may be passed to Batch and to ECS, and to nothing else`(combination: FeatureCombinations.Combination) {
        let passing = Self.policies(combination.resources).flatMap { Self.statements($0.document) }.filter {
            $0["Action"]?.strings?.contains("iam:PassRole") == true
        }
        for statement in passing {
            #expect(
                statement["Condition"]
                    == .map([
                        "StringEqualsIfExists": .map([
                            "iam:PassedToService": .strings(["batch.amazonaws.com", "ecs-tasks.amazonaws.com"])
                        ])
                    ]))
        }
    }

    @Test
    func `only roles that start containers read pipeline secrets`() {
        func secrets(_ change: (inout ForgeConfiguration) -> Void) -> [String] {
            Self.policies(ForgeTests.resources(region: "cn-north-1", change).values)
                .filter { $0.document.json.contains("secretsmanager:") }.map { policy in
                    let lists = policy.document.json.contains("ListSecrets")
                    #expect(policy.document.json.contains("arn:aws-cn:secretsmanager:*:*:secret:tower-*"))
                    return policy.name + (lists ? " lists" : "")
                }.sorted()
        }
        let role = "arn:aws-cn:iam::123456789012:role/x"
        #expect(secrets { _ in } == [])
        #expect(secrets { $0.headJobRole = role } == [])
        #expect(secrets { $0.batchExecutionRole = role } == ["instance/secrets lists"])
        #expect(secrets { $0.fargate = true } == ["execution/secrets", "fargate/secrets lists"])
        #expect(
            secrets {
                $0.fargate = true
                $0.batchExecutionRole = role
            } == ["fargate/secrets lists"])
    }
}
