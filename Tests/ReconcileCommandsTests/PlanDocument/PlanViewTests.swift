import Diagnostics
import ManifestLoading
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Plans as people read them.
struct PlanViewTests {
    static let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: "rnaseq")

    static func text(_ resources: [PlannedResource], columns: Int = 80) -> [String] {
        let environment = PlannedEnvironment(
            key, resources: resources, jobs: .init(running: 0, waiting: 0), refusals: [])
        let view = PlanView(
            document: Self.document(Plan(accountID: "123456789012", environments: [environment])),
            style: Style(isColored: false),
            columns: columns, isVerbose: false)
        return view.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    static func document(_ plan: Plan, _ place: EnvironmentPlace? = nil, isPreview: Bool = false) -> PlanDocument {
        var document = PlanDocument(
            plan, principal: "someone", origins: FieldOrigins(place.map { [$0] } ?? []))
        document.isPreview = isPreview
        return document
    }

    static func environment(_ action: PlannedResource.Action) -> PlannedResource {
        let address = Address(key, .computeEnvironment, "work")
        return PlannedResource(
            address, name: "TowerForge-rnaseq-0123abcd-work-g1", action: action,
            reason: .destroyed,
            desired: Resource(
                address, name: "TowerForge-rnaseq-0123abcd-work",
                properties: .map([
                    "computeResources": .map([
                        "type": .string("SPOT"), "maxvCpus": .integer(100),
                        "instanceTypes": .strings(["c6id.4xlarge", "c6id.8xlarge", "r6id.2xlarge", "m6id.4xlarge"]),
                        "allocationStrategy": .string("SPOT_PRICE_CAPACITY_OPTIMIZED"),
                    ])
                ])))
    }

    @Test
    func `moves what does not fit beside a name below it`() {
        let lines = Self.text([Self.environment(.create)])
        #expect(
            lines[4...6] == [
                "  + compute-environment.work  TowerForge-rnaseq-0123abcd-work-g1",
                "      SPOT, up to 100 vCPUs, c6id.4xlarge c6id.8xlarge r6id.2xlarge",
                "      m6id.4xlarge, SPOT_PRICE_CAPACITY_OPTIMIZED",
            ])
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(Self.text([Self.environment(.create)], columns: 200)[4].hasSuffix("_CAPACITY_OPTIMIZED"))
    }

    @Test(
        arguments: [
            (3, 250, "jobs: 3 running, 250 waiting"), (3, nil, "jobs: 3 running, waiting unknown"),
            (nil, 0, "jobs: running unknown, 0 waiting"), (nil, nil, "jobs: unknown"),
        ] as [(Int?, Int?, String)])
    func `shows a count that was not looked up as unknown`(running: Int?, waiting: Int?, words: String) {
        let environment = PlannedEnvironment(
            Self.key, resources: [Self.environment(.update)], jobs: .init(running: running, waiting: waiting))
        let plan = Plan(accountID: "123456789012", environments: [environment])
        let view = PlanView(
            document: Self.document(plan), style: Style(isColored: false),
            columns: 100, isVerbose: false)
        #expect(view.text.contains("acme/research/rnaseq (eu-west-1, \(words)): update"))
        let json = Self.document(plan).json.text.filter { !$0.isWhitespace }
        let number = { (count: Int?) in count.map(String.init) ?? "null" }
        #expect(json.contains("\"jobs\":{\"running\":\(number(running)),\"waiting\":\(number(waiting))}"))
    }

    @Test
    func `an environment that is deleted whole has one heading, no reasons`() {
        #expect(Self.text([Self.environment(.delete)])[4].hasSuffix("-work-g1"))
    }

    @Test
    func `a role that a service is linked to is named once and moves no column`() {
        let role = PlannedResource(
            Address(sharedIn: "", .serviceLinkedRole, "batch.amazonaws.com"), name: "batch.amazonaws.com",
            action: .create)
        let queue = PlannedResource(Address(Self.key, .jobQueue, "work"), name: "queue", action: .create)
        #expect(
            Self.text([role, queue])[4...5] == [
                "  + service-linked-role.batch.amazonaws.com", "  + job-queue.work  queue",
            ])
    }

    @Test
    func `of maps and of lists of maps only the members that differ are shown`() {
        let disk = { (size: Int) -> Value in
            .list([.map(["ebs": .map(["size": .integer(size), "type": .string("gp3")])])])
        }
        var template = PlannedResource(
            Address(Self.key, .launchTemplate), name: "template", action: .update, update: .inPlace)
        template.changes = [
            Change(path: "disks", before: disk(50), after: disk(80), update: .inPlace, source: ""),
            Change(
                path: "tags", before: .strings(["cost": "42", "team": "rna"]), after: .strings(["team": "dna"]),
                update: .inPlace, source: ""),
            Change(
                path: "types", before: .strings(["a", "b"]), after: .strings(["a", "c"]), update: .inPlace, source: ""),
            Change(
                path: "secret", before: .map(["a": .integer(1)]), after: .map(["a": .integer(2)]), update: .inPlace,
                source: "", isShownAsHash: true),
        ]
        let lines = Self.text([template])
        #expect(
            lines[5...8] == [
                "      disks[0].ebs.size: 50 → 80", "      tags.cost: \"42\" → (none)",
                "      tags.team: \"rna\" → \"dna\"", "      types: - \"b\", + \"c\"",
            ])
        #expect(lines[9].hasPrefix("      secret: sha256:") && !lines.joined().contains("secret.a"))
    }

    @Test(arguments: [60, 80, 100, 140])
    func `names each change's rule and each source once below the plan`(columns: Int) {
        func change(_ path: String, _ update: UpdateClass, _ source: String) -> Change {
            Change(path: path, before: .integer(1), after: .integer(2), update: update, source: source)
        }
        var environment = Self.environment(.update)
        environment.update = .infrastructure
        environment.changes = [
            change("maxvCpus", .scaling, "https://docs/scaling"), change("minvCpus", .scaling, "https://docs/scaling"),
            change("instanceTypes", .infrastructure, "https://docs/infrastructure-and-a-rather-long-name"),
        ]
        var queue = PlannedResource(Address(Self.key, .jobQueue, "work"), name: "q", action: .update, update: .inPlace)
        queue.changes = [change("priority", .inPlace, "")]
        let lines = Self.text([environment, queue], columns: columns)
        let first = lines.firstIndex { $0.contains("maxvCpus") } ?? 0
        #expect(
            lines[first...first + 2] == [
                "      maxvCpus: 1 → 2 (scaling update) [1]", "      minvCpus: 1 → 2 (scaling update) [1]",
                "      instanceTypes: 1 → 2 [2]",
            ])
        #expect(lines.contains("      priority: 1 → 2"))
        let rules = lines.firstIndex(of: "Rules:") ?? 0
        let long = "https://docs/infrastructure-and-a-rather-long-name"
        let second =
            columns < 80
            ? ["  [2] infrastructure update:", "      \(long)"] : ["  [2] infrastructure update: \(long)"]
        #expect(Array(lines[(rules + 1)...]).starts(with: ["  [1] scaling update: https://docs/scaling"] + second))
    }

    static func lines(_ changes: [Change], file: String..., columns: Int) throws -> [String] {
        var environment = Self.environment(.update)
        environment.changes = changes
        environment.update = .scaling
        let plan = Plan(accountID: "1", environments: [PlannedEnvironment(Self.key, resources: [environment])])
        let place = try Self.place("max-cpus: 16", file.joined(separator: "\n    "))
        let view = PlanView(
            document: Self.document(plan, place), style: Style(isColored: true),
            columns: columns, isVerbose: false)
        return view.text.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n").map(String.init)
    }

    @Test
    func `each change is below the fields of the file that it comes from`() throws {
        func change(_ path: String, _ before: Value, _ after: Value) -> Change {
            Change(path: path, before: before, after: after, update: .scaling, source: "")
        }
        let changes = [
            change("computeResources.maxvCpus", .integer(1), .integer(2)),
            Change(tag: "a", before: "b", after: "c"), Change(tag: "d", before: "e", after: "f"),
            change("computeResources.minvCpus", .integer(1), .integer(0)),
            change("status", .string("INVALID"), .string("VALID")),
        ]
        let lines = try Self.lines(changes, file: "labels: a=c,d=f", columns: 80)
        let first = try #require(lines.firstIndex { $0.contains("'max-cpus'") })
        #expect(
            lines[first..<first + 8] == [
                "      'max-cpus' (f.yml:8):", "        computeResources.maxvCpus: 1 → 2", "      'labels' (f.yml:9):",
                "        tags.a: \"b\" → \"c\" (tags) [2]",
                "        tags.d: \"e\" → \"f\" (tags) [2]", "      'min-cpus' (f.yml:2):",
                "        computeResources.minvCpus: 1 → 0", "      status: \"INVALID\" → \"VALID\"",
            ])
    }

    @Test(arguments: [40, 60, 80, 120])
    func `names and values move below what they do not fit beside`(columns: Int) throws {
        let types = Value.strings(["c6id.4xlarge", "m6id.4xlarge"])
        let path = "computeResources.instanceTypes"
        let change = Change(path: path, before: types, after: .strings(["c6id"]), update: .scaling, source: "")
        let lines = try Self.lines([change], file: "instance-types: c6id", columns: columns)
        let name = "TowerForge-rnaseq-0123abcd-work-g1"
        let values = "- \"c6id.4xlarge\", - \"m6id.4xlarge\", + \"c6id\""
        #expect(lines.contains { $0.contains(columns < 64 ? "      " + name : "compute-environment.work  " + name) })
        let shown = columns < 87 ? "          " + values : "\(path): \(values)"
        #expect(lines.contains { $0.hasSuffix(columns < 60 ? "          - \"c6id.4xlarge\"," : shown) })
        #expect(lines.contains("      'instance-types' (f.yml:9):"))
        let jobs = "jobs: unknown"
        #expect(lines.contains { $0.hasSuffix(columns < 60 ? "  \(jobs)" : "(eu-west-1, \(jobs)): update") })
    }

    @Test
    func `of many fields the first are named, each beside its place`() throws {
        let change = Change(
            path: "launchTemplateData.userData", before: .string("a"), after: .string("b"), update: .inPlace, source: ""
        )
        var template = PlannedResource(Address(Self.key, .launchTemplate), name: "t", action: .update, update: .inPlace)
        template.changes = [change]
        let plan = Plan(accountID: "1", environments: [PlannedEnvironment(Self.key, resources: [template])])
        let place = try Self.place(
            "max-cpus: 16", "wave: True", "fusion-v2: True", "log-group: a", "efs-id: fs-01234567", "efs-mount: /mnt/a")
        let text = PlanView(
            document: Self.document(plan, place), style: Style(isColored: false),
            columns: 50, isVerbose: false
        ).text
        #expect(text.contains(", 2 more fields or a\n      field that was taken out:\n"))
        let broken = text.split(separator: "\n").filter { $0.hasSuffix("'") || $0.hasPrefix("      (") }
        #expect(broken.isEmpty)
    }

    @Test(arguments: [(5, "abcd…"), (9, "abcdefghi"), (1, "…"), (0, "…")])
    func `a line of the live view is cut to the terminal`(width: Int, shown: String) {
        #expect(LineWrapper.clipped("abcdefghi", to: width) == shown)
    }

    @Test
    func `a refused plan says so first and last, and begins with what is refused`() throws {
        let address = Address(Self.key, .computeEnvironment, "work")
        var resource = Self.environment(.update)
        resource.update = .replacement
        resource.changes = [
            Change(
                path: "computeResources.maxvCpus", before: .integer(1), after: .integer(2), update: .replacement,
                source: "")
        ]
        var environment = PlannedEnvironment(Self.key, resources: [resource])
        environment.refusals = [
            Refusal(
                .replacementRefused(name: "ce", isPossible: false), environment: Self.key, address: address,
                paths: ["computeResources.maxvCpus"])
        ]
        let other = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "other")
        let unchanged = PlannedEnvironment(
            other, resources: [PlannedResource(Address(other, .jobQueue), name: "q", action: .none)])
        let plan = Plan(accountID: "123456789012", environments: [unchanged, environment])
        let place = try Self.place("max-cpus: 16")
        let view = PlanView(
            document: Self.document(plan, place), style: Style(isColored: false),
            columns: 80, isVerbose: false)
        let lines = view.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let summary = "Plan: 0 to create, 1 to update, 0 to replace, 0 to delete, 1 REFUSED"
        #expect(lines.first == summary && lines.last == summary)
        #expect(
            lines[3...7] == [
                "Refused:", "  ✗ acme/research/rnaseq compute-environment.work: AWS cannot change",
                "      computeResources.maxvCpus of compute-environment 'ce', whose name stays",
                "      'max-cpus' (f.yml:8)",
                "      → take the change back, or destroy the environment and apply again",
            ])
        #expect(lines.contains("Unchanged: other"))
        let json = Self.document(plan, place).json.text
        #expect(
            json.contains(
                #""refusals":[{"kind":"replacement-refused","environment":"acme/research/rnaseq","#
                    + #""address":"eu-west-1/acme/research/rnaseq/compute-environment.work","field":"max-cpus","#
                    + #""range":{"filename":"f.yml","start":{"line":8,"column":15}"#))
        #expect(json.contains(#""unchanged":1,"refused":1"#))
        let diagnostic = try #require(plan.diagnostics(FieldOrigins([place])).first)
        #expect(diagnostic.range?.filename == "f.yml" && diagnostic.range?.start.line == 8)
    }

    @Test
    func `environments come in the order of what is lost and what disturbs`() {
        func planned(_ name: String, _ action: PlannedResource.Action, _ update: UpdateClass? = nil)
            -> PlannedEnvironment
        {
            let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: name)
            return PlannedEnvironment(
                key,
                resources: [PlannedResource(Address(key, .jobQueue), name: "q", action: action, update: update)])
        }
        let plan = Plan(
            accountID: "1",
            environments: [
                planned("e", .none), planned("d", .create), planned("c", .update, .scaling),
                planned("b", .update, .infrastructure), planned("a", .delete),
            ])
        let view = PlanView(
            document: Self.document(plan), style: Style(isColored: false),
            columns: 80, isVerbose: true)
        let headings = view.text.split(separator: "\n").filter { $0.contains(" (eu-west-1") }.map { $0.prefix(1) }
        #expect(headings == ["a", "b", "c", "d", "e"])
    }

    @Test
    func `a plan without changes says that AWS matches the file`() {
        func text(_ refusals: [Refusal]) -> String {
            let environment = PlannedEnvironment(
                Self.key, resources: [Self.environment(.none)], refusals: refusals)
            return PlanView(
                document: Self.document(Plan(accountID: "1", environments: [environment]), isPreview: true),
                style: Style(isColored: false),
                columns: 80, isVerbose: false
            ).text
        }
        #expect(text([]).contains("\nNo changes. AWS matches the file.\n"))
        #expect(!text([Refusal(.foreignResource(name: "x", .untagged(isFree: true)))]).contains("No changes"))
    }

    /// Returns the place of an environment and its fields, in a file of eight lines.
    static func place(_ fields: String...) throws -> EnvironmentPlace {
        let text =
            """
            compute-envs:
              - type: aws-batch
                config-mode: forge
                name: rnaseq
                workspace: acme/research
                region: eu-west-1
                work-dir: s3://bucket/work

            """ + fields.map { "    \($0)" }.joined(separator: "\n")
        let loader = ManifestLoader(environment: [:], files: DiskFiles())
        return EnvironmentPlace(try #require(loader.load([.text(text, name: "f.yml")]).environments.first))
    }
}
