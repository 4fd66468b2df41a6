import AWSOperations
import ManifestLoading
import SimulatedAWS
import SimulatedAWSHooks

/// Policies of roles: those that do not fit into inline ones, those of the file, a boundary, and those of administrators.
extension Scenarios {
    /// More buckets than the inline policies of a role can name.
    static var manyBuckets: EnvironmentDefinition { buckets(60) }

    private static func buckets(_ count: Int, of project: String = "genomics") -> EnvironmentDefinition {
        single { configuration in
            configuration.allowedBuckets = (1...count).map { number in
                AllowedBucket("results-of-\(project)-of-the-year-2026-\(number)")
            }
        }
    }

    /// Policies and a boundary that the file names.
    private static var limited: EnvironmentDefinition {
        single(settings: {
            $0.settings.policies = ["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"].map(ownPolicy)
            $0.settings.permissionsBoundary = ownPolicy("PowerUserAccess")
        })
    }

    private static func ownPolicy(_ name: String) -> String { "arn:aws:iam::aws:policy/\(name)" }

    static var policies: [Scenario] {
        [
            Scenario(name: "rights too long for a role", command: .apply([manyBuckets])),
            Scenario(name: "rights grow too long", before: [onDemand], command: .apply([manyBuckets])),
            Scenario(name: "rights fit again", before: [manyBuckets], command: .apply([onDemand])),
            Scenario(
                name: "fewer and other rights that are too long", before: [buckets(75)],
                command: .apply([buckets(60, of: "proteomics")])),
            Scenario(
                name: "destroy with rights too long for a role", before: [manyBuckets], command: .destroy([manyBuckets])
            ),
            kept(Scenario(name: "policies and a boundary added", before: [onDemand], command: .apply([limited]))),
            kept(Scenario(name: "policies and a boundary taken away", before: [limited], command: .apply([onDemand]))),
            kept(
                Scenario(name: "destroy with policies and a boundary", before: [limited], command: .destroy([limited]))),
        ]
    }

    /// The scenario after an administrator attached policies to the role: they stay on it as long as it exists.
    private static func kept(_ scenario: Scenario) -> Scenario {
        let added = ["audit", ownPolicy("ReadOnlyAccess")]
        var scenario = scenario
        scenario.disturbance = { account in
            let role = try await Names(account).role
            let caller = account.caller(region: AccountFixture.region)
            _ = try await caller.call(
                IAM.AttachRolePolicy(roleName: role, policyArn: ownPolicy("ReadOnlyAccess")))
            _ = try await caller.call(
                IAM.PutRolePolicy(
                    roleName: role, policyName: "audit",
                    policyDocument:
                        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#))
            try await account.clock.sleep(for: .seconds(5))
        }
        scenario.audit = { account in
            guard let role = try? await Names(account).role, let held = await account.attachments(ofRole: role) else {
                return []
            }
            return added.filter { !held.contains($0) }.map { "\(role) has lost \($0)" }
        }
        return scenario
    }
}
