import Diagnostics
import TestSupport
import Testing

@testable import ManifestLoading

/// Limits on what one run reads. What exceeds them is an error at its place, and is not read.
struct RunLimitTests {
    private static func items(_ numbers: Range<Int>, region: (Int) -> String = { _ in "eu-west-1" }) -> String {
        "compute-envs:\n"
            + numbers.map {
                "- {type: aws-batch, config-mode: forge, name: e\($0), region: \(region($0)), work-dir: 's3://bucket/w', "
                    + "max-cpus: 8}\n"
            }.joined()
    }

    private static func load(_ texts: [String], _ files: MemoryFiles = MemoryFiles()) -> LoadedManifest {
        ManifestLoader(environment: [:], files: files).load(
            texts.enumerated().map { .text($0.element, name: "f\($0.offset).yml") })
    }

    @Test func `refuses the environment behind the last that a run takes`() {
        let files = [Self.items(0..<6000), Self.items(6000..<10_001)]
        let manifest = Self.load(files)
        #expect(manifest.diagnostics.map(\.outline) == ["yaml-limit 4002:3"])
        #expect(manifest.environments.count == RunLimits.environments)
        #expect(Self.load([files[0], Self.items(6000..<10_000)]).isValid)
    }

    @Test func `refuses more regions than AWS can have`() {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let text = Self.items(0..<600) { "\(letters[$0 / 26])\(letters[$0 % 26])-west-1" }
        let manifest = Self.load([text])
        let errors = manifest.diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.kind) == ["yaml-limit"])
        #expect(errors.first?.range?.start.line == RunLimits.regions + 2)
        #expect(manifest.diagnostics.count <= RunLimits.regions + 2)
    }

    @Test(arguments: [
        ("subnets", "subnet-01234567"), ("security-groups", "sg-01234567"), ("instance-types", "m5.large"),
        ("allow-buckets", "s3://bucket"), ("allow-buckets", "B_bad"), ("labels", "k=v"), ("labels", "aws:k=v"),
        ("labels", "k"), ("env", "A=b"), ("policies", "arn:aws:iam::123456789012:policy/p"), ("policies", "bad"),
        ("kms-keys", "arn:aws:kms:eu-west-1:123456789012:key/11111111-1111-1111-1111-111111111111"),
    ])
    func `refuses a list with more items than any list may have`(field: String, item: String) {
        let isOurs = ["policies", "kms-keys"].contains(field)
        let texts = Array(repeating: item, count: RunLimits.items + 1)
        let flow = "[\(texts.joined(separator: ", "))]"
        let forms = field == "env" ? [flow] : [flow, "\"\(texts.joined(separator: ","))\""]
        for form in forms {
            let line = isOurs ? "    reconcile:\n      \(field): \(form)\n" : "    \(field): \(form)\n"
            let manifest = Self.load([completeItem + line])
            #expect(manifest.diagnostics.map(\.kind) == ["yaml-limit"], "\(field)")
        }
    }

    @Test func `refuses more values than a run reads`() {
        let many = "pipelines: [" + String(repeating: "x, ", count: 95_000) + "]\n"
        let manifest = Self.load([completeItem] + Array(repeating: many, count: 11))
        #expect(manifest.diagnostics.filter { $0.severity == .error }.map(\.outline) == ["yaml-limit 1:1"])
    }

    @Test func `refuses more bytes and more files than a run reads`() {
        // The reader alone: to parse a hundred megabytes takes minutes without optimization.
        func stops(_ inputs: [ManifestInput]) -> [String] {
            var reader = InputReader(files: MemoryFiles(), allowsExternal: false)
            let read = inputs.flatMap { reader.readAll($0) }
            #expect(read.count == inputs.count - 2)
            #expect(reader.diagnostics.map(\.kind) == ["yaml-limit"])
            return reader.diagnostics.map(\.summary)
        }
        let comment = [UInt8](repeating: UInt8(ascii: "#"), count: 10 << 20)
        let large = stops((0..<12).map { .bytes(comment, name: "\($0).yml") })
        #expect(large == ["a run reads at most 100 MiB, and '10.yml' is beyond that"])
        let many = stops((0..<RunLimits.files + 2).map { .text("", name: "\($0).yml") })
        #expect(many == ["a run reads at most 10000 files, and '10000.yml' is beyond that"])
    }

    @Test func `refuses files of fields that have too many bytes together`() {
        let files = MemoryFiles(["c.txt": String(repeating: "A=b\n", count: 15_000)])
        let text =
            "compute-envs:\n"
            + (0..<1000).map {
                "- {type: aws-batch, config-mode: forge, name: e\($0), region: eu-west-1, work-dir: 's3://bucket/w', "
                    + "max-cpus: 8, ecs-config: c.txt}\n"
            }.joined()
        let kinds = Self.load([text], files).diagnostics.map(\.kind)
        #expect(kinds.count == 1000 - RunLimits.referencedBytes / 60_000 && Set(kinds) == ["yaml-limit"])
    }

    @Test func `expands no more once all values have grown too large`() {
        let long = String(repeating: "x", count: 600_000)
        let item = completeItem.dropFirst("compute-envs:\n".count) + "    description: $A$A\n"
        let manifest = ManifestLoader(environment: ["A": long], files: MemoryFiles()).load(
            [.text("compute-envs:\n" + String(repeating: String(item), count: 500), name: "f.yml")])
        let grown = manifest.diagnostics.filter { $0.summary == "the value grows to more than 1 MiB" }
        #expect((1...20).contains(grown.count))
    }

    @Test func `keeps messages short when a name is long`() {
        let long = String(repeating: "k", count: 500_000)
        for fields in ["labels: 'aws:\(long)=v'", "labels: [\(long), \(long)]", "\(long): x", "region: \(long)"] {
            let manifest = Self.load([completeItem + "    \(fields)\n"])
            #expect(!manifest.diagnostics.isEmpty)
            let text = TextRenderer(sources: manifest.sources).render(manifest.diagnostics)
            #expect(text.utf8.count < 50_000, "\(fields.prefix(20))")
        }
    }

    @Test func `shows a few of many labels without a value`() {
        let labels = (0..<900).map { "k\($0)" }.joined(separator: ", ")
        let manifest = Self.load([completeItem + "    labels: [\(labels)]\n"])
        #expect(manifest.diagnostics.map(\.notes.count) == [21])
        #expect(manifest.diagnostics.first?.notes.last?.summary == "879 more have none")
    }

    @Test func `shows some thousands of errors of all files and counts the rest`() {
        let file = completeItem + (0..<1500).map { "    x\($0): 1\n" }.joined()
        let manifest = Self.load(Array(repeating: file, count: 30))
        let shown = manifest.diagnostics.filter { $0.kind != "too-many-problems" }
        #expect(shown.count { $0.severity == .error } == 5000)
        let counted = manifest.diagnostics.filter { $0.kind == "too-many-problems" }
        #expect(counted.count == 21)
        #expect(counted.last?.summary.hasSuffix(" more errors of 10 more files are not shown") == true)
        #expect(counted.allSatisfy { $0.severity == .error })
    }
}
