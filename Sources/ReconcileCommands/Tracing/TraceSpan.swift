/// A piece of a run's work with its beginning and its end.
struct TraceSpan: Sendable, Hashable {
    /// OpenTelemetry's numbers.
    enum Kind: Int, Sendable, Hashable {
        case `internal` = 1
        case client = 3
    }

    let id: SpanID
    /// The span that it is a part of; nil for the first of a trace.
    let parent: SpanID?
    let name: String
    var kind = Kind.internal
    /// Seconds since 1970.
    let start: Double
    var end: Double
    var attributes: [TraceAttribute] = []
    /// The class of the error that it ended with; nil if it did its work.
    var error: String?
}
