import BatchForge
import ManifestLoading
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Checks that apply does what a plan shows: after it the same plan is empty, and the state in AWS has changed.
struct AppliedChangeTests {
    static let cases = FieldChangeTests.cases.filter(changesResources)

    private static func changesResources(_ tested: FieldChangeTests.Case) -> Bool {
        guard case .resources = tested.change?.effect else { return false }
        return true
    }

    /// Companions that make another environment of the same file.
    static let variants: [[String: String?]] = [
        ["provisioning-model": "EC2"], ["wave": "True", "fusion-v2": "True", "fargate": "True"],
        ["wave": "True", "fusion-v2": "True", "fargate": "True", "graviton": "True"],
        ["wave": "True", "fusion-v2": "True", "fast-storage": "True"],
    ]

    @Test(arguments: cases)
    func `an edit that plan shows is made, and then nothing is left`(tested: FieldChangeTests.Case) async throws {
        for experiment in tested.experiments {
            // FSx makes no file system smaller, and the plan refuses that.
            let ways = FieldChangeTests.bothWays(experiment)
            for texts in tested.name == "fsx-size" ? ways.prefix(1) : ways[...] { try await Self.expectApplied(texts) }
        }
    }

    @Test(arguments: cases)
    func `an edit is made in every variant of the environment`(tested: FieldChangeTests.Case) async throws {
        let workbench = try await Workbench()
        for companions in Self.variants {
            for experiment in tested.experiments {
                var variant = experiment
                variant.companions = companions.merging(experiment.companions) { $1 }
                guard variant.texts != experiment.texts, (try? variant.texts.map(workbench.definition)) != nil else {
                    continue
                }
                try await Self.expectApplied(variant.texts)
            }
        }
    }

    private static func expectApplied(_ texts: [String]) async throws {
        let texts = texts.map(permitting)
        let workbench = try await Workbench()
        do { try await workbench.apply(texts[0]) } catch is Workbench.Unfit { return }
        let before = try await workbench.plan(texts[1])
        #expect(before.refusals.isEmpty, "\(texts)")
        try await workbench.apply(texts[1])
        let after = try await workbench.plan(texts[1])
        #expect(after.resources.filter { $0.action != .none } == [], "\(texts)")
        #expect(after.refusals.isEmpty)
        for planned in before.resources where planned.action == .update {
            let now = after.resources.first { $0.address == planned.address }?.observed
            for change in planned.changes where change.update != .tags && change.path != "status" {
                let (old, new) = (planned.observed?.properties[path: change.path], now?.properties[path: change.path])
                #expect(old != new, "\(change.path) is shown and not made: \(texts)")
            }
        }
        // Tags of reconcile follow what is written, and are no reason to write.
        #expect(after.summary.hasChanges == false)
    }

    /// Lets replacements happen.
    private static func permitting(_ text: String) -> String {
        text.contains("overwrite:") || text.contains("on_exists:") || text.contains("protect: True")
            ? text : text.replacing("  -\n", with: "  -\n    overwrite: True\n", maxReplacements: 1)
    }

    // MARK: Spellings

