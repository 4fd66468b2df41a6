import BatchForge
import Diagnostics
import ManifestLoading
import Testing

@testable import ReconcileCommands

/// First files that are sized for the tasks of a trace.
struct TraceSizingTests {
    private static func file(_ example: FirstFileExample, _ lines: String...) throws -> FirstFile {
        var file = FirstFile(example: example)
        let trace = NextflowTrace(SourceText(filename: "trace.txt", text: lines.joined(separator: "\n")))
        try file.take(try #require(TraceDemand(trace, path: "trace.txt")))
        return file
    }

    private static let header = "name\tcpus\tmemory\tstart\tcomplete"

    @Test(arguments: FirstFileExample.allCases.filter { $0 != .manual })
    func `each example is valid with the values of a trace`(example: FirstFileExample) throws {
        let file = try Self.file(example, Self.header, "a\t4\t12 GB\t0\t10", "b\t2\t1 GB\t5\t10")
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([.text(file.text, name: "first.yml")])
        #expect(manifest.diagnostics.map(\.summary) == [])
        guard case .forge(let forge) = try #require(manifest.environments.first).configuration else { return }
        #expect(forge.instanceTypes == example.instanceTypes)
        #expect(file.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `adds a type when those of the example are too small`() throws {
        let file = try Self.file(.spot, Self.header, "fold\t64\t1500 GB\t-\t-")
        #expect(file.text.contains("    instance-types: c6id,m6id,r6id,x2iedn.16xlarge\n"))
        #expect(file.text.contains("too small for some tasks; added:"))
    }

    @Test func `leaves a part of the memory to the system`() throws {
        // m6id.2xlarge has 32 GiB.
        let whole = try Self.file(.spot, Self.header, "a\t8\t32 GB\t-\t-")
        let part = try Self.file(.spot, Self.header, "a\t8\t30 GB\t-\t-")
        #expect(whole.text.contains("largest that is needed is r6id.2xlarge"))
        #expect(part.text.contains("largest that is needed is m6id.2xlarge"))
    }

    @Test func `takes no type for snapshots that has no time to save the task`() throws {
        let line = "a\t4\t60 GB\t-\t-"
        #expect(try Self.file(.spot, Self.header, line).text.contains("r6id.2xlarge"))
        let snapshots = try Self.file(.snapshots, Self.header, line)
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([
            .text(snapshots.text, name: "first.yml")
        ])
        guard case .forge(let forge) = try #require(manifest.environments.first).configuration else { return }
        #expect(try #require(TaskLimits(forge)).memoryMiB >= 60 * 1024)
    }

    @Test func `an amount that the largest task only used is said to be used`() throws {
        let text = try Self.file(.spot, "name\tcpus\tmemory\tpeak_rss", "a\t4\t-\t12 GB", "b\t2\t1 GB\t1 GB").text
        let plain = text.split(separator: "\n").joined().split(separator: "#").joined().replacing("  ", with: " ")
        #expect(plain.contains("which 'a' asked for") && plain.contains("which 'a' used"))
    }

    @Test func `takes the CPUs that tasks had at once as the maximum`() throws {
        let lines = (0..<100).map { "t\($0)\t8\t1 GB\t0\t10" }
        let text = ([Self.header] + lines).joined(separator: "\n")
        #expect(try Self.file(.spot, text).text.contains("    max-cpus: 800\n"))
        // One instance for the largest task is the least.
        #expect(try Self.file(.spot, Self.header, "a\t1\t200 GB\t0\t10").text.contains("    max-cpus: 32\n"))
        let unknown = try Self.file(.spot, Self.header, "a\t1\t1 GB\t-\t-").text
        #expect(unknown.contains("    max-cpus: 256\n") && unknown.contains("does not say when tasks ran"))
        #expect(try Self.file(.gpu, Self.header, "a\t1\t1 GB\t-\t-").text.contains("    max-cpus: 64\n"))
    }

    @Test func `refuses a task that no type holds`() throws {
        #expect(throws: CommandError.self) { try Self.file(.spot, Self.header, "a\t8\t900 TB\t-\t-") }
        #expect(throws: CommandError.self) { try Self.file(.gpu, Self.header, "a\t5000\t1 GB\t-\t-") }
    }

    @Test func `a name of a task cannot leave its comment`() throws {
        let name = "a\u{85}b\u{2028}compute-envs: []" + String(repeating: "x", count: 500)
        let file = try Self.file(.spot, Self.header, "\(name)\t8\t1 GB\t-\t-")
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([.text(file.text, name: "first.yml")])
        #expect(manifest.diagnostics.map(\.summary) == [] && manifest.environments.count == 1)
    }
}
