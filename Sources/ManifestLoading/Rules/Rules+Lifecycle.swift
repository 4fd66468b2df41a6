import Diagnostics

/// The scheduling policy of the work queue, and what to do with what exists already.
extension Rules {
    static let scheduling: [Rule] = [
        Rule(
            "'scheduling-policy' has no effect with 'config-mode: manual'", "reconcile.scheduling-policy", in: .manual,
            when: [.given("reconcile.scheduling-policy")], .warning, "ignored-field",
            because: "reconcile writes nothing to queues that exist already; remove it", source: .reconcile),
        Rule(
            "An ARN in 'scheduling-policy' is in the environment's region", "reconcile.scheduling-policy",
            when: [.given("region")], because: "AWS Batch finds policies in one region only",
            source: .batch("CreateJobQueue"), clause: .none(.comparesValues),
            check: .fields { $0.checkPolicyRegion($1) }),
        Rule(
            "The names of the shares of a 'scheduling-policy' do not overlap", "reconcile.scheduling-policy",
            because: "each share identifier must fit one name of a policy", source: .batch("ShareAttributes"),
            clause: .none(.comparesValues), check: .fields { $0.checkShares($1) }),
    ]

    static let lifecycle: [Rule] = [
        Rule(
            "'overwrite: True' goes with 'on_exists: overwrite' only", "overwrite", in: nil, when: [.on("overwrite")],
            then: [.takes("on_exists", .words(["overwrite"]))], because: contradiction, source: .reconcile
        ) { "'overwrite: True' contradicts 'on_exists: \($0.shown("on_exists"))'" },
        Rule(
            "'overwrite: False' cannot go with 'on_exists: overwrite'", "overwrite", in: nil,
            when: [.off("overwrite")], then: [.not(.has("on_exists", .words(["overwrite"])))], because: contradiction,
            source: .reconcile
        ) { _ in "'overwrite: False' contradicts 'on_exists: overwrite'" },
        Rule(
            "'on-delete: delete' contradicts 'preserve-resources: True'", "reconcile.on-delete",
            when: [.on("preserve-resources")], then: [.not(.has("reconcile.on-delete", .words(["delete"])))],
            because: "remove one of them", source: .reconcile,
            notes: [.says("the resources are to be preserved", "preserve-resources")]),
    ]

    private static let contradiction = "'on_exists' alone is enough; remove 'overwrite'"
}