    /// Two spellings of the same environment.
    static let spellings: [(String, String)] = [
        ("instance-types: c6i,m6i", "instance-types: m6i,c6i"),
        ("instance-types: c6i,m6i", "instance-types: [m6i, c6i]"),
        ("instance-types: c6i,m6i", "instance-types: 'c6i , m6i,c6i'"), ("", "instance-types: ''"),
        ("", "instance-types:"),
        ("subnets: $SUBNET_A1,$SUBNET_A2", "subnets: $SUBNET_A2,$SUBNET_A1"),
        ("subnets: $SUBNET_A1", "subnets: [$SUBNET_A1, $SUBNET_A1]"),
        ("security-groups: $GROUP_1,$GROUP_2", "security-groups: [$GROUP_2, $GROUP_1]"),
        ("allow-buckets: s3://bbb", "allow-buckets: s3://bbb/"),
        ("allow-buckets: s3://bbb,s3://aaa", "allow-buckets: aaa,bbb,bbb"),
        ("", "allow-buckets: s3://work"), ("labels: a=b,c=d", "labels: c=d,a=b"),
        ("labels: a=b,c=d", "labels: [c=d, ' a = b ']"),
        ("", "labels:"), ("", "provisioning-model: spot"), ("provisioning-model: EC2", "provisioning-model: ec2"),
        ("", "min-cpus: 0"), ("", "bid-percentage: 100"), ("", "bid-percentage: 0"),
        ("bid-percentage: 80", "bid-percentage: '80'"),
        ("", "boot-disk-size: 50"), ("", "alloc-strategy: spot_price_capacity_optimized"), ("", "gpu: False"),
        ("", "gpu: no"),
        ("", "fargate: off"), ("", "graviton: null"), ("", "preserve-resources: False"), ("", "fusion-v2: ~"),
        ("", "no-ebs-auto-scale: True"), ("no-ebs-auto-scale: False", "ebs-blocksize: 50"),
        ("no-ebs-auto-scale: False", "no-ebs-auto-scale: no\n    ebs-blocksize: 50"),
        ("", "no-ebs-auto-scale: True\n    ebs-blocksize: 100"), ("", "create-efs: False"), ("", "overwrite: False"),
        ("", "on_exists: fail"),
        ("overwrite: True", "on_exists: overwrite"), ("wait: AVAILABLE", "wait: available"),
        ("", "cli-path: /home/ec2-user/miniconda/bin/aws"), ("", "description: words"),
        ("", "reconcile: {}"), ("", "reconcile: {protect: False, drain: True, on-delete: delete}"),
        ("", "reconcile: {job-timeout-minutes: '30', wait-timeout: 30m, head-max-cpus: 64, compatibility: strict}"),
        ("", "reconcile: {job-limits: {misconfiguration: 60m, capacity: off}}"),
        ("", "reconcile: {boot-disk: {}}"), ("", "reconcile: {boot-disk: {iops: 3000, throughput: 125}}"),
        (
            "wave: True\n    fusion-v2: True",
            "wave: True\n    fusion-v2: True\n    reconcile: {boot-disk: {throughput: 325}}"
        ),
        ("", "reconcile: {update-strategy: auto}"),
        ("wave: True\n    fusion-v2: True", "fusion-v2: yes\n    wave: on"),
        (
            "wave: True\n    fusion-v2: True\n    fast-storage: True",
            "wave: True\n    fusion-v2: True\n    fast-storage: True\n    instance-types: r6id,m6id,c6id"
        ),
        ("efs-id: fs-01234567", "efs-id: fs-01234567\n    efs-mount: /mnt/efs"), ("", "instance-types: optimal"),
        (
            "wave: True\n    fusion-v2: True\n    fargate: True\n    graviton: True",
            "wave: True\n    fusion-v2: True\n    fargate: True\n    graviton: True\n    instance-types: r6g,c6g,m6g"
        ),
        ("wave: True\n    fusion-v2: True", "wave: True\n    fusion-v2: True\n    boot-disk-size: 100"),
    ]

    @Test(arguments: spellings)
    func `another spelling of the same is no change`(first: String, second: String) async throws {
        for texts in [[first, second], [second, first]] {
            let files = texts.map { Workbench.item + ($0.isEmpty ? "" : "    \($0)\n") }
            let workbench = try await Workbench()
            try await workbench.apply(files[0])
            let plan = try await workbench.plan(files[1])
            #expect(plan.resources.filter { $0.action != .none } == [], "\(texts)")
            #expect(!plan.summary.hasChanges && plan.refusals.isEmpty)
        }
    }

    @Test func `an export of the same environment is no change`() async throws {
        let export = "compute-envs:\n  - name: one\n    file-path: forge-a.json\n"
        for texts in [[Workbench.item, export], [export, Workbench.item]] {
            let workbench = try await Workbench()
            try await workbench.apply(texts[0])
            let plan = try await workbench.plan(texts[1])
            #expect(plan.resources.filter { $0.action != .none } == [], "\(texts)")
        }
    }
}
