import Diagnostics

/// A trace file of Nextflow: a header with the names of the columns, and a line a task, both with tabs between.
///
/// Source: the page "Reports" of Nextflow's documentation, "Trace file", and `TraceFileObserver` of nextflow-io/nextflow.
struct NextflowTrace {
    /// The tasks in the file's order.
    private(set) var tasks: [TraceTask] = []
    /// The names of the columns.
    private var columns: [String] = []
    /// The errors, the first ones if there are many.
    private(set) var diagnostics: [Diagnostic] = []

    private let text: SourceText

    /// The most errors that are shown.
    private static let mostErrors = 20

    /// The most bytes of a trace file: some hundred thousand tasks.
    static let mostBytes = 64 << 20

    init(_ text: SourceText) {
        self.text = text
        read()
    }

    private mutating func read() {
        var start = 0
        let bytes = text.bytes
        while start < bytes.count, diagnostics.count < Self.mostErrors {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
            line(start..<(hasReturn ? end - 1 : end))
            start = end + 1
            // Without its header no line can be read.
            if columns.isEmpty, !diagnostics.isEmpty { return }
        }
        if columns.isEmpty, diagnostics.isEmpty { report("the trace file is empty", "", 0..<0) }
        if tasks.isEmpty, diagnostics.isEmpty { report("the trace file has no task", "", 0..<0) }
    }

    private mutating func line(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if let control = range.first(where: { Self.isControl(text.bytes[$0]) }) {
            return report("a control character is in the line", Self.origin, control..<control + 1)
        }
        guard let line = String(validating: text.bytes[range], as: UTF8.self) else {
            return report("the line is not UTF-8", Self.origin, range)
        }
        let values = line.split(separator: "\t", omittingEmptySubsequences: false)
        if columns.isEmpty { header(values, range) } else { task(values, range) }
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F }

    private static let origin = "give the file that 'nextflow run -with-trace' writes, with tabs between its columns"

    // MARK: Header

    private mutating func header(_ names: [Substring], _ range: Range<Int>) {
        let isKnown = [Self.cpuColumns, Self.memoryColumns].allSatisfy { known in
            known.contains { names.contains($0[...]) }
        }
        guard isKnown else {
            return report(
                "the first line names no column of CPUs (\(Self.cpuColumns.joined(separator: ", "))) or none of memory "
                    + "(\(Self.memoryColumns.joined(separator: ", ")))", Self.origin, range)
        }
        guard Set(names).count == names.count else {
            return report("the first line names a column twice", Self.origin, range)
        }
        columns = names.map(String.init)
    }

    private static let cpuColumns = ["cpus", "%cpu"]
    private static let memoryColumns = ["memory", "peak_rss", "rss"]

    // MARK: Tasks

    private mutating func task(_ values: [Substring], _ range: Range<Int>) {
        guard values.count == columns.count else {
            return report(
                "the line has \(values.count.counted("column")), and the first line names \(columns.count)",
                "leave columns with line breaks, such as 'script' and 'env', out of 'trace.fields'", range)
        }
        var found: [String: Double] = [:]
        var start = range.lowerBound
        var fields: [String: Substring] = [:]
        for (column, value) in zip(columns, values) {
            let place = start..<start + value.utf8.count
            start = place.upperBound + 1
            fields[column] = value
            // A dash is what the trace does not know.
            guard let form = Self.forms[column], value != "-", !value.isEmpty else { continue }
            guard let number = form.read(value) else {
                return report("'\(column)' is '\(String(value).escapedForTerminal.prefix(60))'", form.hint, place)
            }
            found[column] = number
        }
        tasks.append(TraceTask(fields, found))
    }

    /// A column that matters: how its values are read, and what they are.
    private struct Form: Sendable {
        let hint: String
        let read: @Sendable (Substring) -> Double?
    }

    private static let forms: [String: Form] = {
        let memory = Form(hint: "give an amount such as '29.8 MB', or bytes, up to 1 PB") { value in
            TraceQuantity.bytes(value).map(Double.init)
        }
        let time = Form(hint: "give a time such as '1m 30s' or '352ms', or milliseconds") {
            TraceQuantity.milliseconds($0)
        }
        let moment = Form(hint: "give a time such as '2026-10-23 16:33:16.288', or milliseconds since 1970") {
            TraceQuantity.moment($0)
        }
        return [
            "cpus": Form(hint: "give a number from 1 to 999999") { TraceQuantity.cpus($0).map(Double.init) },
            "%cpu": Form(hint: "give a percentage such as '97.3%', up to 100000000%") { TraceQuantity.share($0) },
            "memory": memory, "peak_rss": memory, "rss": memory, "duration": time, "realtime": time, "submit": moment,
            "start": moment, "complete": moment,
        ]
    }()

    private mutating func report(_ summary: String, _ detail: String, _ range: Range<Int>) {
        let place = SourceRange(
            file: text.file, start: text.position(ofByte: range.lowerBound),
            end: text.position(ofByte: range.upperBound))
        diagnostics.append(Diagnostic(.error, "invalid-trace", summary, detail: detail, at: place))
    }
}

extension TraceTask {
    /// Makes a task of a line.
    ///
    /// - Parameters:
    ///   - fields: the texts of the columns.
    ///   - numbers: the values of the columns that matter, in CPUs, bytes and milliseconds.
    fileprivate init(_ fields: [String: Substring], _ numbers: [String: Double]) {
        name = String(fields["name"] ?? fields["process"] ?? fields["task_id"] ?? "")
        cpus = Int((numbers["cpus"] ?? numbers["%cpu"] ?? 1).rounded(.up))
        cpus = max(cpus, 1)
        asksForCPUs = numbers["cpus"] != nil
        asksForMemory = numbers["memory"] != nil
        let bytes = numbers["memory"] ?? numbers["peak_rss"] ?? numbers["rss"] ?? 0
        memoryMiB = Int((bytes / 1_048_576).rounded(.up))
        // A task that was taken from a cache did not run.
        guard fields["status"] != "CACHED" else { return }
        let end = numbers["complete"] ?? Self.sum(numbers["submit"], numbers["duration"])
        let start = numbers["start"] ?? Self.sum(end, numbers["realtime"].map { -$0 }) ?? numbers["submit"]
        if let start, let end, start <= end { span = start...end }
    }

    private static func sum(_ left: Double?, _ right: Double?) -> Double? {
        guard let left, let right else { return nil }
        return left + right
    }
}
