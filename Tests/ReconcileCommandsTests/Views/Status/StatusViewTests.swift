import Diagnostics
import Kinds
import Planning
import ResourceModel
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// The output of `status`.
struct StatusViewTests {
    private static let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/demo", name: "prod")

    /// An environment whose resources have these statuses; "-" is one that is missing.
    private static func view(
        _ parts: [(ResourceKind, String)], state: String = "ENABLED", reason: String? = nil,
        _ change: (inout EnvironmentStatus) -> Void = { _ in }
    ) -> StatusView {
        var observation = Observation(accountID: "123456789012")
        let resources = parts.map { kind, status in
            let address = Address(key, kind, kind == .role ? "instance" : "work")
            let name = "TowerForge-\(kind.rawValue)"
            if status != "-" {
                let tags = [
                    OwnershipTags.owner: key.owner, OwnershipTags.resource: OwnershipTags.resourceValue(kind, name),
                ]
                observation.resources[address] = [
                    ObservedResource(
                        address, name: name, properties: .map(["state": .string(state)]), tags: tags,
                        status: kind == .role ? nil : ResourceStatus(rawValue: status), statusReason: reason)
                ]
            }
            return Resource(
                address, name: name, properties: .map([:]), management: kind == .externalJobQueue ? .external : .managed
            )
        }
        var status = EnvironmentStatus(
            EnvironmentRequest(key: key, resources: resources), in: observation, Kinds.catalog)
        change(&status)
        return StatusView(
            environments: [status], accountID: "123456789012", now: 1_800_000_000, style: Style(isColored: false),
            columns: 200)
    }

    @Test
    func `PARTIAL has the counts, what is missing and what apply does`() {
        let view = Self.view([(.role, ""), (.computeEnvironment, "-"), (.jobQueue, "-")])
        #expect(view.text.contains("prod  eu-west-1  PARTIAL"))
        #expect(view.text.contains("1 of 3 resources exist; missing: compute-environment.work, job-queue.work"))
        #expect(view.text.contains("→ run 'reconcile apply': it goes on from there"))
        #expect(view.json.text.contains(#""status": "PARTIAL""#) || view.json.text.contains(#""status":"PARTIAL""#))
    }

    @Test
    func `MISSING has no counts, and a manual PARTIAL names the field`() {
        let missing = Self.view([(.role, "-"), (.jobQueue, "-")]).text
        #expect(missing.contains("MISSING\n") && missing.contains("none of its 2 resources exists"))
        let manual = Self.view([(.externalJobQueue, "-")]).text
        #expect(manual.contains("none of its queues exists: compute-queue"))
        #expect(manual.contains("make the queue, or correct 'compute-queue' in the file"))
    }

    @Test(arguments: [
        (ResourceKind.computeEnvironment, "compute environment 'TowerForge-compute-environment' is DISABLED"),
        (.jobQueue, "job queue 'TowerForge-job-queue' is DISABLED: it takes no new jobs"),
    ])
    func `DISABLED says what is disabled`(kind: ResourceKind, words: String) {
        let text = Self.view([(kind, "VALID")], state: "DISABLED").text
        #expect(text.contains(words) && text.contains("→ run 'reconcile apply' to enable it"))
    }

    @Test
    func `says nothing of what an unknown state does to jobs`() {
        for kind in [ResourceKind.computeEnvironment, .jobQueue] {
            let text = Self.view([(kind, "VALID")], state: "ASLEEP").text
            #expect(text.contains("is ASLEEP: this version of reconcile does not know that state"))
            #expect(!text.contains("jobs that run") && !text.contains("no new jobs"))
        }
    }

