import Diagnostics
import InstanceTypes
import ManifestLoading
import TestSupport
import Testing

/// Diagnostics about instance types that EC2 does not have, or that lack what other fields count on.
struct InstanceTypeRuleTests {
    static let fusion = "wave: True\nfusion-v2: True\n"

    /// The complete item with room for any instance, and more fields.
    private func load(fields: String) -> LoadedManifest {
        let lines = fields.split(separator: "\n").map { "    \($0)\n" }.joined()
        return ManifestLoadingTests.load(completeItem.replacing("max-cpus: 16", with: "max-cpus: 1024") + lines)
    }

    @Test func `reports the first of thousands of unknown names, counts the others`() throws {
        let names = (0..<900).map { "cx\($0)" }.joined(separator: ",")
        let unknown = load(fields: "instance-types: \(names)").diagnostics.filter { $0.kind == "unknown-instance-type" }
        #expect(unknown.count == 21)
        let last = try #require(unknown.last)
        #expect(last.summary.hasPrefix("880 more names of 'instance-types' are not ones that EC2 had on"))
        #expect(last.range != unknown.dropLast().last?.range)
    }

    /// Fields, the severity and kind of what is said at the mark, and a piece of it.
    @Test(arguments: [
        ("instance-types: c6id,1️⃣c6id.4xlrge", "error unknown-instance-type", "has no size '4xlrge'"),
        ("instance-types: 1️⃣c6id.18xlarge", "warning unknown-instance-type", "'plan' and 'apply' ask EC2"),
        ("instance-types: [c6id, 1️⃣c99x]", "warning unknown-instance-type", "not an instance family that EC2 had on"),
        ("instance-types: 1️⃣mac2.metal\nprovisioning-model: EC2", "error unsupported-value", "it is a Mac"),
        ("instance-types: 1️⃣a1.large", "error unsupported-value", "does not support A1"),
        ("instance-types: 1️⃣a1", "error unsupported-value", "'ami-id'"),
        ("instance-types: c6id,1️⃣mac2", "error unsupported-value", "bare metal only"),
        ("instance-types: c6id,1️⃣c6g", "error conflicting-fields", "of two architectures"),
        ("instance-types: optimal,1️⃣default_arm64", "error conflicting-fields", "'default_arm64' and 'optimal'"),
        ("instance-types: 1️⃣hpc7a.96xlarge", "warning no-spot", "provisioning-model: SPOT"),
        (fusion + "fast-storage: True\ninstance-types: c6id,1️⃣c6i.large", "error conflicting-fields", "no NVMe disks"),
        (fusion + "fast-storage: True\ninstance-types: 1️⃣optimal", "error conflicting-fields", "m6i, c6i, r6i, c7i"),
        (fusion + "fast-storage: True\ninstance-types: 1️⃣c3", "error conflicting-fields", "no NVMe disks"),
        ("gpu: True\ninstance-types: 1️⃣c6id.large", "error conflicting-fields", "has no GPU"),
        ("gpu: 1️⃣True", "warning missing-requirement", "needs 'instance-types' with GPUs"),
        ("gpu: True\ninstance-types: 1️⃣g4ad", "error conflicting-fields", "AMD Radeon Pro V520"),
        ("gpu: True\ninstance-types: 1️⃣g5g.xlarge", "error conflicting-fields", "which is ARM"),
        // Batch takes fewer families than EC2 has.
        ("instance-types: 1️⃣t3.large", "error unsupported-value", "the family is burstable"),
        ("instance-types: m6i,1️⃣t2", "error unsupported-value", "takes no instances of type 't2'"),
        ("instance-types: [1️⃣t3a.2xlarge, c5]", "error unsupported-value", "take 'm6i'"),
        ("instance-types: 1️⃣t4g", "error unsupported-value", "take 'm7g'"),
        ("instance-types: 1️⃣m1.small", "error unsupported-value", "first generation"),
        ("instance-types: 1️⃣cc2.8xlarge\nprovisioning-model: EC2", "error unsupported-value", "first generation"),
        ("instance-types: 1️⃣t1.micro", "error unsupported-value", "first generation"),
        ("instance-types: 1️⃣t3.nope", "error unsupported-value", "burstable"),
        ("gpu: True\ninstance-types: 1️⃣t3", "error unsupported-value", "burstable"),
        // The image fits the types.
        ("instance-types: 1️⃣g5", "warning missing-driver", "set 'gpu: True'"),
        ("instance-types: c6id,1️⃣g4dn.xlarge", "warning missing-driver", "ECS_AL2023 is for instances without GPUs"),
        ("instance-types: 1️⃣g5g", "warning missing-driver", "give an image with drivers as 'ami-id'"),
        ("instance-types: 1️⃣g4ad", "warning missing-driver", "give an image with drivers as 'ami-id'"),
        ("instance-types: 1️⃣inf2", "warning missing-driver", "Neuron"),
        ("instance-types: 1️⃣trn1.2xlarge\nprovisioning-model: EC2", "warning missing-driver", "Neuron"),
        ("gpu: True\ninstance-types: 1️⃣p3dn", "warning conflicting-fields", "may not work"),
        // A head job has to find room.
        ("head-job-cpus: 1️⃣96", "error out-of-range", "64 vCPUs of the head environment"),
        ("head-job-cpus: 1️⃣32\nreconcile: {head-max-cpus: 16}", "error out-of-range", "16 vCPUs"),
        ("head-job-memory: 1️⃣1200000", "error out-of-range", "has 1200000 MiB"),
        (
            "head-job-cpus: 16\nhead-job-memory: 1️⃣64000\nprovisioning-model: EC2\ninstance-types: c5.4xlarge",
            "error out-of-range", "16 vCPUs and 64000 MiB"
        ),
        ("provisioning-model: EC2\nreconcile:\n  head-max-cpus: 1️⃣16", "warning ignored-field", "work environment"),
        (fusion + "snapshots: 1️⃣True", "note snapshot-fitness", "'reconcile instance-types --snapshots' lists them"),
        (fusion + "snapshots: True\ninstance-types: c6id,1️⃣m6id.4xlarge", "note snapshot-fitness", "1 of 10"),
        (fusion + "snapshots: True\ninstance-types: 1️⃣m6id", "warning snapshot-fitness", "9 of 9"),
        (fusion + "snapshots: True\ninstance-types: 1️⃣c6i.large", "note snapshot-fitness", "1 of 1"),
        (fusion + "snapshots: 1️⃣True\ninstance-types: c7gd.8xlarge", "warning snapshot-fitness", "on ARM"),
    ])
    func `each fault is named at its place`(fields: String, kind: String, piece: String) {
        let marked = MarkedText(fields)
        let found = load(fields: marked.text).diagnostics
        let place = marked.places["1️⃣"].map { "\($0.line + 7):\($0.column + 4)" } ?? ""
        let told = found.filter { $0.kind != "platform-only" }
        #expect(told.map { "\($0.severity) \($0.outline)" } == ["\(kind) \(place)"])
        #expect(told.first.map { $0.summary + $0.detail }?.contains(piece) == true, "\(found)")
        #expect(told.first?.detail.contains("source: ") == true || told.first?.kind == "ignored-field")
    }

