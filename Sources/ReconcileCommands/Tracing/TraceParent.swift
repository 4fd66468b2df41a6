/// The span of the program that started this run, as `TRACEPARENT` and `TRACESTATE` name it.
///
/// https://www.w3.org/TR/trace-context/#traceparent-header; the variables are those of
/// https://opentelemetry.io/docs/specs/otel/context/env-carriers/
struct TraceParent: Sendable, Hashable {
    /// 32 hex digits, which all spans of the trace share.
    let traceID: String
    let span: SpanID
    let flags: UInt8
    /// The notes that tracing systems pass on; empty if there are none.
    let state: String

    /// True if the program before records its spans.
    var isSampled: Bool { flags & 1 == 1 }

    /// More is not passed on: https://www.w3.org/TR/trace-context/#tracestate-limits
    private static let longestState = 512

    /// Reads both variables; nil if the first does not name a span.
    init?(_ text: String, state: String? = nil) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        // A later version may have more parts, and is read as far as this one goes.
        guard parts.count >= 4, Self.isHex(parts[0], 2), parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            Self.isHex(parts[1], 32), Self.isHex(parts[2], 16), Self.isHex(parts[3], 2),
            let flags = UInt8(parts[3], radix: 16), !parts[1].allSatisfy({ $0 == "0" }),
            !parts[2].allSatisfy({ $0 == "0" })
        else { return nil }
        traceID = String(parts[1])
        span = SpanID(text: String(parts[2]))
        self.flags = flags
        let isWhole = state.map { $0.utf8.count <= Self.longestState && $0.utf8.allSatisfy { (0x20...0x7E) ~= $0 } }
        self.state = isWhole == true ? state ?? "" : ""
    }

    /// Capital letters are refused, as the standard has it.
    private static func isHex(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
            }
    }
}
