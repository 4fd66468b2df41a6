import Diagnostics

/// The region, what jobs may use, and what they get.
extension Rules {
    static let access: [Rule] = [
        Rule(
            "'region' is a region that this version of reconcile knows", "region", in: nil, .warning, "unknown-region",
            because: "one that is younger than this version of reconcile is used all the same",
            source: KnownRegions.source,
            check: .fields { $0.checkRegion($1) }),
        isInRegion("head-queue", "AWS Batch finds queues in one region only", .other("AWS Batch user guide")) {
            $0.checkQueue("head-queue", $1)
        },
        isInRegion("compute-queue", "AWS Batch finds queues in one region only", .other("AWS Batch user guide")) {
            $0.checkQueue("compute-queue", $1)
        },
        Rule(
            "A folder in 'allow-buckets' limits nothing if its bucket is that of 'work-dir' or allowed as a whole",
            "allow-buckets",
            when: [.given("allow-buckets"), .given("work-dir")], .warning, "folder-not-limited",
            because: "jobs may read and write all of it; remove this folder, or use another bucket there",
            source: .reconcile, check: .fields { $0.checkBuckets($1) }),
        isInPartition("policies"), isInPartition("permissions-boundary"), isInPartition("kms-keys"),
        isOfAccount("policies"), isOfAccount("permissions-boundary"),
        Rule(
            "'env' gives a job a variable once", "env", in: nil, .warning, "duplicate-value",
            because: "it is not defined which value it gets; remove one of the two", source: .reconcile,
            check: .fields { $0.checkVariables($1) }),
    ]

    private static func isInRegion(
        _ queue: RuleField, _ why: String, _ source: RuleSource,
        _ check: @escaping @Sendable (inout RuleCheck, Rule) -> Void
    ) -> Rule {
        Rule(
            "An ARN in '\(queue.name)' is in the environment's region", queue, in: .manual, when: [.given("region")],
            because: why, source: source, clause: .none(.comparesValues), check: .fields(check))
    }

    /// ARNs of another partition mean nothing in the environment's.
    private static func isInPartition(_ name: String) -> Rule {
        Rule(
            "ARNs in '\(name)' are in the partition of 'region'", RuleField(stringLiteral: "reconcile.\(name)"),
            when: [.given("region")], because: "resources of one partition do not exist in another",
            source: .other("AWS General Reference, ARNs"), clause: .none(.comparesValues),
            check: .fields { $0.checkPartition(of: name, $1) })
    }

    /// A key may be another account's, which then has to allow it in the key's own policy.
    private static func isOfAccount(_ name: String) -> Rule {
        Rule(
            "ARNs in '\(name)' are of the account in 'account-id', or of AWS",
            RuleField(stringLiteral: "reconcile.\(name)"), when: [.given("reconcile.account-id")],
            because: "a role takes policies of the same account, and those of AWS",
            source: .other("IAM API, AttachRolePolicy"), clause: .none(.comparesValues),
            check: .fields { $0.checkAccount(of: name, $1) })
    }
}
