import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Each kind of diagnostic at its place: the marks show where, in order.
struct DiagnosticPlaceTests {
    @Test(arguments: [
        ("1️⃣max_cpu: 4", "unknown-field"), ("1️⃣head-queue: q", "unknown-field"),
        ("wave: 1️⃣maybe", "wrong-type"), ("wave: 1️⃣[a]", "wrong-type"), ("wave: 1️⃣1", "wrong-type"),
        ("min-cpus: 1️⃣0x10", "wrong-type"), ("min-cpus: 1️⃣1_000", "wrong-type"), ("min-cpus: 1️⃣010", "wrong-type"),
        ("min-cpus: 1️⃣2.0", "wrong-type"), ("min-cpus: 1️⃣-1", "out-of-range"),
        ("min-cpus: 1️⃣99999999999999999999", "out-of-range"), ("min-cpus: 1️⃣17", "conflicting-fields"),
        ("min-cpus: 1️⃣2", "cost"), ("boot-disk-size: 1️⃣7", "out-of-range"), ("bid-percentage: 1️⃣101", "out-of-range"),
        ("provisioning-model: EC2\nbid-percentage: 1️⃣50", "conflicting-fields"),
        ("provisioning-model: 1️⃣spto", "unsupported-value"),
        ("alloc-strategy: 1️⃣BEST_FIT", "unsupported-value"),
        ("provisioning-model: EC2\nalloc-strategy: 1️⃣SPOT_CAPACITY_OPTIMIZED", "unsupported-value"),
        ("alloc-strategy: 1️⃣BEST_FIT_PROGRESSIVE_ORDERED", "unsupported-value"),
        ("fusion-v2: 1️⃣True", "missing-requirement"), ("fast-storage: 1️⃣on", "missing-requirement"),
        ("snapshots: 1️⃣yes", "missing-requirement"),
        ("wave: True\nfusion-v2: True\nsnapshots: 1️⃣True\nprovisioning-model: EC2", "conflicting-fields"),
        ("wave: True\nfusion-v2: True\nfast-storage: True\ninstance-types: m6id,1️⃣m4.large", "conflicting-fields"),
        ("wave: True\nfusion-v2: True\nfast-storage: True\ninstance-types: [1️⃣optimal]", "conflicting-fields"),
        ("instance-types: m6id,1️⃣M6ID", "invalid-value"), ("instance-types: a,1️⃣m5.large.x", nil),
        ("vpc-id: 1️⃣subnet-0123456789abcdef0", "invalid-value"), ("subnets: 1️⃣sub-1", "invalid-value"),
        ("security-groups: sg-01234567, 1️⃣sg-x", "invalid-value"), ("ami-id: 1️⃣ami-1", "invalid-value"),
        ("head-job-role: 1️⃣role", "invalid-value"), ("allow-buckets: s3://ok1,1️⃣s3://No", "invalid-value"),
        ("log-group: 1️⃣'a b'", "invalid-value"), ("cli-path: 1️⃣bin/aws", "invalid-value"),
        ("subnets: subnet-01234567,1️⃣subnet-01234567", "duplicate-value"),
        ("labels: a=b,1️⃣c", "invalid-label"), ("labels: 1️⃣a,b,c=d,e", "invalid-label"),
        ("labels: 1️⃣AWS:x=b", "invalid-label"),
        ("labels: 1️⃣Reconcile:protect=true", "invalid-label"),
        ("labels: a=1️⃣%", "invalid-label"), ("labels: a=b,1️⃣A=c", "duplicate-label"), ("labels: 1️⃣=b", "invalid-label"),
        ("labels: a=b1️⃣\"", "stray-quote"), ("labels: a=b1️⃣'", "stray-quote"),
        ("instance-types: m6id,1️⃣'c6id", "stray-quote"), ("allow-buckets: [abc, 'def1️⃣\"']", "stray-quote"),
        ("fusion: 1️⃣True", "deprecated"), ("no-ebs-auto-scale: 1️⃣False", "deprecated"),
        ("1️⃣description: text\npre-run: x", "platform-only"), ("1️⃣env: head:A=b", "platform-only"),
        ("wait: 1️⃣INVALID", "unsupported-value"), ("overwrite: 1️⃣True\non_exists: ignore", "conflicting-fields"),
        ("preserve-resources: True\nreconcile:\n  on-delete: 1️⃣delete", "conflicting-fields"),
        ("reconcile: 1️⃣on", "wrong-type"), ("reconcile:\n  1️⃣protekt: on", "unknown-field"),
        ("reconcile:\n  account-id: 1️⃣12345678901", "invalid-value"),
        ("reconcile:\n  wait-timeout: 1️⃣30", "wrong-type"),
        ("reconcile:\n  job-limits:\n    capacity: 1️⃣30", "wrong-type"),
        ("reconcile:\n  job-limits:\n    capacity: 1️⃣on", "wrong-type"),
        ("reconcile:\n  job-limits:\n    misconfiguration: 1️⃣30s", "out-of-range"),
        ("reconcile:\n  job-limits:\n    misconfiguration: 1️⃣25h", "out-of-range"),
        ("reconcile:\n  job-limits: 1️⃣off", "wrong-type"),
        ("reconcile:\n  job-limits:\n    1️⃣capacities: off", "unknown-field"),
        ("reconcile:\n  job-timeout-minutes: 1️⃣0", "out-of-range"),
        ("reconcile:\n  job-timeout-minutes: 1️⃣7201", "out-of-range"),
        ("key-pair: 1️⃣$NOPE", "unset-variable"), ("key-pair: 'a-1️⃣${NOPE:?say why}'", "unset-variable"),
        ("key-pair: 1️⃣${NOPE", "expansion-syntax"), ("key-pair: 1️⃣${1}", "expansion-syntax"),
        ("ecs-config: 1️⃣gone.txt", "file-not-found"), ("ecs-config: 1️⃣../up.txt", "external-file"),
        ("ecs-config: 1️⃣/etc/passwd", "external-file"),
    ])
    func pointsAtTheFault(fields: String, kind: String?) {
        let marked = MarkedText(fields)
        let manifest = load(fields: marked.text)
        guard let kind else {
            #expect(manifest.diagnostics.hasErrors)
            return
        }
        let offset = SourcePosition(line: 7, column: 4)
        let place = marked.places["1️⃣"].map { "\($0.line + offset.line):\($0.column + offset.column)" } ?? ""
        #expect(manifest.diagnostics.map(\.outline) == ["\(kind) \(place)"])
    }

