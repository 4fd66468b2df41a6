/// A task of a trace: what it asked for or used, and when it ran.
struct TraceTask {
    /// The name, or else the number.
    var name = ""
    /// The CPUs that it asked for, or else those that it used.
    var cpus = 1
    /// The MiB that it asked for, or else those that it used.
    var memoryMiB = 0
    /// True if it is known how many it asked for.
    var asksForCPUs = false
    var asksForMemory = false
    /// Milliseconds of a clock from its start to its end; nil if the trace does not say, or if it did not run.
    var span: ClosedRange<Double>?
}
