import Diagnostics
import InstanceTypes
import Testing

@testable import ReconcileCommands

/// Tables of instance types as people read them.
struct InstanceTypesViewTests {
    private static let guide = [
        "c6id.4xlarge", "c6id.8xlarge", "r6id.2xlarge", "m6id.4xlarge", "c6id.12xlarge", "r6id.4xlarge",
        "m6id.8xlarge",
    ]

    private static func lines(_ names: [String], snapshots: Bool, columns: Int) -> [String] {
        let catalogue = InstanceCatalogue.builtIn
        let view = InstanceTypesView(
            catalogue: catalogue, selection: InstanceTypeSelection(names, in: catalogue, forSnapshots: snapshots),
            style: Style(isColored: false), columns: columns)
        return view.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func `the guide's types are sorted by how well they suit snapshots`() {
        let lines = Self.lines(Self.guide, snapshots: true, columns: 100)
        #expect(
            Array(lines.prefix(9)) == [
                "TYPE           vCPU  GiB   Gbps  BURST  GiB:Gbps    TIME  ON BURST    TIME  SNAPSHOTS      NVMe GB",
                "c6id.4xlarge     16   32   6.25   12.5    5.12:1   ~70 s    2.56:1   ~35 s  fits           950",
                "c6id.8xlarge     32   64   12.5           5.12:1   ~70 s                    fits           1900",
                "c6id.12xlarge    48   96  18.75           5.12:1   ~70 s                    fits           2×1425",
                "m6id.4xlarge     16   64   6.25   12.5   10.24:1  ~140 s    5.12:1   ~70 s  on burst only  950",
                "r6id.2xlarge      8   64  3.125   12.5   20.48:1  ~280 s    5.12:1   ~70 s  on burst only  474",
                "m6id.8xlarge     32  128   12.5          10.24:1  ~140 s                    does not fit   1900",
                "r6id.4xlarge     16  128   6.25   12.5   20.48:1  ~280 s   10.24:1  ~140 s  does not fit   950",
                "",
            ])
        #expect(lines.contains("  m6id.8xlarge: EC2 guarantees 12.5 Gbps, not 25 Gbps guaranteed"))
    }

    @Test(arguments: [80, 100, 140], [false, true])
    func `no line is wider than the terminal, and the date is shown`(columns: Int, snapshots: Bool) {
        for names in [Self.guide, [], ["g6f", "p5", "c6id"]] {
            let lines = Self.lines(names, snapshots: snapshots, columns: columns)
            // The figures for snapshots take up to 96 columns by themselves, and nothing of them can go.
            let most = max(columns, snapshots ? 96 : 0)
            #expect(lines.filter { $0.count > most } == [])
            #expect(lines.joined(separator: " ").contains(InstanceCatalogue.builtIn.date))
            #expect(lines.allSatisfy { $0.last != " " })
        }
    }

    @Test func `without names only what suits snapshots is listed, the rest counted`() {
        let catalogue = InstanceCatalogue.builtIn
        let selection = InstanceTypeSelection([], in: catalogue, forSnapshots: true)
        #expect(selection.types.count + selection.leftOut == catalogue.types.count)
        #expect(selection.types.allSatisfy { $0.fitness.drawbacks.isEmpty && $0.fitness.verdict != .doesNotFit })
        #expect(selection.types.first?.fitness.verdict == .fits)
        #expect(selection.types.last?.fitness.verdict == .fitsOnBurst)
        #expect(InstanceTypeSelection([], in: catalogue, forSnapshots: false).types.count == catalogue.types.count)
    }

    @Test func `a name twice is shown once, and unknown names are kept apart`() {
        let selection = InstanceTypeSelection(
            ["c6id.large", "c6id", "nope", "mac2"], in: .builtIn, forSnapshots: false)
        #expect(selection.types.count { $0.type.family == "c6id" } == 9)
        #expect(selection.types.contains { $0.type.name == "mac2.metal" })
        #expect(selection.unknown == ["nope"])
    }

    @Test func `the JSON has the figures for snapshots only if they are asked for`() throws {
        let catalogue = InstanceCatalogue.builtIn
        func json(_ names: [String], _ snapshots: Bool) -> String {
            InstanceTypesView(
                catalogue: catalogue, selection: InstanceTypeSelection(names, in: catalogue, forSnapshots: snapshots),
                style: Style(isColored: true), columns: 1
            ).json(diagnostics: [Diagnostic(.warning, "unknown-instance-type", "'x'")]).text
        }
        let plain = json(["c6id.4xlarge"], false)
        #expect(plain.contains(#"{"name":"c6id.4xlarge","vcpus":16,"memory_mib":32768,"architecture":"x86_64""#))
        #expect(plain.contains(#""disks":{"count":1,"size_gb":950,"nvme":true},"gpus":null"#))
        #expect(plain.contains(#""kind":"unknown-instance-type""#))
        #expect(!plain.contains("snapshots") && !plain.contains("left_out") && !plain.contains("\u{1B}"))
        let fitted = json(["c6id.4xlarge"], true)
        #expect(fitted.contains(#""snapshots":{"verdict":"fits","guaranteed":{"gib_per_gbps":5.12,"seconds":70}"#))
        #expect(json(["nope"], false).contains(#""instance_types":[]"#))
    }
}