    @Test(arguments: [
        ("compute-envs:\n  - 1️⃣name: a\n", "missing-field"),
        ("compute-envs:\n  - 1️⃣type: aws-batch\n    name: a\n", "missing-field"),
        ("compute-envs:\n  - type: 1️⃣aws-bach\n", "unsupported-value"),
        ("compute-envs:\n  - type: 1️⃣azure-batch forge\n", "unsupported-platform"),
        ("compute-envs:\n  - type: aws-batch forge\n    config-mode: 1️⃣manual\n", "conflicting-fields"),
        ("compute-envs:\n  - type: aws-batch\n    config-mode: 1️⃣forged\n", "unsupported-value"),
        ("compute-envs:\n  - 1️⃣text\n", "wrong-type"), ("compute-envs:\n  1️⃣a: b\n", "wrong-type"),
        ("1️⃣- a\n", "wrong-type"), ("1️⃣compute-env: []\n", "unknown-block"),
        ("1️⃣teams: []\ncompute-envs: []\nlaunch: []\n", "skipped-blocks"),
        ("compute-envs:\n  1️⃣\t- a\n", "yaml-tab"), ("compute-envs: []\n1️⃣compute-envs: []\n", "duplicate-key"),
    ])
    func pointsAtFaultsOfStructure(text: String, kind: String) throws {
        let marked = MarkedText(text)
        let place = try #require(marked.places["1️⃣"])
        #expect(load(marked.text).diagnostics.map(\.outline) == ["\(kind) \(place.line):\(place.column)"])
    }

