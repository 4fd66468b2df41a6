import Kinds
import Planning
import ResourceModel
import Testing

/// The status of an environment, from the resources that exist.
struct EnvironmentStatusTests {
    static let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/demo", name: "prod")

    /// The state of one resource.
    struct Live: Sendable {
        var status: ResourceStatus?
        var state: String? = "ENABLED"
        var reason: String?
        var isOurs = true
    }

    private static let parts: [(ResourceKind, String)] = [
        (.role, "instance"), (.launchTemplate, ""), (.computeEnvironment, "work"), (.jobQueue, "work"),
    ]

    /// Returns the status if all of an environment exists, except for these changes; nil removes a resource.
    static func status(_ changes: [String: Live?] = [:], only: Set<String>? = nil) -> EnvironmentStatus {
        var observation = Observation(accountID: "1")
        var resources: [Resource] = []
        for (kind, part) in parts {
            let address = Address(key, kind, part)
            resources.append(Resource(address, name: "n-\(address.local)", properties: .map([:])))
            let isBatch = [.computeEnvironment, .jobQueue].contains(kind)
            var live: Live? = Live(status: isBatch ? .valid : nil)
            if let only, !only.contains(address.local) { live = nil }
            if let change = changes[address.local] { live = change }
            guard let live else { continue }
            let name = "n-\(address.local)"
            let tags = [
                OwnershipTags.owner: key.owner, OwnershipTags.resource: OwnershipTags.resourceValue(kind, name),
            ]
            observation.resources[address] = [
                ObservedResource(
                    address, name: name, properties: .map(live.state.map { ["state": .string($0)] } ?? [:]),
                    tags: live.isOurs ? tags : [:], status: live.status, statusReason: live.reason)
            ]
        }
        return EnvironmentStatus(EnvironmentRequest(key: key, resources: resources), in: observation, Kinds.catalog)
    }

    /// Returns the status of a manual environment with these queues.
    static func manual(head: Live?, work: Live?) -> EnvironmentStatus {
        var observation = Observation(accountID: "1")
        let resources = [("head", head), ("compute", work)].map { part, live in
            let address = Address(key, .externalJobQueue, part)
            if let live {
                observation.resources[address] = [
                    ObservedResource(
                        address, name: part, properties: .map(["state": .string(live.state ?? "")]),
                        status: live.status, statusReason: live.reason)
                ]
            }
            return Resource(address, name: part, properties: .map([:]), management: .external)
        }
        return EnvironmentStatus(EnvironmentRequest(key: key, resources: resources), in: observation, Kinds.catalog)
    }

    @Test(arguments: [
        ("VALID", "ENABLED", "AVAILABLE"), ("VALID", "DISABLED", "DISABLED"), ("INVALID", "ENABLED", "INVALID"),
        ("INVALID", "DISABLED", "INVALID"), ("CREATING", "ENABLED", "CREATING"), ("UPDATING", "ENABLED", "UPDATING"),
        ("UPDATING", "DISABLED", "UPDATING"), ("DELETING", "DISABLED", "DELETING"), ("SLEEPING", "ENABLED", "SLEEPING"),
        ("VALID", "DRAINING", "DISABLED (DRAINING)"),
    ])
    func `one resource that is not VALID and ENABLED decides`(status: String, state: String, word: String) {
        for part in ["compute-environment.work", "job-queue.work"] {
            let found = Self.status([part: Live(status: ResourceStatus(rawValue: status), state: state)])
            #expect(found.word == word)
            #expect(found.isAvailable == (word == "AVAILABLE") && found.missing == [] && found.existing.count == 4)
        }
    }

    @Test
    func `is MISSING when nothing exists, and else PARTIAL`() {
        let nothing = Self.status(only: [])
        #expect(nothing.word == "MISSING" && nothing.findings == [.missing])
        let half = Self.status(only: ["role.instance", "launch-template"])
        #expect(half.word == "PARTIAL" && half.existing.count == 2)
        #expect(half.missing.map(\.local) == ["compute-environment.work", "job-queue.work"])
        #expect(Self.status(["role.instance": nil]).word == "PARTIAL")
    }

    @Test
    func `reports the worst first, then the rest`() {
        let found = Self.status([
            "compute-environment.work": Live(status: .invalid, reason: "CLIENT_ERROR - why"), "job-queue.work": nil,
        ])
        #expect(found.word == "INVALID")
        guard case .invalid(_, "CLIENT_ERROR - why")? = found.findings.first else {
            Issue.record("\(found.findings)")
            return
        }
        #expect(found.findings.last == .partial)
        let going = Self.status(["compute-environment.work": Live(status: .deleting), "job-queue.work": nil])
        #expect(going.word == "DELETING" && going.findings.contains(.partial))
        let made = Self.status(["compute-environment.work": Live(status: .creating), "job-queue.work": nil])
        #expect(made.word == "PARTIAL")
    }

    @Test
    func `does not count deleted records and what another owner has`() {
        #expect(Self.status(["job-queue.work": Live(status: .deleted)]).missing.map(\.local) == ["job-queue.work"])
        let taken = Self.status(["role.instance": Live(isOurs: false)])
        #expect(taken.word == "PARTIAL" && taken.existing.count == 3)
        #expect(taken.findings.count == 2)
        let nothing = Self.status(["role.instance": Live(isOurs: false)], only: [])
        #expect(nothing.word == "MISSING")
    }

    @Test
    func `a manual environment has the status of its queues`() {
        let valid = Live(status: .valid)
        #expect(Self.manual(head: valid, work: valid).isAvailable)
        #expect(Self.manual(head: valid, work: nil).word == "PARTIAL")
        #expect(Self.manual(head: nil, work: nil).word == "MISSING")
        #expect(Self.manual(head: valid, work: Live(status: .invalid, reason: "r")).word == "INVALID")
        #expect(Self.manual(head: Live(status: .valid, state: "DISABLED"), work: valid).word == "DISABLED")
        #expect(Self.manual(head: valid, work: valid).jobs == .unknown)
    }

    // MARK: Waiting jobs

    @Test(arguments: [
        ("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - Service cannot", "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY"),
        ("MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS – Batch service", "MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS"),
        ("UNDETERMINED", "UNDETERMINED"), ("ACTION_REQUIRED - CE(s)", "ACTION_REQUIRED"),
        ("UNDETERMINED- no blank", "UNDETERMINED"), ("MISCONFIGURATION:NEW_ONE—dash", "MISCONFIGURATION:NEW_ONE"),
        ("The job waits for other reasons", "The job waits for other reasons"),
    ])
    func `a reason is the code at the start of the text, or all of it`(text: String, reason: String) {
        #expect(WaitingJobs(text: text, submitted: nil).reason == reason)
    }

    @Test
    func `jobs of one code are one group, whatever the sentence behind it`() {
        let groups = [
            WaitingJobs(text: "A:ONE - first", submitted: 20), WaitingJobs(text: "B:TWO - x", submitted: nil),
            WaitingJobs(text: "A:ONE – second", submitted: 10), WaitingJobs(text: "A:ONE", submitted: nil),
        ].merged
        #expect(groups.map(\.reason) == ["A:ONE", "B:TWO"] && groups.map(\.count) == [3, 1])
        #expect(groups[0].oldestSubmission == 10 && groups[0].text == "A:ONE – second")
        #expect(groups[1].oldestSubmission == nil)
    }
}
