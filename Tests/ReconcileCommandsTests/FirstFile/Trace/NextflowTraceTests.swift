import Diagnostics
import Testing

@testable import ReconcileCommands

/// Trace files, and what their tasks need.
struct NextflowTraceTests {
    private static func trace(_ lines: String...) -> NextflowTrace {
        NextflowTrace(SourceText(filename: "trace.txt", text: lines.joined(separator: "\n") + "\n"))
    }

    /// The errors, each as `line:column summary`.
    private static func errors(_ lines: String...) -> [String] {
        NextflowTrace(SourceText(filename: "trace.txt", text: lines.joined(separator: "\n"))).diagnostics.map { found in
            let place = found.range.map { "\($0.start.line):\($0.start.column)" } ?? "-"
            return "\(place) \(found.summary)"
        }
    }

    @Test func `reads the columns that Nextflow writes by default`() throws {
        let trace = Self.trace(
            "task_id\tname\tstatus\tsubmit\tduration\trealtime\t%cpu\tpeak_rss",
            "1\tblast (1)\tCOMPLETED\t2014-10-23 16:33:16.288\t1m\t5s\t0.0%\t29.8 MB",
            "2\tblast (2)\tCOMPLETED\t2014-10-23 16:33:20.000\t1m\t30s\t130.1%\t703.3 MB\r",
            "3\told\tCACHED\t2014-10-23 16:33:20.000\t1m\t30s\t900.0%\t1 MB")
        #expect(trace.diagnostics == [])
        let demand = try #require(TraceDemand(trace, path: "trace.txt"))
        #expect(demand.taskCount == 3 && demand.mostCPUs.name == "old" && demand.mostCPUs.cpus == 9)
        #expect(demand.mostMemory.name == "blast (2)" && demand.mostMemory.memoryMiB == 704)
        #expect(!demand.knowsRequestedCPUs && !demand.knowsRequestedMemory)
        // The first ran in the last five seconds of its minute, when the second one ran too. The third did not run.
        #expect(demand.mostAtOnce == 3)
    }

    @Test func `skips empty lines, also before the header`() {
        #expect(Self.trace("", "name\tcpus\tmemory", "", "a\t8\t16 GB").tasks.map(\.cpus) == [8])
        #expect(Self.errors("", "a\tb") == Self.errors("a\tb").map { "2\($0.dropFirst())" })
        #expect(Self.errors("", "", "") == ["1:1 the trace file is empty"])
    }

    @Test func `takes what tasks asked for, and what they used of those that do not say`() throws {
        let trace = Self.trace(
            "name\tcpus\tmemory\t%cpu\tpeak_rss", "a\t8\t16 GB\t100.0%\t1 GB", "b\t-\t-\t350.0%\t2 GB",
            "c\t16\t4 GB\t-\t-")
        let demand = try #require(TraceDemand(trace, path: "trace.txt"))
        #expect(trace.tasks.map(\.cpus) == [8, 4, 16] && trace.tasks.map(\.memoryMiB) == [16_384, 2048, 4096])
        #expect(demand.knowsRequestedCPUs && demand.knowsRequestedMemory && demand.mostAtOnce == nil)
        // The second task needs less than the first in both.
        let shapes = [TraceDemand.Shape(cpus: 16, memoryMiB: 4096), TraceDemand.Shape(cpus: 8, memoryMiB: 16_384)]
        #expect(demand.shapes == shapes)
    }

    @Test func `counts no task twice when one begins as another ends`() throws {
        let trace = Self.trace(
            "name\tcpus\tmemory\tstart\tcomplete", "a\t4\t1 GB\t1000\t2000", "b\t4\t1 GB\t2000\t3000",
            "c\t1\t1 GB\t2500\t2600")
        #expect(try #require(TraceDemand(trace, path: "trace.txt")).mostAtOnce == 5)
    }

    @Test func `reports each bad value at its place`() {
        let header = "name\tcpus\tmemory\tsubmit"
        #expect(
            Self.errors(
                header, "a\tNaN\t1 GB\t-", "b\t-1\t1 GB\t-", "c\t1\t5 XB\t-", "d\t1\t1 GB\tyesterday", "e\t1\t1 GB",
                "f\t1\t1\u{1B}[2J\t-")
                == [
                    "2:3 'cpus' is 'NaN'", "3:3 'cpus' is '-1'", "4:5 'memory' is '5 XB'",
                    "5:10 'submit' is 'yesterday'",
                    "6:1 the line has 3 columns, and the first line names 4", "7:6 a control character is in the line",
                ])
    }

    @Test func `reports a file that is no trace`() {
        #expect(Self.errors("") == ["1:1 the trace file is empty"])
        #expect(Self.errors("name\tcpus\tmemory") == ["1:1 the trace file has no task"])
        #expect(Self.errors("compute-envs:", "  - name: x").map { $0.prefix(4) } == ["1:1 "])
        #expect(Self.errors("cpus\tcpus\trss") == ["1:1 the first line names a column twice"])
        let bytes = Array("name\tcpus\trss\na\t1\t".utf8) + [0xFF, 0x0A]
        let trace = NextflowTrace(SourceText(filename: "trace.txt", bytes: bytes))
        #expect(trace.diagnostics.map(\.summary) == ["the line is not UTF-8"])
    }

    @Test func `stops after some errors`() {
        let lines = ["name\tcpus\trss"] + [String](repeating: "a\tx\t1", count: 1000)
        let trace = NextflowTrace(SourceText(filename: "trace.txt", text: lines.joined(separator: "\n")))
        #expect(trace.diagnostics.count == 20)
    }
}
