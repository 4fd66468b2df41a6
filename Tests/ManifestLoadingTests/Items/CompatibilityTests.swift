import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// A head job on Fargate, with GPUs or a custom image for the tasks.
struct CompatibilityTests {
    private static let head = "wave: True\nfusion-v2: True\nfargate: True\n"
    private static let relaxed = "\nreconcile:\n  compatibility: relaxed"

    @Test(arguments: [
        "gpu: 1️⃣True\ninstance-types: g4dn,g5", "ami-id: 1️⃣ami-01234567", "ami-id: 1️⃣ami-01234567\ninstance-types: m6g",
    ])
    func `strict is an error that names the way out, relaxed a warning`(fields: String) throws {
        let marked = MarkedText(Self.head + fields)
        let place = try #require(marked.places["1️⃣"])
        let outline = "conflicting-fields \(place.line + 7):\(place.column + 4)"
        for word in ["", "\nreconcile:\n  compatibility: strict"] {
            let strict = load(fields: marked.text + word).diagnostics
            #expect(strict.map(\.outline) == [outline])
            #expect(strict.first?.severity == .error)
            #expect(strict.first?.detail.contains("'compatibility: relaxed' under 'reconcile:'") == true)
        }
        let manifest = load(fields: marked.text + Self.relaxed)
        #expect(manifest.diagnostics.map(\.outline) == [outline])
        #expect(manifest.diagnostics.first?.severity == .warning)
        #expect(manifest.diagnostics.first?.summary.contains("for the tasks only") == true)
        #expect(manifest.environments.count == 1)
    }

    @Test(arguments: [
        "graviton: True\ngpu: True", "efs-id: fs-01234567", "fsx-dns: fs-0abcdef01.fsx.eu-west-1.amazonaws.com",
        "provisioning-model: EC2", "head-job-cpus: 3", "graviton: True\ngpu: True\ninstance-types: g5g",
    ])
    func `relaxed permits nothing else`(fields: String) {
        #expect(!load(fields: Self.head + fields + Self.relaxed).isValid)
    }

    @Test func `an export of both is a warning at its place`() {
        let export = """
            {"discriminator": "aws-batch", "region": "eu-west-1", "workDir": "s3://acme-megatests", "waveEnabled": true,
             "fusion2Enabled": true, "forge": {"type": "SPOT", "minCpus": 0, "maxCpus": 500, "gpuEnabled": true,
              "instanceTypes": ["g4dn", "g5"], "imageId": "ami-01234567", "fargateHeadEnabled": true}}
            """
        let manifest = load(
            "compute-envs:\n  - name: gpu\n    file-path: gpu.json\n", files: MemoryFiles(["gpu.json": export]))
        #expect(manifest.isValid)
        let warnings = manifest.diagnostics.filter { $0.severity == .warning }
        #expect(warnings.map(\.outline) == ["conflicting-fields 2:96", "conflicting-fields 3:47"])
        #expect(warnings.allSatisfy { $0.range?.filename == "gpu.json" })
    }

    @Test func `nothing is said where the setting is not known`() {
        let manifest = load(fields: Self.head + "gpu: True\ninstance-types: g5\nreconcile: {compatibility: $NO}")
        #expect(manifest.diagnostics.filter { $0.severity == .error }.map(\.kind) == ["unset-variable"])
    }

    // MARK: Other settings under 'reconcile:'

    private static let policy = "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/labs"

    @Test(arguments: [
        ("scheduling-policy: \(policy)", "", ""),
        ("scheduling-policy: 1️⃣labs", "invalid-value", "a scheduling policy's ARN"),
        ("scheduling-policy: 1️⃣[a]", "wrong-type", ""),
        (
            "scheduling-policy: 1️⃣arn:aws:batch:us-east-1:123456789012:scheduling-policy/labs", "conflicting-fields",
            "finds policies in one region only"
        ), ("scheduling-policy: 1️⃣arn:aws:batch:eu-west-1:123456789012:job-queue/labs", "invalid-value", ""),
        ("compatibility: 1️⃣loose", "unsupported-value", "'strict', 'relaxed'"),
        ("head-max-cpus: 1️⃣0", "out-of-range", ""),
    ])
    func `each setting is held to its form`(field: String, kind: String, piece: String) {
        let marked = MarkedText(field)
        let found = load(fields: "reconcile:\n  \(marked.text)").diagnostics
        let place = marked.places["1️⃣"].map { "\(kind) \($0.line + 8):\($0.column + ($0.line == 1 ? 6 : 4))" }
        #expect(found.map(\.outline) == (place.map { [$0] } ?? []))
        #expect(found.first?.detail.contains(piece) ?? piece.isEmpty)
    }

    @Test(arguments: [
        ("boot-disk-size: 1️⃣29", true), ("boot-disk-size: 30", false),
        ("boot-disk-size: 8\nami-id: ami-01234567", false),
    ])
    func `no boot disk is smaller than its image`(fields: String, isWrong: Bool) {
        let marked = MarkedText(fields)
        let found = load(fields: marked.text).diagnostics
        let place = marked.places["1️⃣"].map { "out-of-range \($0.line + 7):\($0.column + 4)" }
        #expect(found.map(\.outline) == (place.map { [$0] } ?? []))
        #expect(found.isEmpty != isWrong)
    }
}