    @Test
    func `INVALID has AWS's reason, its class and a remedy`() {
        let reason = "CLIENT_ERROR - Launch Template UserData is not MIME multipart format"
        let view = Self.view([(.computeEnvironment, "INVALID")], reason: reason)
        #expect(view.text.contains("is INVALID: \(reason)") && view.text.contains("→ "))
        #expect(view.json.text.contains("launch-template-invalid"))
        #expect(Self.view([(.computeEnvironment, "INVALID")]).text.contains("AWS gives no reason"))
        let new = Self.view([(.computeEnvironment, "SLEEPING")], reason: "why").text
        #expect(new.contains("is SLEEPING, which this version of reconcile does not know: why"))
    }

    @Test
    func `a reason of waiting jobs has a count, an age, a text and a remedy`() {
        let code = "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT"
        let view = Self.view([(.jobQueue, "VALID")]) { status in
            status.jobs = .init(running: 0, waiting: 4)
            status.waiting =
                [
                    WaitingJobs(text: "\(code) - too large", submitted: 1_800_000_000 - 7300),
                    WaitingJobs(text: "\(code) - too large", submitted: nil),
                    WaitingJobs(text: "No known cause", submitted: nil),
                ].merged
        }
        #expect(view.text.contains("AVAILABLE  0 running, 4 waiting"))
        #expect(
            view.text.contains("2 jobs wait, the oldest submitted 2 h ago: \(code)\n      AWS: too large\n      → "))
        #expect(view.text.contains("1 job waits: No known cause"))
        let json = view.json.text.filter { !$0.isWhitespace }
        #expect(json.contains("\"reason\":\"\(code)\",\"jobs\":2") && json.contains("\"oldest_age_seconds\":7300"))
        #expect(json.contains("\"oldest_age_seconds\":null"))
        #expect(json.contains("\"cause\":null"))
    }

    @Test(arguments: [
        (0, "0 s"), (119, "119 s"), (120, "2 min"), (7199, "119 min"), (7200, "2 h"), (200_000, "2 days"),
    ])
    func `an age is in the largest unit of which there are two`(seconds: Double, words: String) {
        #expect(StatusView.words(seconds) == words)
    }

    @Test(arguments: [80, 120])
    func `long reasons and remedies stay within the columns`(columns: Int) {
        let reason = "CLIENT_ERROR - " + Array(repeating: "lorem ipsum", count: 40).joined(separator: " ")
        let wide = Self.view([(.computeEnvironment, "INVALID")], reason: reason)
        let lines = StatusView(
            environments: wide.environments, accountID: wide.accountID, now: wide.now, style: wide.style,
            columns: columns
        ).text.split(separator: "\n")
        #expect(lines.count > 4 && lines.allSatisfy { $0.count <= columns })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("    ") })
    }

    @Test(arguments: [
        ("VALID", "\u{1B}[32mAVAILABLE"), ("INVALID", "\u{1B}[31mINVALID"), ("UPDATING", "\u{1B}[33mUPDATING"),
    ])
    func `only the status is coloured`(status: String, word: String) {
        let plain = Self.view([(.computeEnvironment, status)])
        let colored = StatusView(
            environments: plain.environments, accountID: plain.accountID, now: plain.now, style: Style(isColored: true),
            columns: plain.columns
        ).text
        let shown = colored.escapedLines(keepsColor: true)
        #expect(shown.contains(word + "\u{1B}[0m") && Style.plain(colored) == plain.text)
        #expect(!plain.text.contains("\u{1B}"))
    }

    @Test func `owners are padded to the longest, and no environments are no text`() {
        let one = Self.view([(.jobQueue, "VALID")])
        var other = one.environments[0]
        other.key.name = "production"
        let both = StatusView(
            environments: one.environments + [other], accountID: one.accountID, now: one.now, style: one.style,
            columns: 80)
        #expect(
            both.text.contains("acme/demo/prod        eu-west-1")
                && both.text.contains("acme/demo/production  eu-west-1"))
        let none = StatusView(environments: [], accountID: "1", now: 0, style: one.style, columns: 80)
        #expect(none.text.isEmpty && none.json.text == #"{"format_version":"1.0","account_id":"1","environments":[]}"#)
    }
}
