import Testing

@testable import ReconcileCommands

/// The form of a trace: OTLP's JSON.
struct TraceDocumentTests {
    static let call = TraceSpan(
        id: SpanID(0x2a), parent: SpanID(0x1f), name: "Batch.CreateJobQueue", kind: .client, start: 1_767_225_600.5,
        end: 1_767_225_601, attributes: [TraceAttribute("http.response.status_code", 403)], error: "Denied")
    static let command = TraceSpan(
        id: SpanID(0x1f), parent: nil, name: "reconcile apply", start: 1_767_225_600, end: 1_767_225_602)

    @Test func `ids are hex digits, times strings of nanoseconds, enumerations numbers`() {
        let document = TraceDocument(
            traceID: TraceParentTests.traceID, parent: nil, spans: [Self.command, Self.call])
        let text = document.json([TraceAttribute("service.name", "reconcile")]).text
        let schema = #""schemaUrl":"https://opentelemetry.io/schemas/1.44.0""#
        let wanted = [
            #"{"resourceSpans":[{"resource":{"attributes":"#,
            #"[{"key":"service.name","value":{"stringValue":"reconcile"}}]},"#,
            #""scopeSpans":[{"scope":{"name":"reconcile","version":"\#(Version.text)"},"spans":["#,
            #"{"traceId":"\#(TraceParentTests.traceID)","spanId":"000000000000001f","flags":257,"#,
            #""name":"reconcile apply","kind":1,"startTimeUnixNano":"1767225600000000000","#,
            #""endTimeUnixNano":"1767225602000000000","attributes":[]},"#,
            #"{"traceId":"\#(TraceParentTests.traceID)","spanId":"000000000000002a","#,
            #""parentSpanId":"000000000000001f","flags":257,"name":"Batch.CreateJobQueue","kind":3,"#,
            #""startTimeUnixNano":"1767225600500000000","endTimeUnixNano":"1767225601000000000","#,
            #""attributes":[{"key":"http.response.status_code","value":{"intValue":"403"}},"#,
            #"{"key":"error.type","value":{"stringValue":"Denied"}}],"status":{"code":2}}],"#,
            schema, "}],", schema, "}]}",
        ].joined()
        #expect(text == wanted && text.hasPrefix(TraceDocument.beginning))
    }

    @Test func `only the span of the command has a parent of another program`() throws {
        let parent = try #require(
            TraceParent("00-\(TraceParentTests.traceID)-\(TraceParentTests.spanID)-03", state: "a=1"))
        let command = TraceSpan(id: SpanID(0x1f), parent: parent.span, name: "reconcile apply", start: 0, end: 1)
        let document = TraceDocument(traceID: parent.traceID, parent: parent, spans: [command, Self.call])
        let text = document.json([]).text
        #expect(
            text.contains(
                #""spanId":"000000000000001f","traceState":"a=1","parentSpanId":"b7ad6b7169203331","flags":771,"#))
        #expect(
            text.contains(
                #""spanId":"000000000000002a","traceState":"a=1","parentSpanId":"000000000000001f","flags":259,"#))
    }

    @Test(arguments: [
        (-1.0, "0"), (Double.nan, "0"), (Double.infinity, "18446744073000000000"), (1e300, "18446744073000000000"),
        (0, "0"),
    ])
    func `a time that is none fits into 64 bits`(seconds: Double, text: String) {
        let span = TraceSpan(id: SpanID(1), parent: nil, name: "x", start: seconds, end: seconds)
        let shown = TraceDocument(traceID: TraceParentTests.traceID, parent: nil, spans: [span]).json([]).text
        #expect(shown.contains(#""startTimeUnixNano":"\#(text)""#))
    }

    @Test func `a span never ends before it begins`() {
        let span = TraceSpan(id: SpanID(1), parent: nil, name: "x", start: 2, end: 1)
        let shown = TraceDocument(traceID: TraceParentTests.traceID, parent: nil, spans: [span]).json([]).text
        #expect(shown.contains(#""endTimeUnixNano":"2000000000""#))
    }
}