    @Test(arguments: [
        "instance-types: optimal", "instance-types: default_arm64", "instance-types: c7g,m7gd.large",
        "instance-types: a1\nami-id: ami-0123456789abcdef0",
        "instance-types: g5,p3dn\nami-id: ami-0123456789abcdef0", "instance-types: inf1\nami-id: ami-0123456789abcdef0",
        "gpu: True\ninstance-types: p3dn,g4dn\nami-id: ami-0123456789abcdef0", "instance-types: m3,c3,r3,i2,d2",
        "instance-types: hpc7a.96xlarge\nprovisioning-model: EC2", "instance-types: c6id.metal",
        fusion + "fast-storage: True\ninstance-types: c6id,i4i.large,x2idn",
        "gpu: True\ninstance-types: g5.xlarge,p5", "gpu: True\ninstance-types: g5.xlarge,c6id.large",
        "gpu: True\nami-id: ami-0123456789abcdef0\ninstance-types: g4ad,g5",
        fusion + "snapshots: True\ninstance-types: c6id,m6idn,m5dn.8xlarge", "snapshots: False\ninstance-types: r6id",
    ])
    func `reports nothing about types that have what other fields need`(fields: String) {
        #expect(load(fields: fields).diagnostics == [])
    }

    @Test(arguments: [
        ("c6id.4xlrge", "c6id.4xlarge"), ("c6di", "c6d"), ("m6idd.large", "m6id.large"), ("optmal1", nil),
        ("c99x", nil),
        ("c6i.18xlarge", "c6i.8xlarge"),
    ])
    func `the nearest name is offered, and mends the file`(written: String, meant: String?) {
        let found = load(fields: "instance-types: \(written)").diagnostics.first
        let known = meant.map { InstanceCatalogue.builtIn.expansion(of: $0) != nil } ?? true
        guard let meant, known else {
            #expect(found?.kind == "unknown-instance-type" || found?.kind == "invalid-value")
            return
        }
        #expect(found?.notes.map(\.summary) == ["did you mean '\(meant)'?"])
        #expect(found?.fix?.replacement == meant)
    }

    @Test func `advice on snapshots has both ratios, both times, the largest job`() {
        let types = "c6id.8xlarge,m6id.4xlarge,r6id.4xlarge"
        let found = load(fields: Self.fusion + "snapshots: True\ninstance-types: [\(types)]").diagnostics
        let advice = found.first { $0.kind == "snapshot-fitness" }
        #expect(advice?.severity == .warning)
        #expect(advice?.summary.hasPrefix("2 of 3 instance types") == true)
        #expect(
            advice?.notes.prefix(2).map(\.summary) == [
                "m6id.4xlarge: 64 GiB at 6.25 Gbps is 10.24:1 (about 140 s), on burst at 12.5 Gbps 5.12:1 (about 70 s); "
                    + "jobs of up to 32 GiB fit",
                "r6id.4xlarge: 128 GiB at 6.25 Gbps is 20.48:1 (about 280 s), on burst at 12.5 Gbps 10.24:1 "
                    + "(about 140 s); jobs of up to 32 GiB fit",
            ])
        #expect(advice?.notes.allSatisfy { $0.range != nil } == true)
    }

    @Test func `gives the places of the types to check with EC2`() {
        let environment = load(fields: "instance-types: c6id,m6id.large").environments.first
        #expect(environment?.valueRanges["instance-types.m6id.large"]?.start.column == 26)
    }
}
