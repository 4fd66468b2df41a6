import Diagnostics

/// The vCPUs of the head job, and of the environment that it runs in.
extension Rules {
    static let headJob: [Rule] = [
        .hasNoEffect(
            "reconcile.head-max-cpus", with: .onDemand,
            because: "there head jobs run in the work environment, which 'max-cpus' limits; remove it",
            source: .reconcile),
        .isAtMost(
            "head-job-cpus", "max-cpus", when: [.onDemand],
            because: "no head job could ever start; raise 'max-cpus', or ask for fewer",
            source: .batch("ComputeResource")),
        Rule(
            "'head-job-cpus' is at most \(room) without 'head-max-cpus'", "head-job-cpus",
            when: [.spot, .not(.given("reconcile.head-max-cpus"))],
            then: [.takes("head-job-cpus", .range(1...room))], .error, "out-of-range",
            because: "no head job could ever start; raise it with 'head-max-cpus' under 'reconcile:'",
            source: .batch("ComputeResource"), detail: cannotStart
        ) { tooFew($0, room: String(room)) },
        Rule(
            "'head-job-cpus' is at most 'head-max-cpus'", "head-job-cpus", when: [.spot],
            then: [.not(.exceeds("head-job-cpus", "reconcile.head-max-cpus"))], .error, "out-of-range",
            because: "no head job could ever start", source: .batch("ComputeResource"),
            clause: .none(.comparesValues), detail: cannotStart
        ) { tooFew($0, room: $0.shown("reconcile.head-max-cpus")) },
    ]

    private static let room = ReconcileSettings().headMaxCPUs

    private static let cannotStart = Rule.Detail { violation in
        "no head job could ever start; set 'head-max-cpus' under 'reconcile:' to \(violation.shown) or more, or ask for fewer"
    }

    private static func tooFew(_ violation: RuleViolation, room: String) -> String {
        "'head-job-cpus: \(violation.shown)' is more than the \(room) vCPUs of the head environment"
    }
}