    @Test func namesEveryMissingField() {
        let forge = load("compute-envs:\n  - type: aws-batch forge\n    region: ''\n")
        #expect(
            forge.diagnostics.map(\.summary) == [
                "the environment has no 'name'", "the environment has no 'work-dir'",
                "the environment has no 'max-cpus'", "'region' is empty, and the environment needs one",
            ])
        let manual = load(
            "compute-envs:\n  - type: aws-batch manual\n    name: a\n    work-dir: s3://abc\n    region: eu-west-1\n")
        #expect(
            manual.diagnostics.map(\.summary) == [
                "environment 'a' has no 'head-queue'", "environment 'a' has no 'compute-queue'",
            ])
    }

    @Test(arguments: [
        ("max_cpu", "max-cpus"), ("maxCpus", "max-cpus"), ("instance-type", "instance-types"),
        ("on-exists", "on_exists"), ("security_group", "security-groups"), ("workdir", "work-dir"),
        ("types-instance", "instance-types"), ("snapshot", "snapshots"), ("zzzzzz", nil), ("compute-queue", nil),
    ])
    func suggestsTheFieldThatWasMeant(written: String, meant: String?) {
        let diagnostic = load(fields: "\(written): 1").diagnostics.first
        #expect(diagnostic?.kind == "unknown-field")
        #expect(diagnostic?.fix?.replacement == meant)
    }

    @Test func reportsAllProblemsOfAllFilesInOrder() {
        let loader = ManifestLoader(environment: [:], files: MemoryFiles())
        let manifest = loader.load([
            .text(completeItem + "    wave: x\n    oops: y\n    key-pair: $A\n", name: "b.yml"),
            .text(completeItem.replacing("one", with: "$A$B") + "    min-cpus: x\n", name: "a.yml"),
            .text("a: [", name: "c.yml"), .path("gone.yml"),
        ])
        #expect(
            manifest.diagnostics.map { "\($0.range?.filename ?? "") \($0.outline)" } == [
                "a.yml unset-variable 4:11", "a.yml wrong-type 8:15", "b.yml wrong-type 8:11",
                "b.yml unknown-field 9:5", "c.yml yaml-syntax 1:4", " file-not-found",
            ])
        let unset = manifest.diagnostics.first
        #expect(unset?.summary == "2 variables are not set: 'A', 'B'")
        // The first place is the error's own.
        #expect(unset?.notes.compactMap(\.range?.filename) == ["b.yml", "a.yml"])
    }

    @Test func saysWhatItCanBesideDuplicateKeysAndMissingModes() {
        #expect(load(fields: "wave: x\nname: two").diagnostics.map(\.kind) == ["wrong-type", "duplicate-key"])
        let manifest = load("compute-envs:\n  - type: aws-batch\n    bogus: 1\n    head-queue: a b\n    name: $A\n")
        #expect(
            manifest.diagnostics.map(\.kind) == ["missing-field", "unknown-field", "invalid-value", "unset-variable"])
    }

    @Test func offersToMendWordsThatStandInTheFile() {
        let literal = load(fields: "provisioning-model: 'SPTO'").diagnostics.first
        #expect(literal?.fix?.replacement == "SPOT")
        #expect(literal?.fix?.range.start == SourcePosition(line: 8, column: 26))
        #expect(load(fields: "provisioning-model: $M", environment: ["M": "SPTO"]).diagnostics.first?.fix == nil)
    }

    @Test func duplicateEnvironmentsPointAtBoth() throws {
        let loader = ManifestLoader(environment: ["N": "one"], files: MemoryFiles())
        let manifest = loader.load([
            .text(completeItem, name: "a.yml"), .text(completeItem.replacing("one", with: "$N"), name: "b.yml"),
            .text(completeItem.replacing("eu-west-1", with: "eu-west-2"), name: "c.yml"),
            .text(completeItem + "    workspace: o/w\n", name: "d.yml"),
        ])
        #expect(manifest.diagnostics.map(\.outline) == ["duplicate-environment 4:11"])
        #expect(manifest.diagnostics.first?.range?.filename == "b.yml")
        #expect(manifest.diagnostics.first?.notes.first?.range?.filename == "a.yml")
    }

    @Test func saysOnceWhatAnAnchorRepeats() {
        let manifest = load("compute-envs:\n  - &a\n    type: aws-batch forge\n    bogus: 1\n    name: a\n  - *a\n")
        #expect(manifest.diagnostics.filter { $0.kind == "unknown-field" }.count == 1)
        #expect(
            manifest.diagnostics.filter { $0.kind == "duplicate-environment" }.map(\.outline) == [
                "duplicate-environment 6:5"
            ])
    }
}
