/// The spans of a run in OTLP's JSON: ids in hex digits, numbers of 64 bits as strings, enumerations as numbers.
///
/// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding; the members are those of
/// https://github.com/open-telemetry/opentelemetry-proto/blob/v1.11.0/opentelemetry/proto/trace/v1/trace.proto
struct TraceDocument: Sendable {
    let traceID: String
    /// The span of the program that started the run; nil if the trace begins with it.
    let parent: TraceParent?
    /// The first is that of the command.
    let spans: [TraceSpan]
    /// The number of spans that were too many.
    var leftOut = 0

    /// The first characters of every trace.
    static let beginning = #"{"resourceSpans":["#

    private static let schema = "https://opentelemetry.io/schemas/1.44.0"

    /// An `ExportTraceServiceRequest`.
    ///
    /// - Parameter resource: facts about the program that all spans have in common.
    func json(_ resource: [TraceAttribute]) -> JSON {
        let scope: JSON = ["name": "reconcile", "version": JSON(Version.text)]
        let scopeSpans: JSON = ["scope": scope, "spans": JSON(spans, span), "schemaUrl": JSON(Self.schema)]
        let resourceSpans: JSON = [
            "resource": ["attributes": JSON(resource, Self.attribute)], "scopeSpans": [scopeSpans],
            "schemaUrl": JSON(Self.schema),
        ]
        return ["resourceSpans": [resourceSpans]]
    }

    private func span(_ span: TraceSpan) -> JSON {
        var members: [(String, JSON)] = [("traceId", JSON(traceID)), ("spanId", JSON(span.id.text))]
        if let state = parent?.state, !state.isEmpty { members.append(("traceState", JSON(state))) }
        if let parent = span.parent { members.append(("parentSpanId", JSON(parent.text))) }
        let attributes = span.attributes + TraceAttribute.known("error.type", span.error)
        members += [
            ("flags", JSON(flags(span))), ("name", JSON(span.name)), ("kind", JSON(span.kind.rawValue)),
            ("startTimeUnixNano", Self.time(span.start)), ("endTimeUnixNano", Self.time(max(span.start, span.end))),
            ("attributes", JSON(attributes, Self.attribute)),
        ]
        if span.error != nil { members.append(("status", ["code": 2])) }
        return .object(members)
    }

    /// The flags of W3C Trace Context, and above them that it is known if the parent is of another program.
    private func flags(_ span: TraceSpan) -> Int {
        let isRemote = parent != nil && span.parent == parent?.span
        return Int(parent?.flags ?? 1) | 0x100 | (isRemote ? 0x200 : 0)
    }

    /// Seconds as nanoseconds. The clocks tell no more than microseconds.
    private static func time(_ seconds: Double) -> JSON {
        // More does not fit into 64 bits.
        let bounded = seconds.isNaN ? 0 : min(max(seconds, 0), 18_446_744_073)
        return JSON(String(UInt64((bounded * 1e6).rounded()) * 1000))
    }

    private static func attribute(_ attribute: TraceAttribute) -> JSON {
        let value: JSON =
            switch attribute.value {
            case .text(let text): ["stringValue": JSON(text)]
            case .number(let number): ["intValue": JSON(String(number))]
            }
        return ["key": JSON(attribute.name), "value": value]
    }
}
