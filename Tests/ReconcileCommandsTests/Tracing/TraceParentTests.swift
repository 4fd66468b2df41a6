import Testing

@testable import ReconcileCommands

/// The span above a run, as W3C Trace Context writes it.
struct TraceParentTests {
    static let traceID = "0af7651916cd43dd8448eb211c80319c"
    static let spanID = "b7ad6b7169203331"
    static let text = "00-\(traceID)-\(spanID)-01"

    @Test func `has the trace, the span, the flags and the state`() throws {
        let parent = try #require(TraceParent(Self.text, state: "vendor=a1,other=b2"))
        #expect(parent.traceID == Self.traceID && parent.span.text == Self.spanID)
        #expect(parent.flags == 1 && parent.isSampled && parent.state == "vendor=a1,other=b2")
        #expect(TraceParent("00-\(Self.traceID)-\(Self.spanID)-00")?.isSampled == false)
        #expect(TraceParent("00-\(Self.traceID)-\(Self.spanID)-02")?.isSampled == false)
        #expect(TraceParent("00-\(Self.traceID)-\(Self.spanID)-03")?.isSampled == true)
    }

    @Test func `a later version is read as far as this one goes`() {
        #expect(TraceParent("cc-\(Self.traceID)-\(Self.spanID)-01-more")?.span.text == Self.spanID)
        #expect(TraceParent("cc-\(Self.traceID)-\(Self.spanID)-01")?.span.text == Self.spanID)
    }

    @Test(arguments: [
        "", "00", "00-\(traceID)-\(spanID)", "\(text)-more", "\(text) ", "ff-\(traceID)-\(spanID)-01",
        "0-\(traceID)-\(spanID)-01", "00-\(traceID.uppercased())-\(spanID)-01", "00-\(traceID)0-\(spanID)-01",
        "00-\(traceID)-\(spanID.dropLast())-01", "00-\(traceID)-\(spanID)-1", "00-\(traceID)-\(spanID)-0g",
        "00-00000000000000000000000000000000-\(spanID)-01", "00-\(traceID)-0000000000000000-01",
        "00-\(traceID)-\(spanID)-+1", "00-\(traceID)-b7ad6b716920333é-01",
    ])
    func `anything else names no span`(text: String) {
        #expect(TraceParent(text) == nil)
    }

    @Test(arguments: ["a=\n1", "a=é", String(repeating: "a", count: 513)])
    func `a state that cannot be passed on is left out`(state: String) {
        #expect(TraceParent(Self.text, state: state)?.state.isEmpty == true)
    }
}
