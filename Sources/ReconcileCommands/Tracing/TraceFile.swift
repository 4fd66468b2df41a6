/// The trace of the last run in a file: one `ExportTraceServiceRequest`, which a collector takes as it is.
struct TraceFile {
    let path: String

    private static let kind = "a trace of reconcile"

    private func isOurs(_ bytes: [UInt8]) -> Bool {
        bytes.isEmpty || bytes.starts(with: TraceDocument.beginning.utf8)
    }

    /// Says why the file cannot be written, before anything is done.
    func assureWritable() throws { try WholeFile(path: path).assureWritable(of: Self.kind, isOurs) }

    /// Writes the trace. If that fails, it is a warning: the run itself is over.
    func write(_ bytes: [UInt8]) {
        do {
            try WholeFile(path: path).assureReplaceable(of: Self.kind, isOurs)
            try WholeFile(path: path).write(bytes + [UInt8(ascii: "\n")])
        } catch {
            Console.message("warning: the trace was not written: \(error)")
        }
    }
}
